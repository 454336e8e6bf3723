package dev.sequences.language.duration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FixedDurationTest {

    @ParameterizedTest
    @CsvSource({
        "P2W,PT336H",
        "P1W2D,PT216H",
        "P1W2DT3H4M5S,PT219H4M5S",
        "P3D,PT72H",
        "P0D,PT0S",
        "PT4H,PT4H",
        "PT90M,PT1H30M",
        "PT3600S,PT1H",
        "PT3600.5S,PT1H0.5S",
        "PT0.123456789S,PT0.123456789S",
        "PT1.5H,PT1H30M",
        "P0.5D,PT12H",
        "P1.5W,PT252H",
        "p2w,PT336H",
        "pt4h,PT4H",
        "+P2W,PT336H",
        "-P2W,PT-336H",
        "P2DT-4H,PT44H",
        "P001D,PT24H"
    })
    void readsWeeksDaysAndTime(String text, Duration length) {
        assertThat(FixedDuration.parse(text)).contains(length);
    }

    @ParameterizedTest
    @CsvSource({"'PT1,5H',PT1H30M", "'PT0,25S',PT0.25S", "'P2,5D',PT60H"})
    void readsACommaAsDecimalSign(String text, Duration length) {
        assertThat(FixedDuration.parse(text)).contains(length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "P",
                "PT",
                "P1DT",
                "P2WT",
                "2W",
                "P2",
                "P1M",
                "P1Y",
                "P1Y2M3D",
                "P2D1W",
                "PT1M1H",
                "P1.5DT1H",
                "PT1.5H30M",
                "P W",
                "P1W ",
                "P-1W",
                "P99999999999999999W",
                "P999999999999999W999999999999999D.",
                "two weeks",
                "P\u0661W"
            })
    void refusesOtherTexts(String text) {
        assertThat(FixedDuration.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"P1M", "P1Y", "P1Y2M3D", "p1m", "P1MT1M", "-P2Y", "P1Y2W"})
    void recognizesMonthsAndYears(String text) {
        assertThat(FixedDuration.hasCalendarUnits(text)).isTrue();
        assertThat(FixedDuration.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1M", "P1DT1M", "P2W", "", "PM", "1M"})
    void distinguishesMinutesFromMonths(String text) {
        assertThat(FixedDuration.hasCalendarUnits(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"P3D,P3D", "P1DT12H,P1DT12H", "p3d,p3d", "P2W,PT336H", "PT1.5H,PT1H30M", "P1M,P1M"})
    void convertsToDaysAndTime(String text, String converted) {
        assertThat(FixedDuration.inDaysAndTime(text)).isEqualTo(converted);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 10_000, 1_000_000})
    void limitsTheEffort(int length) {
        assertThat(FixedDuration.parse("P" + "1".repeat(length) + "W")).isEmpty();
        assertThat(FixedDuration.hasCalendarUnits("P" + "1".repeat(length) + "M"))
                .isEqualTo(false);
    }
}
