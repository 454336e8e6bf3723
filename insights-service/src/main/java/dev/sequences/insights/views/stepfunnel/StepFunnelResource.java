package dev.sequences.insights.views.stepfunnel;

import dev.sequences.chassis.answer.Problem;
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

/** The funnel of one sequence. */
@Path("/insights/sequences/{id}")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER})
public class StepFunnelResource {

    private static final int ALL_VERSIONS = 0;
    private static final int MOST_VERSIONS_COMPARED = 10;
    private static final int LAST_YEAR = 9_999;

    private final Snapshots snapshots;

    StepFunnelResource(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    /** Versions side by side; steps of the same key belong together. */
    public record Comparison(String id, List<SequenceInsights> versions) {}

    /**
     * @param version a number, {@code all}, or nothing for the newest
     * @param from enrollments that began at or after it
     * @param to enrollments that began before it
     * @param asOf as things stood at this moment
     */
    @GET
    public SequenceInsights funnel(
            @PathParam("id") String id,
            @QueryParam("version") @Nullable String version,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("asOf") @Nullable String asOf) {
        Integer asked = asked(version);
        Figures figures = figures(instant("from", from), instant("to", to), instant("asOf", asOf));
        return snapshots.read(connection -> new SequenceReads(connection, id).insights(asked, figures));
    }

    @GET
    @Path("/compare")
    public Comparison compare(@PathParam("id") String id, @QueryParam("versions") @Nullable String versions) {
        Set<Integer> asked = new LinkedHashSet<>();
        for (String version : versions == null ? new String[0] : versions.split(",", -1)) {
            asked.add(number("versions", version.trim()));
        }
        if (asked.isEmpty() || asked.size() > MOST_VERSIONS_COMPARED) {
            throw Problem.unreadable(
                    "versions-unreadable",
                    "versions",
                    asked.isEmpty() ? "No versions are given." : asked.size() + " versions are given.",
                    "Give one to " + MOST_VERSIONS_COMPARED + " numbers with commas, e.g. versions=1,2.");
        }
        return snapshots.read(connection -> {
            SequenceReads reads = new SequenceReads(connection, id);
            List<SequenceInsights> sides = new ArrayList<>();
            for (Integer version : asked) {
                sides.add(reads.insights(version, new CounterFigures()));
            }
            return new Comparison(id, sides);
        });
    }

    private static Figures figures(@Nullable Instant from, @Nullable Instant to, @Nullable Instant asOf) {
        if (from != null && to != null && !from.isBefore(to)) {
            throw Problem.unreadable(
                    "period-empty", "to", "The period ends before it begins.", "Give a 'to' that is after 'from'.");
        }
        return from == null && to == null && asOf == null ? new CounterFigures() : new FactFigures(from, to, asOf);
    }

    private static @Nullable Integer asked(@Nullable String version) {
        if (version == null || version.isBlank()) {
            return null;
        }
        return version.equals("all") ? (Integer) ALL_VERSIONS : number("version", version);
    }

    private static Integer number(String parameter, String version) {
        try {
            int number = Integer.parseInt(version);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Answered below.
        }
        throw Problem.unreadable(
                "version-unreadable",
                parameter,
                "A version is not a number from 1 on.",
                "Give a number as in GET /sequences/{id}/versions"
                        + (parameter.equals("version") ? ", or 'all'." : "."));
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
            // The database has no years far beyond these.
            if (year >= 0 && year <= LAST_YEAR) {
                return instant;
            }
        } catch (DateTimeException e) {
            // Answered below.
        }
        throw Problem.unreadable(
                "time-unreadable",
                parameter,
                parameter + " is not a point in time.",
                "Give ISO-8601, e.g. 2026-01-31T08:00:00Z, or a day, 2026-01-31, for its begin in UTC.");
    }
}
