package dev.sequences.acceptance.faults.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeedsTest {

    @Test
    void readsNumbersAndRanges() {
        assertThat(Seeds.parse("41")).containsExactly(41L);
        assertThat(Seeds.parse("1..4")).containsExactly(1L, 2L, 3L, 4L);
        assertThat(Seeds.parse("7,2026,9..10")).containsExactly(7L, 2026L, 9L, 10L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "-1", "4..1", "1...3", "1..20000", "1,", "9999999999999999999"})
    void refusesAnythingElse(String text) {
        assertThatThrownBy(() -> Seeds.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
