package dev.sequences.segment.membership;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.http.Bodies;
import dev.sequences.chassis.http.Fields;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.chassis.security.Roles;
import dev.sequences.language.condition.Explanation;
import dev.sequences.language.condition.Reason;
import dev.sequences.segment.membership.model.Evaluation;
import dev.sequences.segment.membership.model.Facts;
import dev.sequences.segment.membership.model.LiveSegment;
import dev.sequences.segment.membership.model.MembershipChange;
import dev.sequences.segment.record.RecordKey;
import dev.sequences.segment.record.RecordRows;
import dev.sequences.segment.record.StoredRecord;
import dev.sequences.segment.reference.LiveSegments;
import dev.sequences.segment.reference.Organization;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Explains for one record why it is or is not a member of a segment. Changes nothing. */
@Path("/segments/{id}/explain")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER})
public class ExplainResource {

    private final DataSource dataSource;
    private final LiveSegments segments;
    private final Organization organization;

    ExplainResource(DataSource dataSource, LiveSegments segments, Organization organization) {
        this.dataSource = dataSource;
        this.segments = segments;
        this.organization = organization;
    }

    record ExplainRequest(@Nullable String recordId) {}

    /**
     * @param matches whether the record meets the conditions of the segment
     * @param reasons conditions that are met if it matches; otherwise those that are not
     * @param memberOf id of the segment that the record is in now; null for none
     * @param next segment that the next evaluation leaves the record in; null for none
     * @param change none, join, move or leave: what the next evaluation does
     */
    record ExplainBody(
            String recordId,
            boolean matches,
            List<String> reasons,
            boolean segmentActive,
            boolean recordActive,
            @Nullable String memberOf,
            @Nullable String next,
            String change) {}

    private record Explained(String recordType, Instant now) {}

    @POST
    public ExplainBody explain(@PathParam("id") String id, @Nullable ExplainRequest body) {
        ExplainRequest request = Bodies.required(body);
        String recordId = Fields.required("recordId", request.recordId(), 500);
        try (Connection connection = dataSource.getConnection()) {
            Explained segment = Rows.of(
                            connection, "select record_type, chassis.suite_now() as now from segment where id = ?")
                    .with(id)
                    .first(row -> new Explained(row.text("record_type"), row.instant("now")))
                    .orElseThrow(() -> Problem.unknown("segment", id));
            RecordKey key = new RecordKey(segment.recordType(), recordId);
            StoredRecord record = RecordRows.read(connection, List.of(key)).get(key);
            if (record == null) {
                throw Problem.unknown("record", recordId);
            }
            List<LiveSegment> all = segments.of(connection, segment.recordType());
            Evaluation evaluation = new Evaluation(all, organization.at(segment.now()));
            Facts facts = RelatedRecords.of(connection, List.of(record), Map.of(segment.recordType(), evaluation))
                    .facts(record);
            String memberOf = Rows.of(
                            connection,
                            "select segment_id from membership where record_type = ? and record_id = ?"
                                    + " and segment_id is not null")
                    .with(key.recordType(), key.recordId())
                    .first(row -> row.text("segment_id"))
                    .orElse(null);
            LiveSegment explained =
                    all.stream().filter(s -> s.id().equals(id)).findFirst().orElseThrow();
            return body(recordId, facts, explained, evaluation, memberOf);
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private static ExplainBody body(
            String recordId, Facts facts, LiveSegment segment, Evaluation evaluation, @Nullable String memberOf) {
        Explanation explanation = segment.conditions().explain(facts, evaluation.time());
        MembershipChange change = evaluation.evaluate(facts, memberOf);
        var joined = change.joined();
        String next = joined != null ? joined.to().id() : change.left() != null ? null : memberOf;
        String kind =
                joined == null ? change.left() == null ? "none" : "leave" : change.left() == null ? "join" : "move";
        return new ExplainBody(
                recordId,
                explanation.holds(),
                explanation.reasons().stream().map(Reason::text).toList(),
                segment.active(),
                facts.active(),
                memberOf,
                next,
                kind);
    }
}
