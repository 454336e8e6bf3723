package dev.sequences.chassis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sequences.chassis.answer.Problem;
import org.junit.jupiter.api.Test;

class UserTurnsTest {

    private final UserTurns turns = new UserTurns();

    @Test
    void refusesASecondRequestOfTheSameUserOnly() {
        try (Turns.Turn anna = turns.take("anna");
                Turns.Turn ben = turns.take("ben")) {
            assertThat(anna).isNotSameAs(ben);
            assertThatThrownBy(() -> turns.take("anna")).isInstanceOfSatisfying(Problem.class, problem -> {
                assertThat(problem.status()).isEqualTo(429);
                assertThat(problem.code()).isEqualTo("request-in-progress");
            });
        }
        turns.take("anna").close();
    }
}
