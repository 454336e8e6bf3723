package dev.sequences.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/** The results of one run so far. */
public final class Results {

    /** Adds a failure or a wrong count, which fails the whole run. */
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

    /** Adds a note about the whole run: machine, size, other load. */
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
