package dev.sequences.segment.assignment.monitor;

import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.timers.TimerHandler;
import dev.sequences.chassis.unit.DueTimer;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.segment.assignment.model.RerunTimes;
import dev.sequences.segment.reference.Organization;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Stores the schedules of reruns and starts the runs by timer. Times are in the organization's time zone. */
@ApplicationScoped
public class RerunSchedules implements TimerHandler {

    private static final String KIND = "assignment-rerun";
    private static final String TIMER_PREFIX = "assignment-rerun:";

    private final Organization organization;
    private final Reruns reruns;

    RerunSchedules(Organization organization, Reruns reruns) {
        this.organization = organization;
        this.reruns = reruns;
    }

    @Override
    public String kind() {
        return KIND;
    }

    Optional<RerunTimes> find(Unit unit, String segmentId) {
        return Rows.of(unit.connection(), "select from_day, days, times from rerun_schedule where segment_id = ?")
                .with(segmentId)
                .first(row -> new RerunTimes(
                        row.date("from_day"),
                        Set.of(Json.read(row.text("days"), DayOfWeek[].class)),
                        List.of(Json.read(row.text("times"), LocalTime[].class))));
    }

    void store(Unit unit, String segmentId, RerunTimes times) {
        Rows.of(
                        unit.connection(),
                        "insert into rerun_schedule (segment_id, from_day, days, times)"
                                + " values (?, ?, ?::jsonb, ?::jsonb) on conflict (segment_id) do update set"
                                + " from_day = excluded.from_day, days = excluded.days, times = excluded.times")
                .with(segmentId, times.from(), Json.text(times.days()), Json.text(times.times()))
                .update();
        setTimer(unit, segmentId, times);
    }

    void delete(Unit unit, String segmentId) {
        Rows.of(unit.connection(), "delete from rerun_schedule where segment_id = ?")
                .with(segmentId)
                .update();
        unit.timers().cancel(TIMER_PREFIX + segmentId);
    }

    LocalDate today(Unit unit) {
        return organization.at(unit.now()).today();
    }

    Optional<Instant> next(Unit unit, RerunTimes times) {
        return times.next(unit.now(), organization.at(unit.now()).zone());
    }

    private void setTimer(Unit unit, String segmentId, RerunTimes times) {
        next(unit, times).ifPresent(at -> unit.timers().set(TIMER_PREFIX + segmentId, KIND, segmentId, at));
    }

    /** A missed time, e.g. while the service was down, is made up for once. */
    @Override
    public void fire(Unit unit, List<DueTimer> due) {
        for (DueTimer timer : due) {
            String segmentId = timer.owner();
            RerunTimes times = find(unit, segmentId).orElse(null);
            boolean exists = Rows.of(unit.connection(), "select 1 from segment where id = ?")
                    .with(segmentId)
                    .exists();
            if (times != null && exists) {
                reruns.start(unit, segmentId, "scheduled", timer.causeBy("system:rerun-schedule"));
                setTimer(unit, segmentId, times);
            }
        }
    }
}
