package dev.sequences.benchmarks.sections;

import static dev.sequences.benchmarks.load.SuiteCalls.MANAGER;

import dev.sequences.benchmarks.load.Await;
import dev.sequences.benchmarks.load.BareSql;
import dev.sequences.benchmarks.load.ClosedLoop;
import dev.sequences.benchmarks.load.PacedLoop;
import dev.sequences.benchmarks.load.SequenceLibrary;
import dev.sequences.benchmarks.load.SuiteCalls.User;
import dev.sequences.benchmarks.report.Figure;
import dev.sequences.benchmarks.report.Figure.Promise;
import dev.sequences.benchmarks.report.Figure.RawLimit;
import dev.sequences.benchmarks.stage.Section;
import dev.sequences.benchmarks.stage.Stage;
import dev.sequences.local.Component;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Measures lists, searches and reads among many sequences with many versions, with 16 clients; every second one is a seller. */
public final class Library implements Section {

    private static final int CLIENTS = 16;
    private static final int VERSION_COUNT = 50;

    /** Calls per second of all pausing clients together. */
    private static final int PACE = 200;

    private static final String DATABASE = "designer";
    private static final Duration SESSIONS_GONE = Duration.ofMillis(500);
    private static final int COMPARED = 2;
    private static final String TAGS = "array_to_string(c.tags, ' '), (select t.version from tag_tree t)";

    private static final String VERSIONS =
            " from sequence_version v join sequence_catalogue c on c.id = v.sequence_id where v.sequence_id = ?";

    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    private static final long NEARLY_READ = 8L << 20;

    @Override
    public String name() {
        return "library";
    }

    @Override
    public void run(Stage stage) throws InterruptedException {
        var sequences = stage.plan().quick() ? 1_000 : 10_000;
        var library = new SequenceLibrary(
                stage.calls(), stage.server(), stage.fixture().unique("lib"), VERSION_COUNT);
        stage.say("making %,d sequences with %d versions each", sequences, VERSION_COUNT);
        var began = System.nanoTime();
        library.fill(sequences);
        stage.say("made after %.0f s", (System.nanoTime() - began) / 1e9);
        var differences = library.differences(COMPARED, new Random(7));
        differences.forEach(difference -> stage.fail(name(), difference));
        awaitRelay(stage);
        measure(stage, library, sequences);
    }

    /** The relay reads the whole log, including unrelated entries; the measured calls must not compete with that. */
    private static void awaitRelay(Stage stage) {
        Await.untilCount("log read by the relay", 1, TIMEOUT, Duration.ofMillis(500), () -> {
            var behind = stage.server()
                    .count(
                            Component.DESIGNER,
                            "select coalesce(max(pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)), 0)"
                                    + " from pg_replication_slots where database = current_database()");
            return behind < NEARLY_READ ? 1 : 0;
        });
    }

    /**
     * A request of users.
     *
     * @param path of call number n
     * @param sql the query of the service for a user who sees everything
     * @param values of query number n
     */
    private record Question(String name, IntFunction<String> path, String sql, IntFunction<Object[]> values) {}

    private static List<Question> questions(SequenceLibrary library, List<String> ids, int sequences) {
        IntFunction<Object[]> nothing = n -> new Object[] {};
        IntFunction<Object[]> webinar = n -> new Object[] {"%webinar%"};
        IntFunction<String> tag = n -> of(library.tags(), n);
        IntFunction<String> template = n -> of(library.templates(), n);
        IntFunction<String> word = n -> library.word(n % sequences);
        return List.of(
                new Question("list by name", n -> "/sequences", listed("true", "lower(c.name)"), nothing),
                new Question(
                        "list by change, newest first",
                        n -> "/sequences?sort=-changedAt",
                        listed("true", "c.changed_at desc"),
                        nothing),
                new Question(
                        "list of a status and type",
                        n -> "/sequences?status=inactive&recordType=lead&sort=-createdAt",
                        listed("c.status = ? and c.record_type = ?", "c.created_at desc"),
                        n -> new Object[] {"inactive", "lead"}),
                new Question(
                        "list of an owner",
                        n -> "/sequences?owner=" + SequenceLibrary.owner(n).name(),
                        listed("c.owner = ?", "lower(c.name)"),
                        n -> new Object[] {SequenceLibrary.owner(n).name()}),
                new Question(
                        "list of a tag",
                        n -> "/sequences?tag=" + tag.apply(n),
                        searched("c.tags @> array[?::text]"),
                        n -> new Object[] {tag.apply(n)}),
                new Question(
                        "search a rare word",
                        n -> "/sequences?q=" + word.apply(n),
                        searched("c.words like chassis.search_text(?)"),
                        n -> new Object[] {"%" + word.apply(n) + "%"}),
                new Question(
                        "search a common word",
                        n -> "/sequences?q=webinar",
                        searched("c.words like chassis.search_text(?)"),
                        webinar),
                new Question(
                        "search step text",
                        n -> "/sequences?step=mail+" + word.apply(n),
                        searched("c.step_words like chassis.search_text(?)"),
                        n -> new Object[] {"%mail " + word.apply(n) + "%"}),
                new Question(
                        "search what is not there",
                        n -> "/sequences?q=qx" + n,
                        searched("c.words like chassis.search_text(?)"),
                        n -> new Object[] {"%qx" + n + "%"}),
                new Question(
                        "search two letters",
                        n -> "/sequences?q=we",
                        searched("word_beginnings(c.words) @> array[chassis.search_text(?)]"),
                        n -> new Object[] {"we"}),
                new Question(
                        "list of a template",
                        n -> "/sequences?template=" + template.apply(n),
                        searched("c.templates @> array[?::text]"),
                        n -> new Object[] {template.apply(n)}),
                new Question(
                        "read a sequence",
                        n -> "/sequences/" + of(ids, n),
                        "select c.card, c.draft, c.stream_version, " + TAGS
                                + " from sequence_catalogue c where c.id = ?",
                        n -> new Object[] {of(ids, n)}),
                new Question(
                        "list versions",
                        n -> "/sequences/" + of(ids, n) + "/versions",
                        "select v.number, v.name, v.description, v.change_description, v.author, v.activated_at"
                                + VERSIONS + " order by v.number desc limit 51",
                        n -> new Object[] {of(ids, n)}),
                new Question(
                        "read a version",
                        n -> "/sequences/" + of(ids, n) + "/versions/" + (n % VERSION_COUNT + 1),
                        "select v.number, v.name, v.description, v.change_description, v.author, v.activated_at,"
                                + " v.definition"
                                + VERSIONS + " and v.number = ?",
                        n -> new Object[] {of(ids, n), n % VERSION_COUNT + 1}));
    }

    private static String listed(String where, String order) {
        return "select c.card, c.id, " + order.replace(" desc", "") + ", " + TAGS + " from sequence_catalogue c where "
                + where + " order by " + order + ", c.id" + (order.endsWith(" desc") ? " desc" : "") + " limit 51";
    }

    private static String searched(String where) {
        return "select c.card, c.id, hit.place, " + TAGS
                + " from (select c.id, c.name_order as place from sequence_search c where "
                + where + " order by c.name_order, c.id limit 51) hit join sequence_catalogue c on c.id = hit.id"
                + " order by hit.place, hit.id";
    }

    /**
     * Each question three times: in SQL alone, by clients that never pause (the machine is then as busy as it can be, and a latency is mostly
     * the wait for the others), and by clients that call at moments of their own.
     */
    private void measure(Stage stage, SequenceLibrary library, int sequences) throws InterruptedException {
        var ids = library.some(Math.min(sequences, 2_000));
        var questions = questions(library, ids, sequences);
        var window = stage.plan().commandWindow().dividedBy(2);
        questions.forEach(question -> closed(stage, question, Duration.ofMillis(700)));
        for (var question : questions) {
            var server = stage.suite().postgres();
            BareSql.run(server, DATABASE, CLIENTS, Duration.ofMillis(300), question.sql(), question.values());
            var bare = BareSql.run(server, DATABASE, CLIENTS, window.dividedBy(2), question.sql(), question.values());
            // A session that has ended counts as its server's until then.
            Thread.sleep(SESSIONS_GONE);
            var usage = stage.processes().since();
            var outcome = closed(stage, question, window);
            var shares = usage.shares();
            report(
                    stage,
                    question.name() + ", " + CLIENTS + " clients without a pause, p99",
                    outcome,
                    shares,
                    new RawLimit("ms, SQL alone", bare.percentileMillis(99)));
            usage = stage.processes().since();
            outcome = PacedLoop.run(CLIENTS, PACE, window, number -> client(stage, () -> question, number));
            report(
                    stage,
                    question.name() + ", " + CLIENTS + " clients, " + PACE + "/s, p99",
                    outcome,
                    usage.shares(),
                    null);
        }
        measureTogether(stage, questions, window.multipliedBy(2));
    }

    /** Mixes all kinds of calls, as users do. */
    private void measureTogether(Stage stage, List<Question> questions, Duration window) throws InterruptedException {
        var usage = stage.processes().since();
        var outcome = ClosedLoop.run(
                CLIENTS, window, number -> client(stage, () -> questions.get(random(questions.size())), number));
        report(
                stage,
                "all kinds by turns, " + CLIENTS + " clients without a pause, p99",
                outcome,
                usage.shares(),
                null);
    }

    private static int random(int bound) {
        return ThreadLocalRandom.current().nextInt(bound);
    }

    private void report(
            Stage stage, String label, ClosedLoop.Outcome outcome, String shares, @Nullable RawLimit limit) {
        if (!outcome.problems().isEmpty()) {
            stage.fail(name(), label + ": " + outcome.problems());
        }
        stage.add(Figure.of(name(), label, outcome.latencies().percentileMillis(99), "ms")
                .comparedWith(limit)
                .promised(Promise.atMost(50, "p99 < 50 ms"))
                .noting(Figures.joined(
                        Figures.percentiles(outcome.latencies()), "%.0f/s".formatted(outcome.perSecond()), shares)));
    }

    private static String of(List<String> ids, int n) {
        return ids.get(n % ids.size());
    }

    private static ClosedLoop.Outcome closed(Stage stage, Question question, Duration window) {
        return ClosedLoop.run(CLIENTS, window, number -> client(stage, () -> question, number));
    }

    private static ClosedLoop.Client client(Stage stage, Supplier<Question> question, int number) {
        User user = number % 2 == 0 ? MANAGER : SequenceLibrary.owner(number);
        return () -> stage.calls()
                .send(user, "GET", Component.DESIGNER, question.get().path().apply(random(1_000_000)), null);
    }
}
