package dev.sequences.benchmarks.stage;

import java.time.Duration;

/**
 * Durations and sizes of a run.
 *
 * @param rawWindow of each raw measurement
 * @param warmUp of each service before its commands are measured
 * @param commandWindow of each service and number of clients
 * @param preparedRecords for the enrollment commands; their work items serve the worklist commands
 * @param probes facts timed into the next view, per path and load
 * @param bulkRecords imported, put into a segment and enrolled in one go
 * @param completionRecords enrollments that sellers work in the completion run
 * @param timersAtOnce timers due at the same moment
 * @param steadySeconds duration of timers that become due one after another
 * @param steadyPerSecond timers per second
 * @param calm before a service is killed; long enough for the one killed before to have warmed up again
 */
public record Plan(
        boolean quick,
        Duration rawWindow,
        Duration warmUp,
        Duration commandWindow,
        int preparedRecords,
        int probes,
        int bulkRecords,
        Duration completionWarmUp,
        Duration completionWindow,
        int completionRecords,
        int timersAtOnce,
        int steadySeconds,
        int steadyPerSecond,
        Duration calm) {

    public static final Plan QUICK = new Plan(
            true,
            Duration.ofMillis(1_500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            20_000,
            30,
            5_000,
            Duration.ofSeconds(4),
            Duration.ofSeconds(12),
            6_000,
            10_000,
            8,
            1_000,
            Duration.ofSeconds(3));

    public static final Plan FULL = new Plan(
            false,
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(6),
            80_000,
            150,
            40_000,
            Duration.ofSeconds(60),
            Duration.ofSeconds(30),
            30_000,
            200_000,
            30,
            1_000,
            Duration.ofSeconds(60));
}
