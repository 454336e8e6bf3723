package dev.sequences.chassis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sequences.chassis.answer.Problem;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final Turns turns = new Turns(2, Duration.ofMillis(50));

    @Test
    void tellsWhoWaitedTooLongToComeAgain() {
        try (Turns.Turn first = turns.take();
                Turns.Turn second = turns.take()) {
            assertThat(first).isNotSameAs(second);
            assertThatThrownBy(turns::take).isInstanceOfSatisfying(Problem.class, problem -> {
                assertThat(problem.status()).isEqualTo(503);
                assertThat(problem.code()).isEqualTo("too-many-at-once");
            });
        }
    }

    @Test
    void aTurnThatIsGivenBackIsTakenAgain() {
        for (int request = 0; request < 5; request++) {
            turns.take().close();
        }
        try (Turns.Turn last = turns.take()) {
            assertThat(last).isNotNull();
        }
    }
}
