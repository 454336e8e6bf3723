package dev.sequences.insights.views.stepfunnel;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.http.Fields;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.security.Roles;
import dev.sequences.insights.reads.Snapshots;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.Connection;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Returns the funnel of a sequence. */
@Path("/insights/sequences/{id}")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER})
public class StepFunnelResource {

    private static final int ALL_VERSIONS = 0;
    private static final int MAX_COMPARED_VERSIONS = 10;
    private static final int MAX_YEAR = 9_999;

    private final Snapshots snapshots;

    StepFunnelResource(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    /** Funnels of several versions. A step has the same key in all versions. */
    public record Comparison(String id, List<SequenceInsights> versions) {}

    /**
     * Returns the funnel of one version or the sum of all versions.
     *
     * @param version number of a version, or {@code all}; the newest version if omitted
     * @param from includes only enrollments started at or after this time (ISO-8601, or a day, from 00:00 UTC)
     * @param to includes only enrollments started before this time
     * @param asOf returns the figures as of this time
     */
    @GET
    public SequenceInsights funnel(
            @PathParam("id") String id,
            @QueryParam("version") @Nullable String version,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("asOf") @Nullable String asOf) {
        Integer requested = version(version);
        Figures figures = figures(instant("from", from), instant("to", to), instant("asOf", asOf));
        return snapshots.read(connection -> {
            checkNotInFuture(connection, figures.asOf());
            return new SequenceInsightsReader(connection, id).insights(requested, figures);
        });
    }

    /** Returns the funnels of 1 to 10 versions, given as comma-separated numbers. */
    @GET
    @Path("/compare")
    public Comparison compare(@PathParam("id") String id, @QueryParam("versions") @Nullable String versions) {
        Set<Integer> requested = new LinkedHashSet<>();
        for (String version : versions == null ? new String[0] : versions.split(",", -1)) {
            requested.add(versionNumber("versions", version.trim()));
        }
        if (requested.isEmpty() || requested.size() > MAX_COMPARED_VERSIONS) {
            throw Problem.unreadable(
                    "versions-unreadable",
                    "versions",
                    "The request contains " + requested.size() + " versions.",
                    "Send 1 to " + MAX_COMPARED_VERSIONS + " numbers separated by commas, for example versions=1,2.");
        }
        return snapshots.read(connection -> {
            SequenceInsightsReader reader = new SequenceInsightsReader(connection, id);
            List<SequenceInsights> funnels = new ArrayList<>();
            for (Integer version : requested) {
                funnels.add(reader.insights(version, new CounterFigures()));
            }
            return new Comparison(id, funnels);
        });
    }

    private static Figures figures(@Nullable Instant from, @Nullable Instant to, @Nullable Instant asOf) {
        if (from != null && to != null && !from.isBefore(to)) {
            throw Problem.unreadable(
                    "period-empty", "to", "The period is empty: to is not after from.", "Send from earlier than to.");
        }
        return from == null && to == null && asOf == null ? new CounterFigures() : new FactFigures(from, to, asOf);
    }

    private static void checkNotInFuture(Connection connection, @Nullable Instant asOf) {
        if (asOf == null) {
            return;
        }
        Instant now = Rows.of(connection, "select chassis.suite_now() as now").one(row -> row.instant("now"));
        if (asOf.isAfter(now)) {
            throw Problem.unreadable(
                    "time-in-future",
                    "asOf",
                    "asOf " + asOf + " is later than now, " + now + ".",
                    "Send a time in the past, or omit asOf for the present figures.");
        }
    }

    private static @Nullable Integer version(@Nullable String version) {
        if (version == null || version.isBlank()) {
            return null;
        }
        return version.equals("all") ? (Integer) ALL_VERSIONS : versionNumber("version", version);
    }

    private static Integer versionNumber(String parameter, String version) {
        try {
            int number = Integer.parseInt(version);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below.
        }
        throw Problem.unreadable(
                "version-unreadable",
                parameter,
                "'" + Fields.shortened(version) + "' is not the number of a version.",
                parameter.equals("version")
                        ? "Send a number from GET /sequences/{id}/versions, or all."
                        : "Send numbers from GET /sequences/{id}/versions.");
    }

    private static @Nullable Instant instant(String parameter, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            Instant instant = text.length() == "2026-01-31".length()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
            int year = instant.atOffset(ZoneOffset.UTC).getYear();
            // PostgreSQL does not store much later years.
            if (year >= 0 && year <= MAX_YEAR) {
                return instant;
            }
        } catch (DateTimeException e) {
            // Refused below.
        }
        throw Problem.unreadable(
                "time-unreadable",
                parameter,
                parameter + " is not a valid time.",
                "Send an ISO-8601 time with offset, for example 2026-01-31T08:00:00Z, or a day, for example 2026-01-31.");
    }
}
