package dev.sequences.benchmarks.sections;

import dev.sequences.benchmarks.load.Await;
import dev.sequences.benchmarks.load.Fixture;
import dev.sequences.benchmarks.load.SellerLoad;
import dev.sequences.benchmarks.load.SellerLoad.Pace;
import dev.sequences.benchmarks.report.Figure;
import dev.sequences.benchmarks.report.Figure.Promise;
import dev.sequences.benchmarks.stage.Section;
import dev.sequences.benchmarks.stage.Stage;
import dev.sequences.benchmarks.stage.Stage.Raw;
import java.time.Duration;
import java.util.Locale;

/**
 * Measures completions: each goes from the work list to the enrollment, which opens the next step, which appears on the list; insights
 * counts both. The rate is the rate of insights, not of the answers.
 */
public final class Completions implements Section {

    private static final int SELLERS = 32;
    private static final int STEPS = 8;
    private static final int BATCH = 200;
    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    @Override
    public String name() {
        return "completions";
    }

    @Override
    public void run(Stage stage) {
        var single = measure(
                stage,
                "one",
                "one by one, %d sellers".formatted(SELLERS),
                Pace.AS_FAST_AS_POSSIBLE,
                Raw.COMMITS_32,
                Promise.atLeast(1_000, ">= 1,000/s"));
        stage.completionsPerSecond(single);
        measure(
                stage,
                "batch",
                "%d per call, %d sellers".formatted(BATCH, SELLERS),
                new Pace(0, BATCH),
                Raw.ROWS,
                Promise.atLeast(5_000, ">= 5,000/s in batches"));
    }

    private double measure(Stage stage, String what, String label, Pace pace, Raw raw, Promise promise) {
        var plan = stage.plan();
        stage.say("%s: preparing %,d enrollments", label, plan.completionRecords());
        var sellers = Fixture.sellers(stage.fixture().unique(what), SELLERS);
        var sequenceId = stage.fixture().walking(what, Fixture.tasks(STEPS), plan.completionRecords(), sellers);
        var mostPossible = (long) plan.completionRecords() * STEPS;
        stage.say("%s: working", label);
        var load = SellerLoad.open(stage.calls(), sequenceId, sellers, pace);
        double rate;
        long acknowledgedAtEnd;
        long countedAtEnd;
        String shares;
        double answeredPerSecond;
        try (load) {
            warmUp(stage, load);
            var usage = stage.processes().since();
            var began = System.nanoTime();
            var countedBefore = counted(stage, sequenceId);
            var acknowledgedBefore = load.acknowledged();
            while (System.nanoTime() - began < plan.completionWindow().toNanos()
                    && load.acknowledged() < mostPossible * 0.9) {
                Await.pause(Duration.ofMillis(200));
            }
            countedAtEnd = counted(stage, sequenceId);
            acknowledgedAtEnd = load.acknowledged();
            var seconds = (System.nanoTime() - began) / 1e9;
            shares = usage.shares();
            rate = (countedAtEnd - countedBefore) / seconds;
            answeredPerSecond = (acknowledgedAtEnd - acknowledgedBefore) / seconds;
        }
        var drained = Await.untilCount(
                "completions counted by insights",
                load.acknowledged(),
                TIMEOUT,
                Duration.ofMillis(20),
                () -> counted(stage, sequenceId));
        stage.add(Figure.of(name(), label, rate, "/s")
                .comparedWith(stage.raw(raw))
                .promised(promise)
                .noting(Figures.joined(
                        String.format(
                                Locale.ROOT,
                                "answered %.0f/s, %s",
                                answeredPerSecond,
                                Figures.percentiles(load.latencies())),
                        shares)));
        stage.add(Figure.of(name(), label + ", behind at the end", (double) (acknowledgedAtEnd - countedAtEnd), "steps")
                .noting(String.format(Locale.ROOT, "insights had them all after %.1f s", drained)));
        if (load.refused() + load.unanswered() > 0) {
            stage.fail(
                    name(),
                    "%s: %,d calls were refused and %,d got no answer"
                            .formatted(label, load.refused(), load.unanswered()));
        }
        settle(stage, sequenceId);
        return rate;
    }

    /** Prints the rate every ten seconds, which shows whether the JIT compilers have finished. */
    private static void warmUp(Stage stage, SellerLoad load) {
        var end = System.nanoTime() + stage.plan().completionWarmUp().toNanos();
        while (System.nanoTime() < end) {
            var before = load.acknowledged();
            var began = System.nanoTime();
            Await.pause(Duration.ofNanos(
                    Math.clamp(end - began, 0, Duration.ofSeconds(10).toNanos())));
            stage.say("  warming up: %.0f/s", (load.acknowledged() - before) * 1e9 / (System.nanoTime() - began));
        }
    }

    private void settle(Stage stage, String sequenceId) {
        // Each enrollment that is still on has exactly one live item: what was opened and not lost on the way.
        Await.untilCount(
                "enrollments on their next step",
                0,
                TIMEOUT,
                Duration.ofMillis(50),
                () -> stage.fixture().liveItems(sequenceId)
                                == stage.server().funnel(sequenceId).inProgress()
                        ? 0
                        : -1);
    }

    private static long counted(Stage stage, String sequenceId) {
        return stage.server().funnel(sequenceId).completed();
    }
}
