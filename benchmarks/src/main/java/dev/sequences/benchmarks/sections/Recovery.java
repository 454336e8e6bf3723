package dev.sequences.benchmarks.sections;

import dev.sequences.benchmarks.load.Await;
import dev.sequences.benchmarks.load.BenchFailure;
import dev.sequences.benchmarks.load.Fixture;
import dev.sequences.benchmarks.load.SellerLoad;
import dev.sequences.benchmarks.load.SellerLoad.Pace;
import dev.sequences.benchmarks.report.Figure;
import dev.sequences.benchmarks.report.Figure.Promise;
import dev.sequences.benchmarks.stage.Section;
import dev.sequences.benchmarks.stage.Stage;
import dev.sequences.local.Component;
import java.time.Duration;

/**
 * Each service is killed once, with SIGKILL, while sellers work, and is restarted immediately, as an orchestrator would. Services fail
 * one at a time: a full run lets a cold one warm up again before it kills the next. A service is back
 * when it is ready, a complete new story has passed through all five services, and the sellers' completions are counted again
 * within half a second.
 */
public final class Recovery implements Section {

    private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(90);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);
    private static final double MAX_COMPLETIONS_PER_SECOND = 250;
    private static final int SELLERS = 16;

    @Override
    public String name() {
        return "recovery";
    }

    @Override
    public void run(Stage stage) throws InterruptedException {
        var measured = stage.completionsPerSecond();
        var pace = measured > 0 ? Math.min(MAX_COMPLETIONS_PER_SECOND, measured / 4) : 100;
        var sellers = Fixture.sellers(stage.fixture().unique("recovery"), SELLERS);
        var sequenceId = stage.fixture()
                .walking("recovery", Fixture.tasks(8), stage.plan().completionRecords(), sellers);
        var load = SellerLoad.open(stage.calls(), sequenceId, sellers, Pace.paced(pace));
        try (load) {
            for (var service : Component.services()) {
                Await.pause(stage.plan().calm());
                kill(stage, service, load, sequenceId, pace);
            }
        }
        var uncertain = load.unanswered();
        Await.untilCount(
                "acknowledged completions in insights",
                0,
                GIVE_UP_AFTER,
                POLL_INTERVAL,
                () -> Math.min(0, counted(stage, sequenceId) - load.acknowledged()));
        // What broke off unanswered may or may not have happened; anything beyond that happened twice.
        var counted = counted(stage, sequenceId);
        if (counted > load.acknowledged() + uncertain) {
            stage.fail(
                    name(),
                    "%,d completions, but only %,d were acknowledged and %,d unanswered"
                            .formatted(counted, load.acknowledged(), uncertain));
        }
    }

    private void kill(Stage stage, Component service, SellerLoad load, String sequenceId, double pace)
            throws InterruptedException {
        stage.say("killing %s", service.id());
        stage.suite().kill9(service);
        var began = System.nanoTime();
        stage.suite().startOne(service);
        var story = new EndToEnd(stage, GIVE_UP_AFTER);
        var teller = Thread.ofVirtual().start(story);
        var ready = 0.0;
        var toleratedLag = Math.max(20, pace / 2);
        while (true) {
            if (ready == 0 && stage.suite().isReady(service)) {
                ready = seconds(began);
            }
            if (ready > 0 && !teller.isAlive() && load.acknowledged() - counted(stage, sequenceId) <= toleratedLag) {
                break;
            }
            if (System.nanoTime() - began > GIVE_UP_AFTER.toNanos() * 2) {
                throw new BenchFailure("%s did not come back: ready %s, %,d completions behind"
                        .formatted(
                                service.id(),
                                ready > 0 ? "after %.1f s".formatted(ready) : "never",
                                load.acknowledged() - counted(stage, sequenceId)));
            }
            Await.pause(POLL_INTERVAL);
        }
        var caughtUp = seconds(began);
        teller.join();
        if (!story.problem().isEmpty()) {
            throw new BenchFailure("after the kill of %s: %s".formatted(service.id(), story.problem()));
        }
        stage.add(Figure.of(name(), service.id() + " killed, ready", ready, "s")
                .noting("%.0f completions/s in parallel".formatted(pace)));
        stage.add(Figure.of(name(), service.id() + " killed, back and caught up", caughtUp, "s")
                .promised(Promise.atMost(20, "<= 20 s")));
    }

    private static long counted(Stage stage, String sequenceId) {
        return stage.server().funnel(sequenceId).completed();
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
