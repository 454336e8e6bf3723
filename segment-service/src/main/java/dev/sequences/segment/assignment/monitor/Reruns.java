package dev.sequences.segment.assignment.monitor;

import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.jobs.Job;
import dev.sequences.chassis.jobs.Jobs;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.unit.Unit;
import jakarta.enterprise.context.ApplicationScoped;

/** Starts reruns and keeps their history. */
@ApplicationScoped
public class Reruns {

    private final Jobs jobs;

    Reruns(Jobs jobs) {
        this.jobs = jobs;
    }

    /** @param method manual or scheduled */
    Job start(Unit unit, String segmentId, String method, Cause cause) {
        Job job = jobs.start(unit, RerunJob.KIND, new RerunJob.Input(segmentId), cause);
        Rows.of(
                        unit.connection(),
                        "insert into assignment_run (id, segment_id, method, actor, started_at) values (?, ?, ?, ?, ?)")
                .with(job.id(), segmentId, method, cause.actor(), unit.now())
                .update();
        return job;
    }
}
