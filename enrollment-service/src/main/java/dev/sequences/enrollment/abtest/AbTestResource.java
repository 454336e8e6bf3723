package dev.sequences.enrollment.abtest;

import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.decider.Refusal;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.http.Page;
import dev.sequences.chassis.http.RequestContext;
import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.chassis.security.Roles;
import dev.sequences.enrollment.abtest.AbTests.AbTestRow;
import dev.sequences.enrollment.abtest.model.Significance;
import dev.sequences.enrollment.abtest.model.Tally;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A/B tests with the figures of both versions. A running test can be stopped by choosing a version (rule 2.5). */
@Path("/ab-tests")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER})
public class AbTestResource {

    private final DataSource dataSource;
    private final Commands commands;
    private final RequestContext context;
    private final AbTests tests;

    AbTestResource(DataSource dataSource, Commands commands, RequestContext context, AbTests tests) {
        this.dataSource = dataSource;
        this.commands = commands;
        this.context = context;
        this.tests = tests;
    }

    /** {@code rate}: engaged / sent; null when nothing was sent. */
    public record VersionBody(
            String version,
            String templateId,
            long sent,
            long engaged,
            @Nullable Double rate) {}

    /**
     * An A/B test.
     *
     * @param status in-progress or ended
     * @param z result of the two-proportion z-test, positive when version a does better; significant from 1.96 on either side
     * @param outcome winner, not-conclusive or stopped; null while the test runs
     * @param winner the version that every record gets after the end
     */
    public record AbTestBody(
            String id,
            String sequenceId,
            String stepKey,
            String name,
            String status,
            String winningMetric,
            int shareOfA,
            String defaultVersion,
            List<VersionBody> versions,
            double z,
            @Nullable String outcome,
            @Nullable String winner,
            @Nullable String decidedBy,
            Instant startedAt,
            @Nullable Instant endsAt,
            @Nullable Instant decidedAt) {}

    /** {@code version}: a or b. */
    public record Stop(@Nullable String version) {}

    @GET
    public Page<AbTestBody> list(
            @QueryParam("sequenceId") @Nullable String sequenceId,
            @QueryParam("status") @Nullable String status,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        int size = Page.limit(limit);
        List<String> position = Page.position(after, 1);
        List<Object> values = new ArrayList<>();
        values.add(position.isEmpty() ? "" : position.getFirst());
        StringBuilder where = new StringBuilder("ab_test_id > ?");
        if (sequenceId != null) {
            where.append(" and sequence_id = ?");
            values.add(sequenceId);
        }
        where.append(
                switch (status) {
                    case null -> "";
                    case "in-progress" -> " and decided_at is null";
                    case "ended" -> " and decided_at is not null";
                    default ->
                        throw Problem.unreadable(
                                "parameter-unreadable",
                                "status",
                                "The status '" + status + "' does not exist.",
                                "Send in-progress or ended.");
                });
        return Page.of(
                read(where + " order by ab_test_id limit " + (size + 1), values), size, test -> List.of(test.id()));
    }

    @GET
    @Path("/{id}")
    public AbTestBody get(@PathParam("id") String id) {
        return read("ab_test_id = ?", List.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> Problem.unknown("ab-test", id));
    }

    /** Ends the test. From now on every record gets the chosen version. */
    @POST
    @Path("/{id}/stop")
    @RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER})
    public Response stop(@PathParam("id") String id, @Nullable Stop body) {
        String version = body == null || body.version() == null ? "" : body.version();
        if (!version.equals("a") && !version.equals("b")) {
            throw Problem.rule(
                    "version-unknown", "version", "An A/B test has the versions a and b only.", "Send a or b.");
        }
        Cause cause = context.cause();
        return commands.run(body, unit -> {
            AbTestRow test = tests.lock(unit, id).orElseThrow(() -> Problem.unknown("ab-test", id));
            if (test.decidedAt() != null) {
                throw Problem.of(Refusal.conflict(
                        "ab-test-ended",
                        "The test has ended; every record gets version " + test.winner() + ".",
                        "Add a new A/B test with another key to the draft and activate it."));
            }
            return Answer.ok(body(tests.decide(unit, test, "stopped", version, cause)));
        });
    }

    private List<AbTestBody> read(String where, List<?> values) {
        try (Connection connection = dataSource.getConnection()) {
            return tests.read(connection, where, values).stream()
                    .map(AbTestResource::body)
                    .toList();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private static AbTestBody body(AbTestRow test) {
        return new AbTestBody(
                test.id(),
                test.sequenceId(),
                test.stepKey(),
                test.name(),
                test.decidedAt() == null ? "in-progress" : "ended",
                test.winningMetric(),
                test.shareOfA(),
                test.defaultVersion(),
                List.of(version("a", test.templateA(), test.a()), version("b", test.templateB(), test.b())),
                Math.round(Significance.z(test.a(), test.b()) * 1e3) / 1e3,
                test.outcome(),
                test.winner(),
                test.decidedBy(),
                test.startedAt(),
                test.endsAt(),
                test.decidedAt());
    }

    private static VersionBody version(String version, String templateId, Tally tally) {
        return new VersionBody(version, templateId, tally.sent(), tally.engaged(), tally.rate());
    }
}
