package dev.sequences.language.value;

import dev.sequences.language.value.RecognizedColumn.Example;
import java.util.ArrayList;
import java.util.List;

/** Counts cells and keeps the first of them. */
final class CellTally {

    private static final int MAX_EXAMPLES = 5;
    private static final int MAX_SHOWN = 80;

    private long count;
    private final List<Example> first = new ArrayList<>(0);

    /** The counts as data, which can be stored. */
    record State(long count, List<Example> first) {}

    State state() {
        return new State(count, List.copyOf(first));
    }

    void restore(State state) {
        count = state.count;
        first.clear();
        first.addAll(state.first);
    }

    void add(long line, String text) {
        count++;
        if (first.size() < MAX_EXAMPLES) {
            first.add(new Example(line, text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "..."));
        }
    }

    long count() {
        return count;
    }

    boolean isEmpty() {
        return count == 0;
    }

    List<Example> first() {
        return first;
    }

    /** The first examples of several tallies, by line. */
    static List<Example> first(CellTally... tallies) {
        List<Example> all = new ArrayList<>();
        for (CellTally tally : tallies) {
            all.addAll(tally.first);
        }
        all.sort((one, other) -> Long.compare(one.line(), other.line()));
        return all.subList(0, Math.min(MAX_EXAMPLES, all.size()));
    }
}
