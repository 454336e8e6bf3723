package dev.sequences.worklist.views.mywork;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.http.Page;
import dev.sequences.worklist.views.mywork.WorkItemRow.Card;
import dev.sequences.worklist.workitem.model.Assignee;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows of {@code work_item} with card, sequence name and the caller's flags. In the order of due time a page is a walk
 * along an index and costs the same however many items there are; any other order sorts what is live of one seller.
 */
final class MyWorkQuery {

    private static final int LAST_YEAR = 9_999;

    private static final String SELECT = """
        select w.id, w.enrollment_id, w.sequence_id, s.name, w.step_id, w.step_key, w.activity_type, w.title,
            w.description, w.template_id, w.record_type, w.record_id, c.name, coalesce(c.fields::text, '{}'),
            w.assignee_type, w.assignee_id, w.due_at, w.status, w.snooze_count, c.score,
            not coalesce(f.opened, false), coalesce(f.followed, false), w.version\
        """;

    private static final String FROM = """
         from work_item w
        left join record_card c on c.record_type = w.record_type and c.record_id = w.record_id
        left join sequence_name s on s.sequence_id = w.sequence_id
        left join record_flag f on f.seller_id = ? and f.record_type = w.record_type and f.record_id = w.record_id
        where\s\
        """;

    private static final int COLUMNS = 23;

    /** One part of the order, most important first. */
    private record Part(String expression, String type, boolean descending) {}

    /** A row with its version and with its place in the list. */
    record Found(WorkItemRow row, long version, List<String> position) {}

    private final StringBuilder sql = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    private MyWorkQuery() {}

    static Optional<Found> one(Connection connection, String caller, String id) throws SQLException {
        MyWorkQuery query = new MyWorkQuery();
        query.add(SELECT + FROM, caller).add("w.id = ?::uuid", id);
        return query.run(connection, List.of(), "").stream().findFirst();
    }

    static Page<WorkItemRow> page(Connection connection, String caller, ListRequest asked, Moments moments)
            throws SQLException {
        List<Part> order = order(asked);
        MyWorkQuery query = new MyWorkQuery();
        query.add(SELECT);
        order.forEach(part -> query.add(", (" + part.expression() + ")::text"));
        query.add(FROM, caller).add("w." + asked.due().condition());
        query.filter(asked, asked.due().span(moments));
        query.goOnAfter(asked, order);
        query.add(" order by ")
                .add(String.join(
                        ", ",
                        order.stream()
                                .map(p -> p.expression() + (p.descending() ? " desc" : ""))
                                .toList()))
                .add(" limit " + (asked.limit() + 1));
        Page<Found> page = Page.of(query.run(connection, order, asked.order()), asked.limit(), Found::position);
        return new Page<>(page.items().stream().map(Found::row).toList(), page.next());
    }

    private static List<Part> order(ListRequest asked) {
        boolean dueDescending = asked.sort() == SortKey.DUE_DATE && asked.descending();
        return Stream.of(
                        asked.group() == asked.sort() ? List.<Part>of() : part(asked.group(), false),
                        part(asked.sort(), asked.descending()),
                        List.of(
                                new Part("w.due_at", "timestamptz", dueDescending),
                                new Part("w.id", "uuid", dueDescending)))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Part> part(@Nullable SortKey key, boolean against) {
        return key == null || key == SortKey.DUE_DATE
                ? List.of()
                : List.of(new Part(key.expression(), key.type(), key.highestFirst() != against));
    }

    private void filter(ListRequest asked, Due.Span span) {
        if (asked.assignee() != null && !asked.teams().isEmpty()) {
            List<String> teams = asked.teams().stream().sorted().toList();
            add(" and ((w.assignee_id = ? and w.assignee_type = 'user')", asked.assignee())
                    .add(
                            " or (w.assignee_id in (" + marks(teams) + ") and w.assignee_type = 'team'))",
                            teams.toArray());
        } else {
            if (asked.assignee() != null) {
                add(" and w.assignee_id = ?", asked.assignee());
            }
            if (!asked.teamsToo()) {
                add(" and w.assignee_type = 'user'");
            }
        }
        if (span.from() != null) {
            add(" and w.due_at >= ?", utc(span.from()));
        }
        if (span.before() != null) {
            add(" and w.due_at < ?", utc(span.before()));
        }
        if (!asked.recordTypes().isEmpty()) {
            add(
                    " and w.record_type in (" + marks(asked.recordTypes()) + ")",
                    asked.recordTypes().toArray());
        }
        if (!asked.activityTypes().isEmpty()) {
            add(
                    " and w.activity_type in (" + marks(asked.activityTypes()) + ")",
                    asked.activityTypes().toArray());
        }
        if (asked.unopened() != null) {
            add(" and coalesce(f.opened, false) = ?", !asked.unopened());
        }
        if (asked.followed() != null) {
            add(" and coalesce(f.followed, false) = ?", asked.followed());
        }
        if (asked.name() != null && !asked.name().isEmpty()) {
            add(" and position(chassis.search_text(?) in chassis.search_text(c.name)) > 0", asked.name());
        }
    }

    /**
     * Rows behind the cursor. The two parts at the end are compared as one row value, which an index on both can follow;
     * the parts before them may run in either direction, so each is compared on its own.
     */
    private void goOnAfter(ListRequest asked, List<Part> order) {
        List<String> last = Page.position(asked.after(), order.size() + 1);
        if (last.isEmpty()) {
            return;
        }
        if (!last.getFirst().equals(asked.order())) {
            throw foreignCursor();
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            values.add(value(order.get(i).type(), last.get(i + 1)));
        }
        int keys = order.size() - 2;
        add(" and ");
        for (int i = 0; i < keys; i++) {
            Part part = order.get(i);
            add("(" + part.expression() + after(part), values.get(i))
                    .add(" or " + part.expression() + " = ? and ", values.get(i));
        }
        add("(w.due_at, w.id)" + after(order.getLast()).replace("?", "(?, ?)"), values.get(keys), values.get(keys + 1));
        add(")".repeat(keys));
    }

    private static String after(Part part) {
        return part.descending() ? " < ?" : " > ?";
    }

    private static Object value(String type, String text) {
        try {
            return switch (type) {
                case "timestamptz" -> time(text);
                case "uuid" -> UUID.fromString(text);
                case "float8" -> Double.valueOf(text);
                default -> {
                    if (text.indexOf('\0') >= 0) {
                        throw foreignCursor();
                    }
                    yield text;
                }
            };
        } catch (DateTimeException | IllegalArgumentException e) {
            throw foreignCursor();
        }
    }

    /** Of a year that the database has, too. */
    private static OffsetDateTime time(String text) {
        OffsetDateTime time = utc(Instant.parse(text));
        if (time.getYear() < 0 || time.getYear() > LAST_YEAR) {
            throw foreignCursor();
        }
        return time;
    }

    private static Problem foreignCursor() {
        return Problem.unreadable(
                "cursor-unreadable",
                "after",
                "The cursor is not one of this list in this order.",
                "Use the value of 'next' as it was given, with the same sort and group.");
    }

    private MyWorkQuery add(String text, Object... values) {
        sql.append(text);
        parameters.addAll(List.of(values));
        return this;
    }

    private List<Found> run(Connection connection, List<Part> order, String orderName) throws SQLException {
        List<Found> found = new ArrayList<>();
        try (PreparedStatement read = connection.prepareStatement(sql.toString())) {
            for (int i = 0; i < parameters.size(); i++) {
                read.setObject(i + 1, parameters.get(i));
            }
            try (ResultSet result = read.executeQuery()) {
                while (result.next()) {
                    found.add(found(result, order, orderName));
                }
            }
        }
        return found;
    }

    private static Found found(ResultSet r, List<Part> order, String orderName) throws SQLException {
        Instant dueAt = r.getObject(17, OffsetDateTime.class).toInstant();
        WorkItemRow row = new WorkItemRow(
                r.getString(1),
                r.getString(2),
                r.getString(3),
                r.getString(4),
                r.getString(5),
                r.getString(6),
                r.getString(7),
                r.getString(8),
                r.getString(9),
                r.getString(10),
                new Card(r.getString(11), r.getString(12), r.getString(13), r.getString(14)),
                new Assignee(r.getString(15), r.getString(16)),
                dueAt,
                r.getString(18),
                r.getInt(19),
                r.getObject(20, Double.class),
                r.getBoolean(21),
                r.getBoolean(22));
        List<String> position = new ArrayList<>();
        position.add(orderName);
        for (int i = 0; i < order.size(); i++) {
            position.add(order.get(i).type().equals("timestamptz") ? dueAt.toString() : r.getString(COLUMNS + 1 + i));
        }
        return new Found(row, r.getLong(COLUMNS), position);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static String marks(List<String> values) {
        return String.join(", ", Collections.nCopies(values.size(), "?"));
    }
}
