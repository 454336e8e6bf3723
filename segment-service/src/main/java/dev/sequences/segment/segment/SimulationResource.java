package dev.sequences.segment.segment;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.chassis.security.Roles;
import dev.sequences.language.condition.Condition;
import dev.sequences.segment.membership.Simulation;
import dev.sequences.segment.membership.model.Evaluation;
import dev.sequences.segment.membership.model.LiveSegment;
import dev.sequences.segment.record.RecordRows;
import dev.sequences.segment.reference.LiveSegments;
import dev.sequences.segment.reference.Organization;
import dev.sequences.segment.segment.model.rule.SegmentConditions;
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

/** Simulates a segment on the current records without changing anything. */
@Path("/segments/{id}/simulate")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER})
public class SimulationResource {

    private final DataSource dataSource;
    private final LiveSegments segments;
    private final Organization organization;

    SimulationResource(DataSource dataSource, LiveSegments segments, Organization organization) {
        this.dataSource = dataSource;
        this.segments = segments;
        this.organization = organization;
    }

    private record SimulatedSegment(String recordType, Map<String, Object> conditions, Instant now) {}

    @POST
    public Simulation simulate(@PathParam("id") String id, SegmentRequests.@Nullable SimulateSegment request) {
        return simulate(dataSource, segments, organization, id, request == null ? null : request.conditions());
    }

    /** @param override replaces the conditions of the segment; null for its own */
    static Simulation simulate(
            DataSource dataSource,
            LiveSegments segments,
            Organization organization,
            String id,
            @Nullable Map<String, Object> override) {
        try (Connection connection = dataSource.getConnection()) {
            SimulatedSegment segment = find(connection, id);
            SegmentConditions.Checked checked =
                    SegmentConditions.check(override == null ? segment.conditions() : override);
            Condition conditions = checked.condition();
            if (conditions == null) {
                throw Problem.of(checked.refusals());
            }
            List<LiveSegment> simulated = segments.of(connection, segment.recordType()).stream()
                    .map(s -> s.id().equals(id) ? s.simulated(conditions) : s)
                    .toList();
            return Simulation.run(
                    connection,
                    segment.recordType(),
                    id,
                    conditions,
                    new Evaluation(simulated, organization.at(segment.now())));
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private static SimulatedSegment find(Connection connection, String id) {
        return Rows.of(
                        connection,
                        "select record_type, conditions, chassis.suite_now() as now from segment where id = ?")
                .with(id)
                .first(row -> new SimulatedSegment(
                        row.text("record_type"), RecordRows.fields(row.text("conditions")), row.instant("now")))
                .orElseThrow(() -> Problem.unknown("segment", id));
    }
}
