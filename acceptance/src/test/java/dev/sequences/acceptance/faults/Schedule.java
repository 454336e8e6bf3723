package dev.sequences.acceptance.faults;

import dev.sequences.local.Component;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Components, times and durations of the kills; the same for the same seed.
 *
 * @param kills in the order of their time
 */
record Schedule(long seed, Duration length, List<Kill> kills) {

    /** Components under load are killed more often. */
    private static final List<Component> TARGETS = List.of(
            Component.ENROLLMENT,
            Component.ENROLLMENT,
            Component.WORKLIST,
            Component.WORKLIST,
            Component.SEGMENT,
            Component.INSIGHTS,
            Component.DESIGNER,
            Component.KAFKA,
            Component.POSTGRES);

    private static final int MIN_PAUSE = 3_000;
    private static final int MAX_PAUSE = 9_000;
    private static final int MAX_ABSENCE = 3_000;

    /** One kill -9. */
    record Kill(Duration at, Component target, Duration absence) {

        @Override
        public String toString() {
            return "%5.1f s %s down for %.1f s"
                    .formatted(at.toMillis() / 1000.0, target.id(), absence.toMillis() / 1000.0);
        }
    }

    static Schedule of(long seed, Duration length) {
        Random random = new Random(seed);
        List<Kill> kills = new ArrayList<>();
        long at = random.nextInt(MIN_PAUSE);
        while (at < length.toMillis()) {
            kills.add(new Kill(
                    Duration.ofMillis(at),
                    TARGETS.get(random.nextInt(TARGETS.size())),
                    Duration.ofMillis(random.nextInt(MAX_ABSENCE))));
            at += MIN_PAUSE + random.nextInt(MAX_PAUSE - MIN_PAUSE);
        }
        return new Schedule(seed, length, kills);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("seed %d, %d s".formatted(seed, length.toSeconds()));
        kills.forEach(kill -> text.append("\n  ").append(kill));
        return text.toString();
    }
}
