package dev.sequences.benchmarks.sections;

import static dev.sequences.benchmarks.load.SuiteCalls.MANAGER;

import dev.sequences.benchmarks.load.Await;
import dev.sequences.benchmarks.load.BenchFailure;
import dev.sequences.benchmarks.load.Fixture;
import dev.sequences.benchmarks.load.SellerLoad;
import dev.sequences.benchmarks.load.SellerLoad.Pace;
import dev.sequences.benchmarks.load.SuiteCalls.User;
import dev.sequences.benchmarks.report.Figure;
import dev.sequences.benchmarks.report.Figure.Promise;
import dev.sequences.benchmarks.report.Latencies;
import dev.sequences.benchmarks.stage.Section;
import dev.sequences.benchmarks.stage.Stage;
import dev.sequences.benchmarks.stage.Stage.Raw;
import dev.sequences.local.Component;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures the time from the acceptance of a fact by one service until the API of the next service shows it, polled every few
 * milliseconds by one client: at rest, and while sellers complete steps at half the suite's maximum rate.
 */
public final class Visibility implements Section {

    /** Frequent enough for tens of milliseconds, and rare enough to cause no load. */
    private static final Duration ASK_EVERY = Duration.ofMillis(10);

    private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(20);
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(40);
    private static final double RATE_WITHOUT_MEASUREMENT = 600;
    private static final int BACKGROUND_SELLERS = 16;
    private static final int WARM_UP_PROBES = 5;

    /** The paths of a fact into another view. */
    private record Paths(Latencies membership, Latencies workItem, Latencies insight) {
        Paths() {
            this(new Latencies(), new Latencies(), new Latencies());
        }
    }

    /** Returns whether the fact is visible. */
    @FunctionalInterface
    private interface Sight {
        boolean shows() throws IOException;
    }

    @Override
    public String name() {
        return "visibility";
    }

    @Override
    public void run(Stage stage) throws IOException {
        var tag = stage.fixture().unique("probe-tag");
        var sequenceId = stage.fixture().sequence("probe", Fixture.tasks(1));
        activeSegment(stage, tag);
        probe(stage, sequenceId, tag, new Paths(), WARM_UP_PROBES);

        var atRest = new Paths();
        probe(stage, sequenceId, tag, atRest, stage.plan().probes());
        report(stage, "at rest", "nothing else runs", atRest, false);

        var measured = stage.completionsPerSecond();
        var pace = (measured > 0 ? measured : RATE_WITHOUT_MEASUREMENT) / 2;
        var sellers = Fixture.sellers(stage.fixture().unique("background"), BACKGROUND_SELLERS);
        var leads = stage.plan().completionRecords() / 2;
        var background = stage.fixture().walking("background", Fixture.tasks(8), leads, sellers);
        var atHalfLoad = new Paths();
        var load = SellerLoad.open(stage.calls(), background, sellers, Pace.paced(pace));
        double reached;
        String shares;
        try (load) {
            Await.pause(Duration.ofSeconds(2));
            var usage = stage.processes().since();
            var began = System.nanoTime();
            var before = load.acknowledged();
            probe(stage, sequenceId, tag, atHalfLoad, stage.plan().probes());
            reached = (load.acknowledged() - before) / ((System.nanoTime() - began) / 1e9);
            shares = usage.shares();
        }
        report(
                stage,
                "at half load",
                String.format(
                        Locale.ROOT,
                        "%.0f of intended %.0f completions/s in parallel%s; %s",
                        reached,
                        pace,
                        measured > 0 ? "" : " (full load was not measured in this run)",
                        shares),
                atHalfLoad,
                true);
        if (reached < pace * 0.8) {
            stage.fail(name(), String.format(Locale.ROOT, "only %.0f/s of %.0f/s background load", reached, pace));
        }
    }

    private static void activeSegment(Stage stage, String tag) {
        var id = stage.calls()
                .must(
                        MANAGER,
                        "POST",
                        Component.SEGMENT,
                        "/segments",
                        Map.of(
                                "name",
                                stage.fixture().unique("probe-segment"),
                                "recordType",
                                "lead",
                                "priority",
                                1,
                                "conditions",
                                Map.of("all", List.of(Map.of("field", "tag", "op", "equals", "value", tag)))))
                .path("id")
                .asText();
        stage.calls()
                .must(MANAGER, "POST", Component.SEGMENT, "/segments/" + id + "/activate", Map.of("backfill", true));
    }

    private static void probe(Stage stage, String sequenceId, String tag, Paths paths, int probes) throws IOException {
        for (var i = 0; i < probes; i++) {
            one(stage, sequenceId, tag, paths);
            Await.pause(BETWEEN_PROBES);
        }
    }

    private static void one(Stage stage, String sequenceId, String tag, Paths paths) throws IOException {
        var calls = stage.calls();
        var name = stage.fixture().unique("probe");
        // A seller of its own, so that the list has one line.
        var seller = User.seller(name + "-seller");
        calls.must(
                MANAGER,
                "PUT",
                Component.SEGMENT,
                "/records/lead/" + name,
                Map.of(
                        "name",
                        name,
                        "ownerType",
                        "user",
                        "ownerId",
                        seller.name(),
                        "active",
                        true,
                        "fields",
                        Map.of("tag", tag)));
        paths.membership()
                .add(until(
                        "membership",
                        () -> has(stage, MANAGER, Component.SEGMENT, "/memberships?recordType=lead&recordId=" + name)));

        var enrollment = Map.of("sequenceId", sequenceId, "recordType", "lead", "recordId", name);
        until("record known to enrollment", () -> calls.create(
                        MANAGER, Component.ENROLLMENT, "/enrollments", enrollment)
                .ok());
        paths.workItem()
                .add(until("work item", () -> has(stage, seller, Component.WORKLIST, "/work-items?due=all&limit=5")));

        var item = calls.must(seller, "GET", Component.WORKLIST, "/work-items?due=all&limit=5", null)
                .path("items")
                .path(0)
                .path("id")
                .asText();
        var before = completed(stage, sequenceId);
        calls.must(seller, "POST", Component.WORKLIST, "/work-items/" + item + "/complete", Map.of("note", "Done"));
        paths.insight().add(until("completion in insights", () -> completed(stage, sequenceId) > before));
    }

    private static boolean has(Stage stage, User user, Component service, String path) throws IOException {
        var answer = stage.calls().send(user, "GET", service, path, null);
        return answer.ok() && !answer.json().path("items").isEmpty();
    }

    /** Two hops: the enrollment service processes the completion, and insights processes its events. */
    private static long completed(Stage stage, String sequenceId) throws IOException {
        var answer = stage.calls().send(MANAGER, "GET", Component.INSIGHTS, "/insights/sequences/" + sequenceId, null);
        var completed = 0L;
        for (var step : answer.json().path("steps")) {
            completed += step.path("completed").asLong();
        }
        return completed;
    }

    /** @return nanoseconds since the call, which directly follows the answer to the command */
    private static long until(String what, Sight sight) throws IOException {
        var began = System.nanoTime();
        while (!sight.shows()) {
            if (System.nanoTime() - began > GIVE_UP_AFTER.toNanos()) {
                throw new BenchFailure("%s did not show within %d s".formatted(what, GIVE_UP_AFTER.toSeconds()));
            }
            Await.pause(ASK_EVERY);
        }
        return System.nanoTime() - began;
    }

    private void report(Stage stage, String load, String note, Paths paths, boolean promised) {
        report(stage, "put record -> membership, " + load, note, paths.membership(), promised ? 1 : 0);
        report(stage, "enroll -> seller's list, " + load, note, paths.workItem(), promised ? 1 : 0);
        report(stage, "complete -> insights (2 hops), " + load, note, paths.insight(), promised ? 2 : 0);
    }

    /** @param promisedHops number of hops; the target applies to one hop */
    private void report(Stage stage, String path, String note, Latencies latencies, int promisedHops) {
        var p50 = Figure.of(name(), path + ", p50", latencies.percentileMillis(50), "ms")
                .comparedWith(stage.raw(Raw.COMMIT_AND_PRODUCE_P50))
                .noting(note);
        var p99 = Figure.of(name(), path + ", p99", latencies.percentileMillis(99), "ms")
                .comparedWith(stage.raw(Raw.COMMIT_AND_PRODUCE_P99))
                .noting("%d probes".formatted(latencies.size()));
        stage.add(promisedHops > 0 ? p50.promised(atMost(60 * promisedHops)) : p50);
        stage.add(promisedHops > 0 ? p99.promised(atMost(300 * promisedHops)) : p99);
    }

    private static Promise atMost(int millis) {
        return Promise.atMost(millis, "< %d ms at half load".formatted(millis));
    }
}
