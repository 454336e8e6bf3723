package dev.sequences.segment.assignment.monitor;

import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.http.Bodies;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.security.Roles;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.chassis.unit.Units;
import dev.sequences.segment.assignment.model.RerunTimes;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The schedule by which the rules of a segment run again for records that need attention. */
@Path("/segments/{segmentId}/rerun-schedule")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER})
public class ScheduleResource {

    private static final int MAX_TIMES = 2;

    private final Commands commands;
    private final Units units;
    private final RerunSchedules schedules;

    ScheduleResource(Commands commands, Units units, RerunSchedules schedules) {
        this.commands = commands;
        this.units = units;
        this.schedules = schedules;
    }

    /**
     * @param from first day, default today
     * @param days names of weekdays; empty for no reruns
     * @param times one or two times of day in the organization's time zone, e.g. 08:00
     */
    record ScheduleRequest(
            @Nullable String from,
            @Nullable List<@Nullable String> days,
            @Nullable List<@Nullable String> times) {}

    /** @param next the next rerun; null if there is none */
    record ScheduleBody(
            String segmentId,
            @Nullable LocalDate from,
            List<String> days,
            List<String> times,
            @Nullable Instant next) {}

    @GET
    public ScheduleBody get(@PathParam("segmentId") String segmentId) {
        return units.run(unit -> {
            checkSegment(unit, segmentId);
            return body(unit, segmentId);
        });
    }

    @PUT
    public Response set(@PathParam("segmentId") String segmentId, @Nullable ScheduleRequest body) {
        ScheduleRequest request = Bodies.required(body);
        Set<DayOfWeek> days = days(request.days());
        List<LocalTime> times = times(request.times());
        LocalDate from = from(request.from());
        return commands.run(List.of("schedule", segmentId, request), unit -> {
            checkSegment(unit, segmentId);
            if (days.isEmpty()) {
                schedules.delete(unit, segmentId);
            } else {
                schedules.store(
                        unit, segmentId, new RerunTimes(from == null ? schedules.today(unit) : from, days, times));
            }
            return Answer.ok(body(unit, segmentId));
        });
    }

    private ScheduleBody body(Unit unit, String segmentId) {
        RerunTimes times = schedules.find(unit, segmentId).orElse(null);
        return times == null
                ? new ScheduleBody(segmentId, null, List.of(), List.of(), null)
                : new ScheduleBody(
                        segmentId,
                        times.from(),
                        times.days().stream()
                                .sorted()
                                .map(day -> day.name().toLowerCase(Locale.ROOT))
                                .toList(),
                        times.times().stream().map(LocalTime::toString).toList(),
                        schedules.next(unit, times).orElse(null));
    }

    private static Set<DayOfWeek> days(@Nullable List<@Nullable String> names) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String name : names == null ? List.<String>of() : names) {
            try {
                days.add(DayOfWeek.valueOf(String.valueOf(name).toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw Problem.rule("days-unknown", "days", "A day is unknown.", "Use names of weekdays, e.g. monday.");
            }
        }
        return days;
    }

    private static List<LocalTime> times(@Nullable List<@Nullable String> texts) {
        List<String> given = texts == null
                ? List.of()
                : texts.stream().map(String::valueOf).distinct().sorted().toList();
        if (given.size() > MAX_TIMES || (given.isEmpty() && texts != null)) {
            throw Problem.rule(
                    "times-out-of-range",
                    "times",
                    "There are " + given.size() + " times.",
                    "Send one or two times of day.");
        }
        try {
            return given.isEmpty()
                    ? List.of(LocalTime.MIDNIGHT)
                    : given.stream().map(LocalTime::parse).toList();
        } catch (DateTimeException e) {
            throw Problem.rule(
                    "time-malformed", "times", "A time of day is malformed.", "Send hours and minutes, e.g. 08:00.");
        }
    }

    private static @Nullable LocalDate from(@Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw Problem.rule("day-malformed", "from", "The date is malformed.", "Send an ISO date, e.g. 2026-12-25.");
        }
    }

    private static void checkSegment(Unit unit, String segmentId) {
        if (!Rows.of(unit.connection(), "select 1 from segment where id = ?")
                .with(segmentId)
                .exists()) {
            throw Problem.unknown("segment", segmentId);
        }
    }
}
