package dev.sequences.segment.assignment.rules;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.http.Bodies;
import dev.sequences.chassis.http.Fields;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.chassis.security.Roles;
import dev.sequences.segment.assignment.RuleSimulation;
import dev.sequences.segment.assignment.model.Rule;
import dev.sequences.segment.assignment.model.rule.CompiledRules;
import dev.sequences.segment.assignment.model.rule.RuleCheck;
import dev.sequences.segment.assignment.model.rule.RuleDefinition;
import dev.sequences.segment.assignment.rules.RuleRequests.RuleRequest;
import dev.sequences.segment.assignment.rules.RuleRequests.SimulateRequest;
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

/** Runs a rule set over the records of a period without changing them. */
@Path("/assignment-rules/simulate")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER})
public class RuleSimulationResource {

    private static final int MAX_RULES = 10;

    private final DataSource dataSource;
    private final RuleSimulation simulation;

    RuleSimulationResource(DataSource dataSource, RuleSimulation simulation) {
        this.dataSource = dataSource;
        this.simulation = simulation;
    }

    /** Decides about the active records that joined the segment in the period, with the present loads of the sellers. */
    @POST
    public RuleSimulation.Result simulate(@Nullable SimulateRequest body) {
        SimulateRequest request = Bodies.required(body);
        String segmentId = Fields.required("segmentId", request.segmentId(), 200);
        Instant from = request.from();
        if (from == null) {
            throw Problem.unreadable("field-missing", "from", "from is missing.", "Send the begin of the period.");
        }
        List<Rule> rules = request.rules() == null ? null : compiled(request.rules());
        try (Connection connection = dataSource.getConnection()) {
            Instant now = Rows.of(connection, "select chassis.suite_now() as now from segment where id = ?")
                    .with(segmentId)
                    .first(row -> row.instant("now"))
                    .orElseThrow(() -> Problem.unknown("segment", segmentId));
            return simulation.run(connection, segmentId, rules, from, request.to() == null ? now : request.to());
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private static List<Rule> compiled(List<@Nullable RuleRequest> requests) {
        if (requests.size() > MAX_RULES) {
            throw Problem.rule(
                    "too-many-active-rules",
                    "rules",
                    "There are " + requests.size() + " rules.",
                    "Send at most " + MAX_RULES + " rules.");
        }
        List<Rule> rules = new ArrayList<>();
        for (RuleRequest request : requests) {
            RuleDefinition definition = Bodies.required(request).definition();
            var refusals = RuleCheck.of(definition);
            if (!refusals.isEmpty()) {
                throw Problem.of(refusals);
            }
            rules.add(CompiledRules.of("rule-" + (rules.size() + 1), definition, Instant.EPOCH));
        }
        return rules;
    }
}
