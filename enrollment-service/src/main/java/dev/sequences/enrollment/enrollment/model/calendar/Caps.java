package dev.sequences.enrollment.enrollment.model.calendar;

import java.util.List;
import java.util.Map;

/** Daily caps of a sequence. A missing entry means no cap. */
public record Caps(Map<CappedAction, Integer> limits) {

    public static final Caps NONE = new Caps(Map.of());

    public Caps {
        limits = Map.copyOf(limits);
    }

    /** Returns those of {@code actions} that have a cap. */
    public List<CappedAction> capped(List<CappedAction> actions) {
        return actions.stream().filter(limits::containsKey).toList();
    }

    public int of(CappedAction action) {
        return limits.getOrDefault(action, Integer.MAX_VALUE);
    }
}
