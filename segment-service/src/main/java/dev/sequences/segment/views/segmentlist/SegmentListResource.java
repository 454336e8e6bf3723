package dev.sequences.segment.views.segmentlist;

import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.http.Page;
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
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Segments to read. A salesperson learns their names and no more. */
@Path("/segments")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER})
public class SegmentListResource {

    private static final String SELECT = "select s.id, s.name, s.description, s.record_type, s.priority, s.conditions,"
        + " s.sequence_id, s.previously_segmented, s.run_assignment_on_move, s.on_leave, s.status, s.rule_version,"
        + " (select count(*) from membership m where m.segment_id = s.id), s.created_by, s.created_at, s.changed_at,"
        + " s.version from segment s";

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

        static SegmentRow of(ResultSet row) throws SQLException {
            return new SegmentRow(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getInt(5),
                    RecordRows.fields(row.getString(6)),
                    row.getString(7),
                    row.getBoolean(8),
                    row.getBoolean(9),
                    row.getString(10),
                    row.getString(11),
                    row.getInt(12),
                    row.getLong(13),
                    row.getString(14),
                    row.getObject(15, OffsetDateTime.class).toInstant(),
                    row.getObject(16, OffsetDateTime.class).toInstant(),
                    row.getLong(17));
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
        try (Connection connection = dataSource.getConnection();
                PreparedStatement read = connection.prepareStatement(SELECT
                        + " where (?::text is null or s.record_type = ?) and (?::text is null or s.status = ?)"
                        + " and (s.record_type, s.priority, s.id) > (?, ?, ?)"
                        + " order by s.record_type, s.priority, s.id limit ?")) {
            read.setString(1, recordType);
            read.setString(2, recordType);
            read.setString(3, status);
            read.setString(4, status);
            read.setString(5, position.isEmpty() ? "" : position.getFirst());
            read.setInt(6, position.isEmpty() ? 0 : number(position.get(1)));
            read.setString(7, position.isEmpty() ? "" : position.get(2));
            read.setInt(8, size + 1);
            List<SegmentRow> rows = new ArrayList<>();
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    rows.add(SegmentRow.of(row));
                }
            }
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
                    "cursor-unreadable", "after", "The cursor is not one of this list.", "Use 'next' as it was given.");
        }
    }

    @GET
    @Path("{id}")
    public Response get(@PathParam("id") String id) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement read = connection.prepareStatement(SELECT + " where s.id = ?")) {
            read.setString(1, id);
            try (ResultSet row = read.executeQuery()) {
                if (!row.next()) {
                    throw Problem.unknown("segment", id);
                }
                SegmentRow segment = SegmentRow.of(row);
                return Commands.response(Answer.ok(segment, segment.version()));
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }
}
