package dev.sequences.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** What one run has found out so far. */
public final class Results {

    /** Something that did not work, or a count that is wrong: it makes the whole run fail. */
    public record Failure(String section, String message) {}

    private final List<Figure> figures = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    public synchronized void add(Figure figure) {
        figures.add(figure);
    }

    public synchronized void fail(String section, String message) {
        failures.add(new Failure(section, message));
    }

    /** A sentence about the whole run: machine, size, what shared the cores. */
    public synchronized void remark(String words) {
        remarks.add(words);
    }

    public synchronized List<Figure> figures() {
        return List.copyOf(figures);
    }

    public synchronized List<Failure> failures() {
        return List.copyOf(failures);
    }

    public synchronized List<String> remarks() {
        return List.copyOf(remarks);
    }
}
