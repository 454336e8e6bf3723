package dev.sequences.acceptance.faults;

import java.util.ArrayList;
import java.util.List;

/** One property: how many items were compared, and the violations. */
public final class Verdict {

    private static final int SHOWN = 10;

    private final String property;
    private long compared;
    private final List<String> violations = new ArrayList<>();

    Verdict(String property) {
        this.property = property;
    }

    void compared(long more) {
        compared += more;
    }

    void violated(String how, Object... details) {
        violations.add(how.formatted(details));
    }

    public String property() {
        return property;
    }

    public boolean holds() {
        return violations.isEmpty();
    }

    public List<String> violations() {
        return List.copyOf(violations);
    }

    @Override
    public String toString() {
        return text(SHOWN);
    }

    /** With all violations. */
    public String complete() {
        return text(Integer.MAX_VALUE);
    }

    private String text(int max) {
        StringBuilder text = new StringBuilder("%-4s %s: %,d compared, %,d violations"
                .formatted(holds() ? "ok" : "FAIL", property, compared, violations.size()));
        violations.stream().limit(max).forEach(violation -> text.append("\n       ")
                .append(violation));
        if (violations.size() > max) {
            text.append("\n       ... and ").append(violations.size() - max).append(" more");
        }
        return text.toString();
    }
}
