package dev.sequences.benchmarks.sections;

import dev.sequences.benchmarks.load.Await;
import dev.sequences.benchmarks.load.BenchFailure;
import dev.sequences.benchmarks.load.Fixture;
import dev.sequences.benchmarks.report.Figure;
import dev.sequences.benchmarks.report.Figure.Promise;
import dev.sequences.benchmarks.stage.Section;
import dev.sequences.benchmarks.stage.Stage;
import dev.sequences.local.Component;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Measures waits that end one after another. They start at the rate at which they must end; then the clock jumps to shortly before the
 * first, so that only the timers and their effects run while they become due.
 */
public final class SteadyTimers implements Section {

    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    private static final Duration WAIT = Duration.ofDays(1);
    private static final Duration LEAD_TIME = Duration.ofSeconds(2);
    private static final int PART = 50;
    private static final String OF_WAITS = " from analytics.steps where sequence_id = ? and step_key = 'wait'";

    @Override
    public String name() {
        return "steady-timers";
    }

    @Override
    public void run(Stage stage) {
        var fixture = stage.fixture();
        var server = stage.server();
        var perSecond = stage.plan().steadyPerSecond();
        var count = perSecond * stage.plan().steadySeconds();
        var prefix = fixture.unique("steady");
        var ids = Fixture.ids(prefix, count);
        var sequenceId = fixture.sequence(
                "steady", List.of(Fixture.waiting("wait", WAIT.toString(), "call"), Fixture.task("call", null)));
        fixture.knownLeads(prefix, ids, Fixture.sellers(prefix + "-seller", 16));
        var firstAt = server.suiteTime();
        begin(stage, sequenceId, ids, perSecond);
        fixture.awaitItems(sequenceId, count);

        var toFirst = Duration.between(server.suiteTime(), firstAt.plus(WAIT).minus(LEAD_TIME));
        stage.suite().advanceClock(toFirst);
        var usage = stage.processes().since();
        Await.untilCount(
                "steps in insights", count, TIMEOUT, Duration.ofMillis(250), () -> server.funnel(sequenceId, "call")
                        .entered());
        var shares = usage.shares();
        stage.require(
                name(),
                "waits completed",
                count,
                server.funnel(sequenceId, "wait").completed());
        var dueRate = server.number(
                Component.INSIGHTS,
                "select count(*) / extract(epoch from max(opened_at) - min(opened_at))" + OF_WAITS,
                sequenceId);
        stage.add(lateness(stage, sequenceId, 0.5, "p50"));
        stage.add(lateness(stage, sequenceId, 0.99, "p99")
                .promised(Promise.atMost(1, "< 1 s at 1,000/s"))
                .noting(Figures.joined(
                        String.format(Locale.ROOT, "%,d timers, %.0f due/s, by the time in the event", count, dueRate),
                        shares)));
        var early = server.number(Component.INSIGHTS, "select min(seconds)" + OF_WAITS, sequenceId);
        if (early < WAIT.toSeconds()) {
            stage.fail(name(), "a wait ended %f s early".formatted(WAIT.toSeconds() - early));
        }
        if (dueRate < perSecond * 0.9) {
            stage.fail(name(), String.format(Locale.ROOT, "only %.0f timers came due per second", dueRate));
        }
    }

    private static void begin(Stage stage, String sequenceId, List<String> ids, int perSecond) {
        var began = System.nanoTime();
        for (var from = 0; from < ids.size(); from += PART) {
            var turn = began + (long) (1e9 * from / perSecond);
            var wait = turn - System.nanoTime();
            if (wait > 0) {
                Await.pause(Duration.ofNanos(wait));
            }
            var refused = stage.fixture().enrollPart(sequenceId, ids.subList(from, Math.min(from + PART, ids.size())));
            if (refused > 0) {
                throw new BenchFailure("%d records were not enrolled".formatted(refused));
            }
        }
    }

    private Figure lateness(Stage stage, String sequenceId, double share, String label) {
        var seconds = stage.server()
                .number(
                        Component.INSIGHTS,
                        "select percentile_cont(" + share + ") within group (order by seconds)" + OF_WAITS,
                        sequenceId);
        return Figure.of(name(), "lateness, " + label, seconds - WAIT.toSeconds(), "s");
    }
}
