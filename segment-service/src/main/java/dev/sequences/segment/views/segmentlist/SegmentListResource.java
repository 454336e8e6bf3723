package dev.sequences.segment.views.segmentlist;

import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.http.Page;
import dev.sequences.chassis.rows.Row;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.chassis.security.Caller;
import dev.sequences.chassis.security.Roles;
import dev.sequences.segment.record.RecordRows;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads segments. Salespeople see only their ids and names. */
@Path("/segments")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER})
public class SegmentListResource {

    private static final String SELECT = """
            select s.id, s.name, s.description, s.record_type, s.priority, s.conditions, s.sequence_id, s.previously_segmented,
              s.run_assignment_on_move, s.on_leave, s.status, s.rule_version,
              (select count(*) from membership m where m.segment_id = s.id) as members,
              s.created_by, s.created_at, s.changed_at, s.version
            from segment s
            """;

    private static final String PAGE = SELECT + """
            where (?::text is null or s.record_type = ?) and (?::text is null or s.status = ?)
              and (s.record_type, s.priority, s.id) > (?, ?, ?)
            order by s.record_type, s.priority, s.id limit ?
            """;

    private final DataSource dataSource;
    private final Caller caller;

    SegmentListResource(DataSource dataSource, Caller caller) {
        this.dataSource = dataSource;
        this.caller = caller;
    }

    record SegmentRow(
            String id,
            String name,
            String description,
            String recordType,
            int priority,
            Map<String, Object> conditions,
            @Nullable String sequenceId,
            boolean previouslySegmented,
            boolean runAssignmentOnMove,
            String onLeave,
            String status,
            int ruleVersion,
            long members,
            String createdBy,
            Instant createdAt,
            Instant changedAt,
            long version) {

        static SegmentRow of(Row row) throws SQLException {
            return new SegmentRow(
                    row.text("id"),
                    row.text("name"),
                    row.text("description"),
                    row.text("record_type"),
                    row.intValue("priority"),
                    RecordRows.fields(row.text("conditions")),
                    row.textOrNull("sequence_id"),
                    row.bool("previously_segmented"),
                    row.bool("run_assignment_on_move"),
                    row.text("on_leave"),
                    row.text("status"),
                    row.intValue("rule_version"),
                    row.longValue("members"),
                    row.text("created_by"),
                    row.instant("created_at"),
                    row.instant("changed_at"),
                    row.longValue("version"));
        }
    }

    record SegmentName(String id, String name) {}

    /** In the order of evaluation: by record type and priority. */
    @GET
    @RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER, Roles.SALESPERSON})
    public Page<?> list(
            @QueryParam("recordType") @Nullable String recordType,
            @QueryParam("status") @Nullable String status,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        int size = Page.limit(limit);
        Page<SegmentRow> page = page(recordType, status, size, Page.position(after, 3));
        return managesSegments()
                ? page
                : new Page<>(
                        page.items().stream()
                                .map(s -> new SegmentName(s.id(), s.name()))
                                .toList(),
                        page.next());
    }

    private boolean managesSegments() {
        return caller.is(Roles.SYSTEM_ADMINISTRATOR)
                || caller.is(Roles.SEQUENCE_MANAGER)
                || caller.is(Roles.SALES_MANAGER);
    }

    private Page<SegmentRow> page(
            @Nullable String recordType, @Nullable String status, int size, List<String> position) {
        try (Connection connection = dataSource.getConnection()) {
            List<SegmentRow> rows = Rows.of(connection, PAGE)
                    .with(
                            recordType,
                            recordType,
                            status,
                            status,
                            position.isEmpty() ? "" : position.getFirst(),
                            position.isEmpty() ? 0 : number(position.get(1)),
                            position.isEmpty() ? "" : position.get(2),
                            size + 1)
                    .list(SegmentRow::of);
            return Page.of(rows, size, s -> List.of(s.recordType(), Integer.toString(s.priority()), s.id()));
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw Problem.unreadable(
                    "cursor-unreadable",
                    "after",
                    "The cursor does not belong to this list.",
                    "Send 'next' exactly as received.");
        }
    }

    @GET
    @Path("{id}")
    public Response get(@PathParam("id") String id) {
        try (Connection connection = dataSource.getConnection()) {
            SegmentRow segment = Rows.of(connection, SELECT + " where s.id = ?")
                    .with(id)
                    .first(SegmentRow::of)
                    .orElseThrow(() -> Problem.unknown("segment", id));
            return Commands.response(Answer.ok(segment, segment.version()));
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }
}
