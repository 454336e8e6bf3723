package dev.sequences.testkit.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sequences.chassis.decider.Decider;
import dev.sequences.chassis.decider.Decision;
import dev.sequences.chassis.decider.Refusal;
import org.junit.jupiter.api.Test;

class DeciderSpecTest {

    private final DeciderSpec<Turn, Boolean, Turned> lamp = DeciderSpec.of(new Lamp());

    @Test
    void passesWhenTheModelBehavesAsSpecified() {
        lamp.givenNothing().when(new Turn(true)).then(new Turned(true)).thenState(lit -> assertThat(lit)
                .isTrue());
        lamp.given(new Turned(true)).when(new Turn(true)).thenNothing();
        lamp.given(new Turned(true), new Turned(false)).when(new Turn(false)).thenRefused("lamp-is-off");
    }

    @Test
    void showsTheWholeHistoryOnAnUnexpectedEvent() {
        assertThatThrownBy(() -> lamp.givenNothing().when(new Turn(true)).then(new Turned(false)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll(
                        "given\n    (nothing)",
                        "when\n    Turn[on=true]",
                        "expected these events\n    Turned[on=false]",
                        "but it was accepted with\n    Turned[on=true]");
    }

    @Test
    void showsTheRefusalWhereEventsWereExpected() {
        assertThatThrownBy(() -> lamp.givenNothing().when(new Turn(false)).then(new Turned(false)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("but it was refused with\n    lamp-is-off: The lamp is off. Turn it on first.");
    }

    @Test
    void failsWhenAnExpectedRefusalIsMissing() {
        assertThatThrownBy(() -> lamp.givenNothing().when(new Turn(true)).thenRefused("lamp-is-off"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("expected a refusal\n    lamp-is-off");
    }

    private record Turn(boolean on) {}

    private record Turned(boolean on) {}

    private static final class Lamp implements Decider<Turn, Boolean, Turned> {

        @Override
        public Boolean initial() {
            return false;
        }

        @Override
        public Decision<Turned> decide(Boolean lit, Turn command) {
            if (!lit && !command.on()) {
                return Decision.refuse(Refusal.conflict("lamp-is-off", "The lamp is off.", "Turn it on first."));
            }
            return lit == command.on() ? Decision.accept() : Decision.accept(new Turned(command.on()));
        }

        @Override
        public Boolean evolve(Boolean lit, Turned event) {
            return event.on();
        }
    }
}
