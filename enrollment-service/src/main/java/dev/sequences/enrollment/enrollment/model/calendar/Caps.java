package dev.sequences.enrollment.enrollment.model.calendar;

import java.util.List;
import java.util.Map;

/** The most that a sequence does on one local day; what is not in it has no cap. */
public record Caps(Map<Counted, Integer> most) {

    public static final Caps NONE = new Caps(Map.of());

    public Caps {
        most = Map.copyOf(most);
    }

    /** Those of {@code things} that have a cap. */
    public List<Counted> capped(List<Counted> things) {
        return things.stream().filter(most::containsKey).toList();
    }

    public int of(Counted thing) {
        return most.getOrDefault(thing, Integer.MAX_VALUE);
    }
}
