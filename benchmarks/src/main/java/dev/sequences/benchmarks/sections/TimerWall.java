package dev.sequences.benchmarks.sections;

import dev.sequences.benchmarks.load.Await;
import dev.sequences.benchmarks.load.Fixture;
import dev.sequences.benchmarks.report.Figure;
import dev.sequences.benchmarks.report.Figure.Promise;
import dev.sequences.benchmarks.stage.Section;
import dev.sequences.benchmarks.stage.Stage;
import dev.sequences.benchmarks.stage.Stage.Raw;
import dev.sequences.local.Component;
import java.time.Duration;
import java.util.List;

/** Measures many waits that end at the same moment: the suite's clock jumps past their due times. */
public final class TimerWall implements Section {

    private static final Duration TIMEOUT = Duration.ofMinutes(8);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(250);
    private static final Duration WAIT = Duration.ofDays(2);
    private static final Duration JUMP = Duration.ofDays(3);
    private static final int SELLERS = 64;

    @Override
    public String name() {
        return "timers";
    }

    @Override
    public void run(Stage stage) {
        var fixture = stage.fixture();
        var server = stage.server();
        var count = stage.plan().timersAtOnce();
        var sellers = Fixture.sellers(fixture.unique("wall"), SELLERS);
        var pendingBefore = pending(stage);
        stage.say("preparing %,d waits", count);
        var prepared = System.nanoTime();
        var sequenceId = fixture.walking(
                "wall", List.of(Fixture.waiting("wait", "P2D", "call"), Fixture.task("call", null)), count, sellers);
        stage.say("prepared in %.0f s", seconds(prepared));
        stage.require(name(), "timers that run", count, pending(stage) - pendingBefore);

        var usage = stage.processes().since();
        var jumpedAt = server.suiteTime().plus(JUMP);
        var began = System.nanoTime();
        stage.suite().advanceClock(JUMP);
        Await.untilCount("timers fired", 0, TIMEOUT, POLL_INTERVAL, () -> -anyOverdue(stage));
        var fired = seconds(began);
        stage.add(Figure.of(name(), "%,d due at once, fired".formatted(count), fired, "s")
                .promised(Promise.atMost(
                        60.0 * count / 200_000, count == 200_000 ? "<= 60 s" : "<= 60 s for 200,000, in proportion"))
                .noting(usage.shares()));
        stage.add(Figure.of(name(), "fired per second", count / fired, "/s").comparedWith(stage.raw(Raw.ROWS)));

        Await.untilCount("steps in insights", count, TIMEOUT, POLL_INTERVAL, () -> server.funnel(sequenceId, "call")
                .entered());
        var inInsights = seconds(began);
        Await.untilCount("items on the lists", count, TIMEOUT, POLL_INTERVAL, () -> calls(stage, sequenceId));
        var onLists = seconds(began);
        stage.add(Figure.of(name(), "next step in insights", inInsights, "s").noting(usage.shares()));
        stage.add(Figure.of(
                name(), "next step on the sellers' lists, at the latest", Math.max(inInsights, onLists), "s"));
        verify(stage, sequenceId, count);
        lateness(stage, sequenceId, jumpedAt.toString());
    }

    /** Checks that each ended once and none early, by the facts of insights, which have one row per ended wait. */
    private void verify(Stage stage, String sequenceId, int count) {
        var server = stage.server();
        stage.require(
                name(),
                "waits completed",
                count,
                server.funnel(sequenceId, "wait").completed());
        stage.require(
                name(),
                "next steps entered",
                count,
                server.funnel(sequenceId, "call").entered());
        stage.require(
                name(),
                "enrollments whose wait ended",
                count,
                server.count(
                        Component.INSIGHTS,
                        "select count(distinct enrollment_id) from analytics.steps where sequence_id = ? and step_key"
                                + " = 'wait' and status = 'completed'",
                        sequenceId));
        stage.require(
                name(),
                "waits that ended early",
                0,
                server.count(
                        Component.INSIGHTS,
                        "select count(*) from analytics.steps where sequence_id = ? and step_key = 'wait' and seconds"
                                + " < ?",
                        sequenceId,
                        WAIT.toSeconds()));
    }

    private void lateness(Stage stage, String sequenceId, String jumpedAt) {
        stage.add(Figure.of(
                        name(),
                        "lateness after the jump, p99",
                        stage.server()
                                .number(
                                        Component.INSIGHTS,
                                        "select percentile_cont(0.99) within group (order by extract(epoch from"
                                                + " closed_at - ?::timestamptz)) from analytics.steps where sequence_id ="
                                                + " ? and step_key = 'wait'",
                                        jumpedAt,
                                        sequenceId),
                        "s")
                .noting("by the time in the event"));
    }

    private static long calls(Stage stage, String sequenceId) {
        return stage.server()
                .count(
                        Component.WORKLIST,
                        "select count(*) from work_item where sequence_id = ? and step_key = 'call' and status ="
                                + " 'open'",
                        sequenceId);
    }

    private static long pending(Stage stage) {
        return stage.server().count(Component.ENROLLMENT, "select count(*) from chassis.timer");
    }

    /** Returns 1 or 0: counting all of them four times a second would affect the measurement. */
    private static long anyOverdue(Stage stage) {
        return stage.server()
                .count(
                        Component.ENROLLMENT,
                        "select count(*) from (select from chassis.timer where due_at <= (select chassis.suite_now())"
                                + " limit 1) one");
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
