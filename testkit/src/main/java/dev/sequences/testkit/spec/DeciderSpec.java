package dev.sequences.testkit.spec;

import dev.sequences.chassis.decider.Decider;
import dev.sequences.chassis.decider.Decision;
import dev.sequences.chassis.decider.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Specifies a model by its events: given past events, when a command is decided, then these events follow.
 *
 * <pre>{@code
 * spec.given(opened).when(new Skip("no interest", BEN, NOON)).then(new Skipped("no interest", BEN, NOON));
 * spec.given(opened, completed).when(new Skip(...)).thenRefused("work-item-closed");
 * }</pre>
 */
public final class DeciderSpec<C, S, E> {

    private final Decider<C, S, E> decider;

    private DeciderSpec(Decider<C, S, E> decider) {
        this.decider = decider;
    }

    public static <C, S, E> DeciderSpec<C, S, E> of(Decider<C, S, E> decider) {
        return new DeciderSpec<>(decider);
    }

    @SafeVarargs
    public final Given given(E... history) {
        return new Given(List.of(history));
    }

    public Given given(List<? extends E> history) {
        return new Given(List.copyOf(history));
    }

    public Given givenNothing() {
        return new Given(List.of());
    }

    /** Sets the past events. */
    public final class Given {

        private final List<E> history;

        private Given(List<E> history) {
            this.history = history;
        }

        public Then when(C command) {
            S state = fold(decider.initial(), history);
            return new Then(history, command, state, decider.decide(state, command));
        }

        /** Returns the state after the past events. */
        public S state() {
            return fold(decider.initial(), history);
        }
    }

    /** The decision of the model. */
    public final class Then {

        private final List<E> history;
        private final C command;
        private final S before;
        private final Decision<E> decision;

        private Then(List<E> history, C command, S before, Decision<E> decision) {
            this.history = history;
            this.command = command;
            this.before = before;
            this.decision = decision;
        }

        /** Expects exactly these events, in this order. */
        @SafeVarargs
        public final Then then(E... expected) {
            return then(Arrays.asList(expected));
        }

        public Then then(List<? extends E> expected) {
            if (!events().equals(expected)) {
                throw failure("these events", expected);
            }
            return this;
        }

        /** Expects acceptance without an event, as for a repeated command. */
        public Then thenNothing() {
            if (!events().isEmpty()) {
                throw failure("no events, because the command has no effect", List.of());
            }
            return this;
        }

        /** Expects a refusal with exactly these codes, in this order. */
        public Then thenRefused(String... codes) {
            List<String> refused =
                    switch (decision) {
                        case Decision.Accepted<E> accepted -> List.of();
                        case Decision.Refused<E> r ->
                            r.refusals().stream().map(Refusal::code).toList();
                    };
            if (!refused.equals(List.of(codes))) {
                throw failure("a refusal", List.of(codes));
            }
            return this;
        }

        /** Returns the state after the events, for assertions that events alone do not permit. */
        public Then thenState(Consumer<? super S> check) {
            check.accept(fold(before, events()));
            return this;
        }

        public List<E> events() {
            return switch (decision) {
                case Decision.Accepted<E> accepted -> accepted.events();
                case Decision.Refused<E> refused -> throw failure("to be accepted", List.of());
            };
        }

        public List<Refusal> refusals() {
            return switch (decision) {
                case Decision.Accepted<E> accepted -> throw failure("a refusal", List.of());
                case Decision.Refused<E> refused -> refused.refusals();
            };
        }

        private AssertionError failure(String expectation, List<?> expected) {
            StringBuilder text = new StringBuilder();
            section(text, "given", history);
            section(text, "when", List.of(command));
            section(text, "expected " + expectation, expected);
            switch (decision) {
                case Decision.Accepted<E> accepted -> section(text, "but it was accepted with", accepted.events());
                case Decision.Refused<E> refused ->
                    section(
                            text,
                            "but it was refused with",
                            refused.refusals().stream()
                                    .map(r -> r.code() + ": " + r.message() + " " + r.remedy())
                                    .toList());
            }
            return new AssertionError(text.toString());
        }

        private static void section(StringBuilder text, String title, List<?> lines) {
            text.append('\n').append(title);
            List<Object> shown = new ArrayList<>(lines);
            if (shown.isEmpty()) {
                shown.add("(nothing)");
            }
            shown.forEach(line -> text.append("\n    ").append(line));
        }
    }

    private S fold(S state, List<E> events) {
        S folded = state;
        for (E event : events) {
            folded = decider.evolve(folded, event);
        }
        return folded;
    }
}
