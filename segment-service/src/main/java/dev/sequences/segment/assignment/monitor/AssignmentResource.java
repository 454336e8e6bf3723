package dev.sequences.segment.assignment.monitor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.http.Page;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Row;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.chassis.security.Roles;
import dev.sequences.segment.assignment.model.Reason;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Shows the decisions about owners of records, with their candidates. */
@Path("/assignments")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER})
public class AssignmentResource {

    private static final String PAGE = """
            select * from assignment where (?::text is null or id < ?)
              and (?::text is null or status = ?) and (?::text is null or reason = ?) and (?::text is null or record_type = ?)
              and (?::text is null or record_id = ?) and (?::text is null or assignee_id = ?)
              and (?::text is null or rule_id = ?) and (?::text is null or segment_id = ?)
            order by id desc limit ?
            """;

    private static final String RUNS = """
            select * from assignment_run where (?::text is null or segment_id = ?) and (?::text is null or id < ?)
            order by id desc limit ?
            """;

    private final DataSource dataSource;

    AssignmentResource(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * One decision.
     *
     * @param assigneeId null if nobody got the record
     * @param status needs-attention while nobody has got the record since; otherwise processed
     * @param method rule, rerun or manual
     * @param wonBy round-robin, load-balancing, random or only-candidate
     * @param considered number of candidates
     * @param candidates up to 20: the eligible ones in order of preference, then the others
     */
    record AssignmentBody(
            String id,
            String recordType,
            String recordId,
            @Nullable String segmentId,
            @Nullable Integer segmentVersion,
            @Nullable String ruleId,
            @Nullable String assigneeType,
            @Nullable String assigneeId,
            String previousAssigneeType,
            String previousAssigneeId,
            String status,
            @Nullable String reason,
            String method,
            @Nullable String wonBy,
            @Nullable Integer bucket,
            Instant decidedAt,
            String decidedBy,
            int considered,
            JsonNode candidates) {

        static AssignmentBody of(Row row) throws SQLException {
            return new AssignmentBody(
                    row.text("id"),
                    row.text("record_type"),
                    row.text("record_id"),
                    row.textOrNull("segment_id"),
                    row.intOrNull("segment_version"),
                    row.textOrNull("rule_id"),
                    row.textOrNull("assignee_type"),
                    row.textOrNull("assignee_id"),
                    row.text("previous_assignee_type"),
                    row.text("previous_assignee_id"),
                    row.text("status"),
                    row.textOrNull("reason"),
                    row.text("method"),
                    row.textOrNull("won_by"),
                    row.intOrNull("bucket"),
                    row.instant("decided_at"),
                    row.text("actor"),
                    row.intValue("considered"),
                    Json.read(row.text("candidates"), JsonNode.class));
        }
    }

    /** Newest first. */
    @GET
    public Page<AssignmentBody> list(
            @QueryParam("status") @Nullable String status,
            @QueryParam("reason") @Nullable String reason,
            @QueryParam("recordType") @Nullable String recordType,
            @QueryParam("recordId") @Nullable String recordId,
            @QueryParam("sellerId") @Nullable String sellerId,
            @QueryParam("ruleId") @Nullable String ruleId,
            @QueryParam("segmentId") @Nullable String segmentId,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        int size = Page.limit(limit);
        List<String> position = Page.position(after, 1);
        String last = position.isEmpty() ? null : position.getFirst();
        check(status, reason);
        try (Connection connection = dataSource.getConnection()) {
            List<AssignmentBody> rows = Rows.of(connection, PAGE)
                    .with(last, last, status, status, reason, reason, recordType, recordType, recordId, recordId)
                    .with(sellerId, sellerId, ruleId, ruleId, segmentId, segmentId, size + 1)
                    .list(AssignmentBody::of);
            return Page.of(rows, size, row -> List.of(row.id()));
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private static void check(@Nullable String status, @Nullable String reason) {
        if (status != null && !List.of("needs-attention", "processed").contains(status)) {
            throw Problem.unreadable(
                    "status-unknown", "status", "The status is unknown.", "Use needs-attention or processed.");
        }
        if (reason != null && Reason.of(reason).isEmpty()) {
            throw Problem.unreadable(
                    "reason-unknown",
                    "reason",
                    "The reason is unknown.",
                    "Use one of: "
                            + Arrays.stream(Reason.values()).map(Reason::code).collect(Collectors.joining(", ")) + ".");
        }
    }

    /** @param reasons number of records that need attention, by reason */
    record Counts(long needsAttention, long processed, Map<String, Long> reasons) {}

    /** Records by the status of their last decision. */
    @GET
    @Path("counts")
    public Counts counts(@QueryParam("segmentId") @Nullable String segmentId) {
        try (Connection connection = dataSource.getConnection()) {
            Map<String, Long> reasons = new LinkedHashMap<>();
            long[] processed = {0};
            Rows.of(
                            connection,
                            "select status, reason, count(*) as records from record_assignment"
                                    + " where ?::text is null or segment_id = ? group by status, reason"
                                    + " order by count(*) desc, reason")
                    .with(segmentId, segmentId)
                    .forEach(row -> {
                        if (row.text("status").equals("processed")) {
                            processed[0] += row.longValue("records");
                        } else {
                            reasons.put(row.text("reason"), row.longValue("records"));
                        }
                    });
            return new Counts(
                    reasons.values().stream().mapToLong(Long::longValue).sum(), processed[0], reasons);
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /**
     * A rerun.
     *
     * @param id also that of its job
     * @param method manual or scheduled
     * @param endedAt null while it runs
     */
    record RunBody(
            String id,
            String segmentId,
            String method,
            String startedBy,
            Instant startedAt,
            @Nullable Instant endedAt,
            int considered,
            int assigned) {

        static RunBody of(Row row) throws SQLException {
            return new RunBody(
                    row.text("id"),
                    row.text("segment_id"),
                    row.text("method"),
                    row.text("actor"),
                    row.instant("started_at"),
                    row.instantOrNull("ended_at"),
                    row.intValue("considered"),
                    row.intValue("assigned"));
        }
    }

    /** Reruns, newest first. */
    @GET
    @Path("runs")
    public Page<RunBody> runs(
            @QueryParam("segmentId") @Nullable String segmentId,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        int size = Page.limit(limit);
        List<String> position = Page.position(after, 1);
        String last = position.isEmpty() ? null : position.getFirst();
        try (Connection connection = dataSource.getConnection()) {
            List<RunBody> rows = Rows.of(connection, RUNS)
                    .with(segmentId, segmentId, last, last, size + 1)
                    .list(RunBody::of);
            return Page.of(rows, size, row -> List.of(row.id()));
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }
}
