package dev.sequences.benchmarks.sections;

import static dev.sequences.benchmarks.load.SuiteCalls.MANAGER;

import dev.sequences.benchmarks.load.Await;
import dev.sequences.benchmarks.load.Fixture;
import dev.sequences.benchmarks.report.Figure;
import dev.sequences.benchmarks.stage.Section;
import dev.sequences.benchmarks.stage.Stage;
import dev.sequences.benchmarks.stage.Stage.Raw;
import dev.sequences.local.Component;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;

/** Measures an import whose records all join a segment, are enrolled and appear on the sellers' lists. */
public final class BulkEnrollment implements Section {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);
    private static final int SELLERS = 32;

    @Override
    public String name() {
        return "bulk";
    }

    @Override
    public void run(Stage stage) {
        var fixture = stage.fixture();
        var count = stage.plan().bulkRecords();
        var prefix = fixture.unique("bulk");
        var tag = fixture.unique("bulk-tag");
        var ids = Fixture.ids(prefix, count);
        var sequenceId = fixture.sequence("bulk", Fixture.tasks(1));

        var usage = stage.processes().since();
        var began = System.nanoTime();
        fixture.importLeads(ids, Fixture.sellers(prefix + "-seller", SELLERS), tag);
        figure(stage, "records imported", count, seconds(began), usage.shares());
        fixture.awaitKnown(prefix, count);
        figure(stage, "records imported and known to enrollment", count, seconds(began), "");

        var segmentId = segment(stage, tag, sequenceId);
        var server = stage.server();
        var filling = stage.processes().since();
        var activated = System.nanoTime();
        stage.calls()
                .must(
                        MANAGER,
                        "POST",
                        Component.SEGMENT,
                        "/segments/" + segmentId + "/activate",
                        Map.of("backfill", true));
        try (var watchers = Executors.newVirtualThreadPerTaskExecutor()) {
            var members = when(
                    watchers,
                    "members of the segment",
                    count,
                    activated,
                    () -> server.count(
                            Component.SEGMENT, "select count(*) from membership where segment_id = ?", segmentId));
            var enrollments = when(
                    watchers,
                    "enrollments",
                    count,
                    activated,
                    () -> server.count(
                            Component.ENROLLMENT, "select count(*) from enrollment where sequence_id = ?", sequenceId));
            var items = when(watchers, "work items", count, activated, () -> fixture.liveItems(sequenceId));
            var entered = when(watchers, "steps entered, in insights", count, activated, () -> server.funnel(sequenceId)
                    .entered());
            figure(stage, "members from activation on", count, members.join(), "");
            figure(stage, "enrollments from activation on", count, enrollments.join(), "");
            figure(stage, "on a seller's list from activation on", count, items.join(), "");
            figure(stage, "in insights from activation on", count, entered.join(), filling.shares());
        }
        stage.require(
                name(),
                "records that are enrolled",
                count,
                server.count(
                        Component.ENROLLMENT,
                        "select count(distinct record_id) from enrollment where sequence_id = ?",
                        sequenceId));
    }

    private static String segment(Stage stage, String tag, String sequenceId) {
        return stage.calls()
                .must(
                        MANAGER,
                        "POST",
                        Component.SEGMENT,
                        "/segments",
                        Map.of(
                                "name",
                                stage.fixture().unique("bulk-segment"),
                                "recordType",
                                "lead",
                                "priority",
                                10,
                                "conditions",
                                Map.of(
                                        "all",
                                        List.of(
                                                Map.of("field", "tag", "op", "equals", "value", tag),
                                                Map.of("field", "visits", "op", "gte", "value", 0))),
                                "sequenceId",
                                sequenceId))
                .path("id")
                .asText();
    }

    private static CompletableFuture<Double> when(
            Executor watchers, String what, int count, long since, LongSupplier counter) {
        return CompletableFuture.supplyAsync(
                () -> {
                    Await.untilCount(what, count, TIMEOUT, POLL_INTERVAL, counter);
                    return seconds(since);
                },
                watchers);
    }

    private void figure(Stage stage, String what, int count, double seconds, String note) {
        stage.add(Figure.of(name(), "%,d %s".formatted(count, what), count / seconds, "/s")
                .comparedWith(stage.raw(Raw.ROWS))
                .noting(Figures.joined("%.1f s".formatted(seconds), note)));
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
