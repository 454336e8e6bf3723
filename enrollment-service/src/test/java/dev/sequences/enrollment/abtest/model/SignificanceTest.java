package dev.sequences.enrollment.abtest.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignificanceTest {

    /** Values of z calculated by hand with the textbook formula. */
    @ParameterizedTest
    @CsvSource({
        "100, 30, 100, 20, 1.63299, none",
        "200, 60, 200, 40, 2.30940, a",
        "412, 101, 398, 137, -3.09466, b",
        "99, 90, 100, 5, 12.13123, none",
        "100, 0, 100, 0, 0, none",
        "100, 100, 100, 100, 0, none",
        "0, 0, 500, 100, 0, none",
        "1000, 100, 150, 30, -3.60681, b",
    })
    void returnsTheWinnerOfASignificantDifference(
            long sentA, long engagedA, long sentB, long engagedB, double z, String winner) {
        Tally a = new Tally(sentA, engagedA);
        Tally b = new Tally(sentB, engagedB);
        assertThat(Significance.z(a, b)).isCloseTo(z, within(1e-4));
        assertThat(Significance.z(b, a)).isCloseTo(-Significance.z(a, b), within(1e-9));
        assertThat(Significance.winner(a, b, 100).orElse("none")).isEqualTo(winner);
    }
}
