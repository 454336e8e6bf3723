package dev.sequences.language.condition;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A condition as read, with its mistakes.
 *
 * @param condition the readable part; null when there is none
 * @param path where the condition is
 * @param findings in the order of the drawing
 */
public record Reading(@Nullable Condition condition, String path, List<Finding> findings) {

    /** The condition, for JSON that was checked when it was accepted. Throws {@link IllegalArgumentException} when the JSON is not a condition. */
    public Condition orThrow() {
        List<Finding> form = of(Finding.Kind.FORM).toList();
        if (condition == null || !form.isEmpty()) {
            throw new IllegalArgumentException("the condition cannot be read: " + form);
        }
        return condition;
    }

    public Stream<Finding> of(Finding.Kind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind);
    }

    /** A finding when there are more than {@code max} comparisons, those in groups included. */
    public Optional<Finding> tooLarge(int max) {
        long comparisons = condition == null ? 0 : condition.leaves().count();
        return comparisons <= max
                ? Optional.empty()
                : Optional.of(new Finding(
                        Finding.Kind.MEANING,
                        "condition-too-large",
                        path,
                        "The condition has " + comparisons + " comparisons, those in groups included; the limit is "
                                + max + ".",
                        "Use any-of with a list of values, or split the condition."));
    }
}
