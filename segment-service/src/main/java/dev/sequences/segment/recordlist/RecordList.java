package dev.sequences.segment.recordlist;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.http.Page;
import dev.sequences.chassis.rows.Row;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.language.condition.Condition;
import dev.sequences.language.condition.EvaluationTime;
import dev.sequences.language.condition.Relation;
import dev.sequences.segment.membership.RelatedRecords;
import dev.sequences.segment.record.RecordRows;
import dev.sequences.segment.record.StoredRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads one page of records. Conditions are evaluated like those of segments and sequences, on records that the database has filtered
 * and ordered. A page reads at most 100 000 records; if fewer of them match than were requested, the page is shorter and has a cursor.
 */
final class RecordList {

    static final int MAX_SCANNED = 100_000;
    private static final int MIN_BATCH = 200;
    private static final int MAX_BATCH = 5_000;
    private static final int MAX_SORTED_BATCH = 25_000;

    private final Connection connection;
    private final RecordFilter filter;
    private final RecordSort sort;

    RecordList(Connection connection, RecordFilter filter, RecordSort sort) {
        this.connection = connection;
        this.filter = filter;
        this.sort = sort;
    }

    /** A record of a list. {@code position}: values of the sort keys, type and id. */
    record Listed(StoredRecord record, Instant updatedAt, List<String> position) {}

    /** Number of values in a cursor. */
    int parts() {
        return sort.keys().size() + 2;
    }

    /** @param after position of the last record of the previous page; empty for the first page */
    Page<Listed> page(int limit, List<String> after, EvaluationTime time) {
        Condition conditions = filter.conditions();
        if (conditions == null) {
            return Page.of(read(after, limit + 1), limit, Listed::position);
        }
        Set<Relation> relations = conditions.relations().map(Relation::new).collect(Collectors.toSet());
        List<Listed> matching = new ArrayList<>();
        List<String> position = after;
        int scanned = 0;
        // Without an index for the order, every batch sorts all records.
        int maxBatch = sort.argument() == null ? MAX_BATCH : MAX_SORTED_BATCH;
        for (int size = Math.max(MIN_BATCH, limit * 2); ; size = Math.min(size * 8, maxBatch)) {
            List<Listed> batch = read(position, size);
            RelatedRecords related = RelatedRecords.of(
                    connection, batch.stream().map(Listed::record).toList(), relations);
            for (Listed listed : batch) {
                if (conditions.holds(related.facts(listed.record()), time)) {
                    matching.add(listed);
                }
            }
            scanned += batch.size();
            boolean exhausted = batch.size() < size;
            if (matching.size() > limit || exhausted) {
                return Page.of(matching, limit, Listed::position);
            }
            position = batch.getLast().position();
            if (scanned >= MAX_SCANNED) {
                return Page.until(matching, position);
            }
        }
    }

    private List<Listed> read(List<String> after, int limit) {
        List<@Nullable Object> arguments = new ArrayList<>();
        StringBuilder sql =
                new StringBuilder("select ").append(RecordRows.COLUMNS).append(", r.changed_at");
        for (int i = 0; i < sort.keys().size(); i++) {
            sql.append(", (")
                    .append(key(sort.keys().get(i), arguments))
                    .append(")::text as k")
                    .append(i);
        }
        sql.append(" from record r where not r.deleted");
        addFilter(sql, arguments);
        List<String> order = new ArrayList<>(sort.keys());
        if (filter.recordType() == null) {
            order.add("r.record_type");
        }
        order.add("r.record_id");
        if (!after.isEmpty()) {
            addPosition(sql, arguments, order, after);
        }
        String direction = sort.descending() ? " desc" : "";
        sql.append(" order by ");
        for (int i = 0; i < order.size(); i++) {
            sql.append(i == 0 ? "" : ", ").append(key(order.get(i), arguments)).append(direction);
        }
        sql.append(" limit ?");
        arguments.add(limit);
        try {
            return Rows.of(connection, sql.toString()).with(arguments.toArray()).list(this::listed);
        } catch (RuntimeException e) {
            if (!after.isEmpty() && isUnreadable(e)) {
                throw cursorUnreadable();
            }
            throw e;
        }
    }

    private void addFilter(StringBuilder sql, List<@Nullable Object> arguments) {
        if (filter.recordType() != null) {
            sql.append(" and r.record_type = ?");
            arguments.add(filter.recordType());
        }
        if (filter.ownedBy() != null) {
            sql.append(" and r.owner_type = 'user' and r.owner_id = ?");
            arguments.add(filter.ownedBy());
        }
        if (filter.ids() != null) {
            sql.append(" and r.record_id = any(?)");
            arguments.add(filter.ids());
        }
        if (filter.name() != null) {
            sql.append(" and position(chassis.search_text(?) in r.search_name) > 0");
            arguments.add(filter.name());
        }
        if (filter.withoutOpenEnrollmentIn() != null) {
            sql.append(" and not exists (select 1 from open_enrollment e where e.sequence_id = ?"
                    + " and e.record_type = r.record_type and e.record_id = r.record_id)");
            arguments.add(filter.withoutOpenEnrollmentIn());
        }
        if (filter.conditions() != null) {
            Prefilter.of(filter.conditions()).ifPresent(prefilter -> {
                sql.append(" and ").append(prefilter.sql());
                arguments.addAll(prefilter.arguments());
            });
        }
    }

    private void addPosition(
            StringBuilder sql, List<@Nullable Object> arguments, List<String> order, List<String> after) {
        List<String> left = new ArrayList<>();
        for (String expression : order) {
            left.add(key(expression, arguments));
        }
        List<String> right = new ArrayList<>();
        for (int i = 0; i < sort.keys().size(); i++) {
            right.add("?::" + sort.types().get(i));
            arguments.add(after.get(i));
        }
        if (filter.recordType() == null) {
            right.add("?");
            arguments.add(after.get(sort.keys().size()));
        }
        right.add("?");
        arguments.add(after.get(sort.keys().size() + 1));
        sql.append(" and (")
                .append(String.join(", ", left))
                .append(sort.descending() ? ") < (" : ") > (")
                .append(String.join(", ", right))
                .append(")");
    }

    /** The expression, with the argument of the sort for each of its placeholders. */
    private String key(String expression, List<@Nullable Object> arguments) {
        int placeholders = expression.split("\\$f", -1).length - 1;
        arguments.addAll(Collections.nCopies(placeholders, sort.argument()));
        return expression.replace("$f", "?::text");
    }

    private Listed listed(Row row) throws SQLException {
        StoredRecord record = RecordRows.of(row);
        List<String> position = new ArrayList<>();
        for (int i = 0; i < sort.keys().size(); i++) {
            position.add(row.text("k" + i));
        }
        position.add(record.key().recordType());
        position.add(record.key().recordId());
        return new Listed(record, row.instant("changed_at"), position);
    }

    /** A cursor of another order has values of other types. */
    private static boolean isUnreadable(Throwable error) {
        for (Throwable t = error; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().startsWith("22")) {
                return true;
            }
        }
        return false;
    }

    static Problem cursorUnreadable() {
        return Problem.unreadable(
                "cursor-unreadable",
                "after",
                "The cursor does not belong to this list.",
                "Send 'next' exactly as received, with the same sort.");
    }
}
