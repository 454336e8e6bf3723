package dev.sequences.acceptance.faults.run;

import dev.sequences.acceptance.faults.IntakeConsumer;
import dev.sequences.local.Component;
import java.time.Duration;
import java.util.Locale;

/** One fault of a schedule. Times are relative to the begin of the load. */
sealed interface Fault {

    Duration at();

    Duration duration();

    /** The component or consumer that fails; it has at most one fault at a time. */
    String target();

    /** SIGKILL; the component is started again when the fault ends. */
    record Kill(Duration at, Component component, Duration duration) implements Fault {
        @Override
        public String target() {
            return component.id();
        }

        @Override
        public String toString() {
            return Fault.line(this, "down");
        }
    }

    /** SIGSTOP, like a long pause of the machine: the component keeps its connections, and continues with its old knowledge. */
    record Freeze(Duration at, Component component, Duration duration) implements Fault {
        @Override
        public String target() {
            return component.id();
        }

        @Override
        public String toString() {
            return Fault.line(this, "frozen");
        }
    }

    /** One consumer has no effect, while the rest of its service goes on. See {@link ConsumerBrake}. */
    record Stop(Duration at, IntakeConsumer consumer, Duration duration) implements Fault {
        @Override
        public String target() {
            return consumer.group();
        }

        @Override
        public String toString() {
            return Fault.line(this, "stopped");
        }
    }

    private static String line(Fault fault, String state) {
        return String.format(
                Locale.ROOT,
                "%5.1f s %s %s for %.1f s",
                fault.at().toMillis() / 1000.0,
                fault.target(),
                state,
                fault.duration().toMillis() / 1000.0);
    }
}
