package dev.sequences.segment.membership;

import dev.sequences.chassis.jobs.Jobs;
import dev.sequences.chassis.timers.TimerHandler;
import dev.sequences.chassis.unit.DueTimer;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.language.condition.EvaluationTime;
import dev.sequences.segment.membership.model.LiveSegment;
import dev.sequences.segment.membership.model.UsedFields;
import dev.sequences.segment.reference.LiveSegments;
import dev.sequences.segment.reference.Organization;
import dev.sequences.segment.segment.model.RecordTypes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/**
 * Evaluates all active records at the begin of each day of the organization, for record types with a segment whose conditions depend on the
 * current day: such a record can join or leave without a change. The timer was set by a migration and sets itself again.
 */
@ApplicationScoped
public class DailyEvaluation implements TimerHandler {

    private static final String KIND = "daily-evaluation";

    private final LiveSegments segments;
    private final Organization organization;
    private final Jobs jobs;

    DailyEvaluation(LiveSegments segments, Organization organization, Jobs jobs) {
        this.segments = segments;
        this.organization = organization;
        this.jobs = jobs;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void fire(Unit unit, List<DueTimer> due) {
        for (DueTimer timer : due) {
            for (String recordType : RecordTypes.ALL) {
                List<LiveSegment> active = segments.of(unit.connection(), recordType).stream()
                        .filter(LiveSegment::active)
                        .toList();
                if (UsedFields.of(active).dependOnTime()) {
                    jobs.start(
                            unit,
                            ReEvaluateSegment.KIND,
                            new ReEvaluateSegment.Input(null, recordType),
                            timer.causeBy("system:daily-evaluation"));
                }
            }
            unit.timers().reschedule(timer, nextDay(organization.at(unit.now())));
        }
    }

    private static Instant nextDay(EvaluationTime time) {
        return time.today().plusDays(1).atStartOfDay(time.zone()).toInstant();
    }
}
