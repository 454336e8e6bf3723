package dev.sequences.segment.segment;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.http.Bodies;
import dev.sequences.chassis.http.Fields;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.chassis.security.Roles;
import dev.sequences.language.condition.Condition;
import dev.sequences.segment.membership.Simulation;
import dev.sequences.segment.membership.model.Evaluation;
import dev.sequences.segment.membership.model.LiveSegment;
import dev.sequences.segment.reference.LiveSegments;
import dev.sequences.segment.reference.Organization;
import dev.sequences.segment.segment.SegmentRequests.SimulateConditions;
import dev.sequences.segment.segment.model.RecordTypes;
import dev.sequences.segment.segment.model.rule.SegmentConditions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Simulates a segment that is not saved, with the lowest priority, on the current records. */
@Path("/segments/simulate")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER})
public class ConditionSimulationResource {

    private static final String UNSAVED = "unsaved";

    private final DataSource dataSource;
    private final LiveSegments segments;
    private final Organization organization;

    ConditionSimulationResource(DataSource dataSource, LiveSegments segments, Organization organization) {
        this.dataSource = dataSource;
        this.segments = segments;
        this.organization = organization;
    }

    /** Counts matches of the whole tree and of each comparison; changes nothing. */
    @POST
    public Simulation simulate(@Nullable SimulateConditions body) {
        SimulateConditions request = Bodies.required(body);
        String type = request.recordType() == null ? "lead" : request.recordType();
        if (!RecordTypes.isKnown(type)) {
            throw Problem.rule(
                    "record-type-unknown",
                    "recordType",
                    "Record type '" + Fields.shortened(type) + "' is unknown.",
                    "Use one of: " + String.join(", ", RecordTypes.ALL) + ".");
        }
        SegmentConditions.Checked checked = SegmentConditions.check(request.conditions());
        Condition conditions = checked.condition();
        if (conditions == null) {
            throw Problem.of(checked.refusals());
        }
        try (Connection connection = dataSource.getConnection()) {
            Instant now =
                    Rows.of(connection, "select chassis.suite_now() as now").one(row -> row.instant("now"));
            List<LiveSegment> all = new ArrayList<>(segments.of(connection, type));
            all.add(new LiveSegment(UNSAVED, 0, conditions, true, null, false, false, false));
            return Simulation.run(connection, type, UNSAVED, conditions, new Evaluation(all, organization.at(now)));
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }
}
