package dev.sequences.enrollment.enrollment.model.walk;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One node of a frozen graph, as far as this release can execute it. */
public sealed interface Node {

    String key();

    /** A step for a person: it opens and waits for its assignee. {@code type} is the kebab-case type of the graph. */
    record Step(
            String key,
            String type,
            String name,
            @Nullable String description,
            @Nullable String templateId,
            @Nullable String next)
            implements Node {}

    /** An interval; ends by timer or is skipped. */
    record Wait(String key, Duration duration, @Nullable String next) implements Node {}
}
