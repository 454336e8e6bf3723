package dev.sequences.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Period;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuiteTimeTest {

    @Test
    void readsDurationsAndPeriodsWithAndWithoutAPlusSign() {
        assertThat(SuiteTime.parse("+PT1H")).isEqualTo(Duration.ofHours(1));
        assertThat(SuiteTime.parse("P3D")).isEqualTo(Duration.ofDays(3));
        assertThat(SuiteTime.parse("+P2W")).isEqualTo(Period.ofWeeks(2));
        assertThat(SuiteTime.parse("P1W2DT3H")).isEqualTo(Duration.ofHours(9 * 24 + 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-PT1H", "+P-1D", "PT0S", "+P0D"})
    void neverGoesBackNorStandsStill(String text) {
        assertThatThrownBy(() -> SuiteTime.parse(text))
                .isInstanceOf(LocalRunException.class)
                .hasMessageContaining("only goes forward")
                .hasMessageContaining(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3 days", "1h", "+tomorrow"})
    void saysWhatADurationLooksLike(String text) {
        assertThatThrownBy(() -> SuiteTime.parse(text))
                .isInstanceOf(LocalRunException.class)
                .hasMessageContaining("not an ISO-8601 duration")
                .hasMessageContaining("PT1H");
    }
}
