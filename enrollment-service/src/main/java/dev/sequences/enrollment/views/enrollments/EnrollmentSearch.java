package dev.sequences.enrollment.views.enrollments;

import dev.sequences.chassis.rows.Rows;
import dev.sequences.enrollment.enrollment.Visibility;
import dev.sequences.enrollment.enrollment.model.Assignee;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Searches the rows of table {@code enrollment} that are visible to the caller. For sellers it starts from their own rows, by
 * index, so that its cost depends on those rows and not on the size of the table.
 */
final class EnrollmentSearch {

    private static final String ME = "with me as (select type, id from unnest(?::text[], ?::text[]) as me(type, id)),";

    private final Visibility visibility;
    private final List<Assignee> own;
    private final StringBuilder where = new StringBuilder("true");
    private final List<Object> values = new ArrayList<>();

    EnrollmentSearch(Visibility visibility) {
        this.visibility = visibility;
        this.own = List.copyOf(visibility.own());
    }

    /** Adds a condition with one placeholder, unless the value is null. */
    EnrollmentSearch and(String condition, @Nullable Object value) {
        if (value != null) {
            where.append(" and ").append(condition);
            values.add(value);
        }
        return this;
    }

    /** Returns the first rows by id. */
    Rows page(Connection connection, int limit) {
        String first = " order by enrollment_id limit " + limit;
        String rows = "select " + EnrollmentView.COLUMNS + " from enrollment where ";
        return visibility.all()
                ? prepared(connection, rows + where + first, 1)
                : mine(
                        connection,
                        first,
                        rows + "enrollment_id in (select enrollment_id from mine" + first + ")" + first);
    }

    /** Returns the number of enrollments by version, status and step. */
    Rows counts(Connection connection) {
        String counts =
                "select version, status, step_key, count(*) as enrollments from enrollment where %s group by 1, 2, 3"
                        + " order by 1, 2, 3";
        return visibility.all()
                ? prepared(connection, counts.formatted(where), 1)
                : mine(connection, "", counts.formatted("enrollment_id in (select enrollment_id from mine)"));
    }

    /** {@code each}: limits the rows read per user or team. */
    private Rows mine(Connection connection, String each, String select) {
        return prepared(
                connection,
                ME
                        + " mine as (select theirs.enrollment_id from me cross join lateral (select enrollment_id from"
                        + " enrollment where assignee_id = me.id and assignee_type ="
                        + " me.type and " + where + each + ") theirs"
                        + " union select of_record.enrollment_id from me join record r on r.owner_type = me.type"
                        + " and r.owner_id = me.id cross join lateral (select enrollment_id from enrollment"
                        + " where record_type = r.record_type and record_id = r.record_id and " + where
                        + ") of_record) " + select,
                2);
    }

    /** {@code times}: how often the statement contains the conditions. */
    private Rows prepared(Connection connection, String sql, int times) {
        Rows rows = Rows.of(connection, sql);
        if (!visibility.all()) {
            rows.with(
                    own.stream().map(Assignee::type).toList(),
                    own.stream().map(Assignee::id).toList());
        }
        for (int i = 0; i < times; i++) {
            rows.with(values.toArray());
        }
        return rows;
    }
}
