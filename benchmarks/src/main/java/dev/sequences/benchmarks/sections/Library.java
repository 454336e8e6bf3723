package dev.sequences.benchmarks.sections;

import static dev.sequences.benchmarks.load.SuiteCalls.MANAGER;

import dev.sequences.benchmarks.Section;
import dev.sequences.benchmarks.Stage;
import dev.sequences.benchmarks.load.ClosedLoop;
import dev.sequences.benchmarks.load.Patience;
import dev.sequences.benchmarks.load.SequenceLibrary;
import dev.sequences.benchmarks.load.SuiteCalls.User;
import dev.sequences.benchmarks.report.Figure;
import dev.sequences.benchmarks.report.Figure.Promise;
import dev.sequences.local.Component;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;

/** Lists, searches and reads among many sequences with many versions, 16 clients at a time; every second one is a seller. */
public final class Library implements Section {

    private static final int CLIENTS = 16;
    private static final int VERSIONS = 50;
    private static final int COMPARED = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long NEARLY_READ = 8L << 20;

    @Override
    public String name() {
        return "library";
    }

    @Override
    public void run(Stage stage) {
        var sequences = stage.plan().quick() ? 1_000 : 10_000;
        var library = new SequenceLibrary(
                stage.calls(), stage.server(), stage.fixture().unique("lib"), VERSIONS);
        stage.say("making %,d sequences with %d versions each", sequences, VERSIONS);
        var began = System.nanoTime();
        library.fill(sequences);
        stage.say("made after %.0f s", (System.nanoTime() - began) / 1e9);
        var differences = library.differences(COMPARED, new Random(7));
        differences.forEach(difference -> stage.fail(name(), difference));
        awaitRelay(stage);
        measure(stage, library, sequences);
    }

    /** The relay reads the whole log, also what is none of its business; the calls shall not share the machine with that. */
    private static void awaitRelay(Stage stage) {
        Patience.untilCount("log read by the relay", 1, PATIENCE, Duration.ofMillis(500), () -> {
            var behind = stage.server()
                    .count(
                            Component.DESIGNER,
                            "select coalesce(max(pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)), 0)"
                                    + " from pg_replication_slots where database = current_database()");
            return behind < NEARLY_READ ? 1 : 0;
        });
    }

    private void measure(Stage stage, SequenceLibrary library, int sequences) {
        var ids = library.some(Math.min(sequences, 2_000));
        Map<String, IntFunction<String>> paths = new LinkedHashMap<>();
        paths.put("list by name", any -> "/sequences");
        paths.put("list by change, newest first", any -> "/sequences?sort=-changedAt");
        paths.put("list of a status and type", any -> "/sequences?status=inactive&recordType=lead&sort=-createdAt");
        paths.put(
                "list of an owner",
                n -> "/sequences?owner=" + SequenceLibrary.owner(n).name());
        paths.put(
                "list of a tag",
                n -> "/sequences?tag=" + library.tags().get(n % library.tags().size()));
        paths.put("search a rare word", n -> "/sequences?q=" + library.word(n % sequences));
        paths.put("search a common word", n -> "/sequences?q=webinar");
        paths.put("search step text", n -> "/sequences?step=mail+" + library.word(n % sequences));
        paths.put("search what is not there", n -> "/sequences?q=qx" + n);
        paths.put(
                "list of a template",
                n -> "/sequences?template="
                        + library.templates().get(n % library.templates().size()));
        paths.put("read a sequence", n -> "/sequences/" + of(ids, n));
        paths.put("list versions", n -> "/sequences/" + of(ids, n) + "/versions");
        paths.put("read a version", n -> "/sequences/" + of(ids, n) + "/versions/" + (n % VERSIONS + 1));
        paths.values().forEach(path -> load(stage, path, Duration.ofMillis(700)));
        paths.forEach((what, path) -> {
            var usage = stage.processes().since();
            var outcome = load(stage, path, stage.plan().commandWindow().dividedBy(2));
            var label = what + ", " + Figures.counted(CLIENTS, "client");
            if (!outcome.problems().isEmpty()) {
                stage.fail(name(), label + ": " + outcome.problems());
            }
            stage.add(Figure.of(name(), label + ", p99", outcome.latencies().percentileMillis(99), "ms")
                    .promised(Promise.atMost(50, "p99 < 50 ms"))
                    .noting(Figures.joined(
                            Figures.percentiles(outcome.latencies()),
                            "%.0f/s".formatted(outcome.perSecond()),
                            usage.shares())));
        });
    }

    private static String of(List<String> ids, int n) {
        return ids.get(n % ids.size());
    }

    private static ClosedLoop.Outcome load(Stage stage, IntFunction<String> path, Duration window) {
        return ClosedLoop.run(CLIENTS, window, number -> {
            User user = number % 2 == 0 ? MANAGER : SequenceLibrary.owner(number);
            return () -> stage.calls()
                    .send(
                            user,
                            "GET",
                            Component.DESIGNER,
                            path.apply(ThreadLocalRandom.current().nextInt(1_000_000)),
                            null);
        });
    }
}
