package dev.sequences.enrollment.enrollment.model.calendar;

import java.util.List;
import java.util.Map;

/** Daily caps of a sequence. A missing entry means no cap. */
public record Caps(Map<CappedAction, Integer> most) {

    public static final Caps NONE = new Caps(Map.of());

    public Caps {
        most = Map.copyOf(most);
    }

    /** Returns those of {@code things} that have a cap. */
    public List<CappedAction> capped(List<CappedAction> things) {
        return things.stream().filter(most::containsKey).toList();
    }

    public int of(CappedAction thing) {
        return most.getOrDefault(thing, Integer.MAX_VALUE);
    }
}
