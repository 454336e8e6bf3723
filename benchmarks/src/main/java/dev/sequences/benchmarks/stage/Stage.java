package dev.sequences.benchmarks.stage;

import dev.sequences.benchmarks.load.Fixture;
import dev.sequences.benchmarks.load.Processes;
import dev.sequences.benchmarks.load.ServerSide;
import dev.sequences.benchmarks.load.SuiteCalls;
import dev.sequences.benchmarks.report.Figure;
import dev.sequences.benchmarks.report.Figure.RawLimit;
import dev.sequences.benchmarks.report.Results;
import dev.sequences.local.Component;
import dev.sequences.local.LocalSuite;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shared by the sections of one run: the suite, the tools to load and observe it, and earlier results. */
public final class Stage {

    /** Raw limits to compare later figures with. */
    public enum Raw {
        COMMITS_1,
        COMMITS_8,
        COMMITS_32,
        ROWS,
        PRODUCE,
        COMMIT_AND_PRODUCE_P50,
        COMMIT_AND_PRODUCE_P99
    }

    private final LocalSuite suite;
    private final Plan plan;
    private final SuiteCalls calls;
    private final ServerSide server;
    private final Fixture fixture;
    private final Processes processes;
    private final Results results;
    private final Map<Component, Duration> readyAfter;
    private final Map<Raw, RawLimit> raw = new HashMap<>();
    private double completionsPerSecond;

    public Stage(
            LocalSuite suite, Plan plan, SuiteCalls calls, ServerSide server, Results results, StartWatch started) {
        this.suite = suite;
        this.plan = plan;
        this.calls = calls;
        this.server = server;
        this.fixture = new Fixture(calls, server);
        this.processes = new Processes(suite);
        this.results = results;
        this.readyAfter = started.readyAfter();
    }

    public LocalSuite suite() {
        return suite;
    }

    public Plan plan() {
        return plan;
    }

    public SuiteCalls calls() {
        return calls;
    }

    public ServerSide server() {
        return server;
    }

    public Fixture fixture() {
        return fixture;
    }

    public Processes processes() {
        return processes;
    }

    /** Empty for a suite that was running already. */
    public Map<Component, Duration> readyAfter() {
        return readyAfter;
    }

    public void add(Figure figure) {
        results.add(figure);
    }

    public void fail(String section, String message) {
        results.fail(section, message);
    }

    /** Fails the run, but not the section, when a count is wrong. */
    public void require(String section, String what, long expected, long actual) {
        if (expected != actual) {
            fail(section, "%s: %,d, expected %,d".formatted(what, actual, expected));
        }
    }

    public void set(Raw which, String name, double value) {
        raw.put(which, new RawLimit(name, value));
    }

    public @Nullable RawLimit raw(Raw which) {
        return raw.get(which);
    }

    public void completionsPerSecond(double measured) {
        completionsPerSecond = measured;
    }

    /** Returns the rate of the completion section; 0 if it did not run. */
    public double completionsPerSecond() {
        return completionsPerSecond;
    }

    /** Prints a line of progress. */
    public void say(String format, Object... values) {
        System.err.println("  " + format.formatted(values));
    }
}
