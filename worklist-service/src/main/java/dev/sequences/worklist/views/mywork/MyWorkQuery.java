package dev.sequences.worklist.views.mywork;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.http.Page;
import dev.sequences.chassis.rows.Row;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.worklist.views.mywork.WorkItemRow.Card;
import dev.sequences.worklist.workitem.model.Assignee;
import java.sql.Connection;
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
 * Reads rows of {@code work_item} with record card, sequence name and the caller's flags. In due-time order a page is an index scan
 * whose cost does not depend on the number of items; any other order sorts all live items of one seller.
 */
final class MyWorkQuery {

    private static final int MAX_YEAR = 9_999;

    private static final String SELECT = """
        select w.id, w.enrollment_id, w.sequence_id, s.name as sequence_name, w.step_id, w.step_key, w.activity_type,
            w.title, w.description, w.template_id, w.record_type, w.record_id, c.name as record_name,
            coalesce(c.fields::text, '{}') as fields,
            w.assignee_type, w.assignee_id, w.due_at, w.status, w.snooze_count, c.score,
            not coalesce(f.opened, false) as unread, coalesce(f.followed, false) as followed, w.version\
        """;

    private static final String FROM = """
         from work_item w
        left join record_card c on c.record_type = w.record_type and c.record_id = w.record_id
        left join sequence_name s on s.sequence_id = w.sequence_id
        left join record_flag f on f.seller_id = ? and f.record_type = w.record_type and f.record_id = w.record_id
        where
        """;

    /** Prefix of the columns that return a row's sort keys. */
    private static final String KEY_PREFIX = "sort_key_";

    /** One sort key; the most significant comes first. */
    private record SortColumn(String expression, String type, boolean descending) {}

    /** A row with its version and its position in the list. */
    record ItemAtPosition(WorkItemRow row, long version, List<String> position) {}

    private final StringBuilder sql = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    private MyWorkQuery() {}

    static Optional<ItemAtPosition> one(Connection connection, String caller, String id) throws SQLException {
        MyWorkQuery query = new MyWorkQuery();
        query.add(SELECT + FROM, caller).add("w.id = ?::uuid", id);
        return query.run(connection, List.of(), "").stream().findFirst();
    }

    static Page<WorkItemRow> page(Connection connection, String caller, ListRequest request, Moments moments)
            throws SQLException {
        List<SortColumn> order = order(request);
        MyWorkQuery query = new MyWorkQuery();
        query.add(SELECT);
        for (int i = 0; i < order.size(); i++) {
            query.add(", (" + order.get(i).expression() + ")::text as " + KEY_PREFIX + i);
        }
        query.add(FROM, caller).add("w." + request.due().condition());
        query.filter(request, request.due().span(moments));
        query.startAfter(request, order);
        query.add(" order by ")
                .add(String.join(
                        ", ",
                        order.stream()
                                .map(p -> p.expression() + (p.descending() ? " desc" : ""))
                                .toList()))
                .add(" limit " + (request.limit() + 1));
        Page<ItemAtPosition> page =
                Page.of(query.run(connection, order, request.order()), request.limit(), ItemAtPosition::position);
        return new Page<>(page.items().stream().map(ItemAtPosition::row).toList(), page.next());
    }

    private static List<SortColumn> order(ListRequest request) {
        boolean dueDescending = request.sort() == SortKey.DUE_DATE && request.descending();
        return Stream.of(
                        request.group() == request.sort() ? List.<SortColumn>of() : sortColumns(request.group(), false),
                        sortColumns(request.sort(), request.descending()),
                        List.of(
                                new SortColumn("w.due_at", "timestamptz", dueDescending),
                                new SortColumn("w.id", "uuid", dueDescending)))
                .flatMap(List::stream)
                .toList();
    }

    private static List<SortColumn> sortColumns(@Nullable SortKey key, boolean reversed) {
        return key == null || key == SortKey.DUE_DATE
                ? List.of()
                : List.of(new SortColumn(key.expression(), key.type(), key.highestFirst() != reversed));
    }

    private void filter(ListRequest request, Due.Span span) {
        if (request.assignee() != null && !request.teams().isEmpty()) {
            List<String> teams = request.teams().stream().sorted().toList();
            add(" and ((w.assignee_id = ? and w.assignee_type = 'user')", request.assignee())
                    .add(
                            " or (w.assignee_id in (" + placeholders(teams) + ") and w.assignee_type = 'team'))",
                            teams.toArray());
        } else {
            if (request.assignee() != null) {
                add(" and w.assignee_id = ?", request.assignee());
            }
            if (!request.includesAllTeams()) {
                add(" and w.assignee_type = 'user'");
            }
        }
        if (span.from() != null) {
            add(" and w.due_at >= ?", utc(span.from()));
        }
        if (span.before() != null) {
            add(" and w.due_at < ?", utc(span.before()));
        }
        if (!request.recordTypes().isEmpty()) {
            add(
                    " and w.record_type in (" + placeholders(request.recordTypes()) + ")",
                    request.recordTypes().toArray());
        }
        if (!request.activityTypes().isEmpty()) {
            add(
                    " and w.activity_type in (" + placeholders(request.activityTypes()) + ")",
                    request.activityTypes().toArray());
        }
        if (request.unopened() != null) {
            add(" and coalesce(f.opened, false) = ?", !request.unopened());
        }
        if (request.followed() != null) {
            add(" and coalesce(f.followed, false) = ?", request.followed());
        }
        if (request.name() != null && !request.name().isEmpty()) {
            add(" and position(chassis.search_text(?) in chassis.search_text(c.name)) > 0", request.name());
        }
    }

    /**
     * Restricts the query to rows after the cursor. The last two sort keys are compared as one row value, which an index on both
     * supports; the keys before them may be ascending or descending, so each is compared separately.
     */
    private void startAfter(ListRequest request, List<SortColumn> order) {
        List<String> last = Page.position(request.after(), order.size() + 1);
        if (last.isEmpty()) {
            return;
        }
        if (!last.getFirst().equals(request.order())) {
            throw foreignCursor();
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            values.add(value(order.get(i).type(), last.get(i + 1)));
        }
        int keys = order.size() - 2;
        add(" and ");
        for (int i = 0; i < keys; i++) {
            SortColumn part = order.get(i);
            add("(" + part.expression() + after(part), values.get(i))
                    .add(" or " + part.expression() + " = ? and ", values.get(i));
        }
        add("(w.due_at, w.id)" + after(order.getLast()).replace("?", "(?, ?)"), values.get(keys), values.get(keys + 1));
        add(")".repeat(keys));
    }

    private static String after(SortColumn part) {
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

    /** Rejects years that PostgreSQL cannot store. */
    private static OffsetDateTime time(String text) {
        OffsetDateTime time = utc(Instant.parse(text));
        if (time.getYear() < 0 || time.getYear() > MAX_YEAR) {
            throw foreignCursor();
        }
        return time;
    }

    private static Problem foreignCursor() {
        return Problem.unreadable(
                "cursor-unreadable",
                "after",
                "The cursor does not belong to this list in this order.",
                "Send the value of 'next' unchanged, with the same sort and group.");
    }

    private MyWorkQuery add(String text, Object... values) {
        sql.append(text);
        parameters.addAll(List.of(values));
        return this;
    }

    private List<ItemAtPosition> run(Connection connection, List<SortColumn> order, String orderName)
            throws SQLException {
        return Rows.of(connection, sql.toString()).with(parameters.toArray()).list(row -> found(row, order, orderName));
    }

    private static ItemAtPosition found(Row row, List<SortColumn> order, String orderName) throws SQLException {
        Instant dueAt = row.instant("due_at");
        WorkItemRow item = new WorkItemRow(
                row.text("id"),
                row.text("enrollment_id"),
                row.text("sequence_id"),
                row.textOrNull("sequence_name"),
                row.text("step_id"),
                row.text("step_key"),
                row.text("activity_type"),
                row.text("title"),
                row.textOrNull("description"),
                row.textOrNull("template_id"),
                new Card(
                        row.text("record_type"),
                        row.text("record_id"),
                        row.textOrNull("record_name"),
                        row.text("fields")),
                new Assignee(row.text("assignee_type"), row.text("assignee_id")),
                dueAt,
                row.text("status"),
                row.intValue("snooze_count"),
                row.doubleOrNull("score"),
                row.bool("unread"),
                row.bool("followed"));
        List<String> position = new ArrayList<>();
        position.add(orderName);
        for (int i = 0; i < order.size(); i++) {
            position.add(order.get(i).type().equals("timestamptz") ? dueAt.toString() : row.text(KEY_PREFIX + i));
        }
        return new ItemAtPosition(item, row.longValue("version"), position);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static String placeholders(List<String> values) {
        return String.join(", ", Collections.nCopies(values.size(), "?"));
    }
}
