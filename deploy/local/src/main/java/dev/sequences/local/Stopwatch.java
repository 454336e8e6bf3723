package dev.sequences.local;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** One line per step of a start or stop, with the time since it began. Lines of parallel steps do not mix. */
final class Stopwatch {

    private final long began = System.nanoTime();
    private final Consumer<String> lines;

    Stopwatch(Consumer<String> lines) {
        this.lines = lines;
    }

    void ready(Component component, OptionalLong pid) {
        say(component, "ready", pid.isPresent() ? "pid " + pid.getAsLong() : "");
    }

    void stopped(Component component) {
        say(component, "stopped", "");
    }

    private synchronized void say(Component component, String what, String detail) {
        var seconds = (System.nanoTime() - began) / 1e9;
        lines.accept("  %-11s %-8s %6.1f s  %s"
                .formatted(component.id(), what, seconds, detail)
                .stripTrailing());
    }

    static String seconds(long sinceNanos) {
        return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - sinceNanos) / 1e9);
    }
}
