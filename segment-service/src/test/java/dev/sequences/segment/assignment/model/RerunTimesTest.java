package dev.sequences.segment.assignment.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 2026-03-04 is a Wednesday; clocks change on Sunday, 2026-03-29. */
class RerunTimesTest {

    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");

    private final RerunTimes times = new RerunTimes(
            LocalDate.parse("2026-03-02"),
            Set.of(DayOfWeek.WEDNESDAY, DayOfWeek.SUNDAY),
            List.of(LocalTime.parse("02:30"), LocalTime.parse("18:00")));

    @ParameterizedTest
    @CsvSource(textBlock = """
            2026-02-01T00:00:00Z, 2026-03-04T01:30:00Z
            2026-03-04T01:30:00Z, 2026-03-04T17:00:00Z
            2026-03-04T17:00:00Z, 2026-03-08T01:30:00Z
            2026-03-28T12:00:00Z, 2026-03-29T01:30:00Z
            2026-03-29T01:30:00Z, 2026-03-29T16:00:00Z
            """)
    void findsTheNextTime(Instant after, Instant next) {
        assertThat(times.next(after, VIENNA)).contains(next);
    }

    @Test
    void findsNoneWithoutDays() {
        assertThat(new RerunTimes(LocalDate.parse("2026-03-02"), Set.of(), List.of(LocalTime.NOON))
                        .next(Instant.parse("2026-03-04T00:00:00Z"), VIENNA))
                .isEmpty();
    }
}
