package dev.sequences.enrollment.enrollment.model.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.language.calendar.Holidays;
import dev.sequences.language.calendar.Hours;
import dev.sequences.language.calendar.OpeningHours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Days of one zone, hours of another. 2026-03-04 is a Wednesday. */
class OpenDaysTest {

    private static final List<ZoneId> ZONES = List.of(
            ZoneOffset.UTC,
            ZoneId.of("Asia/Tokyo"),
            ZoneId.of("America/Los_Angeles"),
            ZoneId.of("Pacific/Auckland"),
            ZoneId.of("Asia/Kolkata"),
            ZoneId.of("Europe/Vienna"),
            ZoneId.of("Pacific/Kiritimati"));

    private static OpeningHours workdays(String zone, String from, String to) {
        return OpeningHours.onDays(
                ZoneId.of(zone),
                EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                new Hours(LocalTime.parse(from), LocalTime.parse(to)),
                Holidays.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        // The day begins at nine in Tokyo, and eight o'clock on Monday there is a Sunday here.
        "Asia/Tokyo, 08:00, 17:00, 2026-03-05, 2026-03-05T00:00:00Z, 2026-03-05",
        "Asia/Tokyo, 08:00, 17:00, 2026-03-07, 2026-03-08T23:00:00Z, 2026-03-08",
        // Monday evening in Los Angeles is a Tuesday here.
        "America/Los_Angeles, 18:00, 22:00, 2026-03-04, 2026-03-04T02:00:00Z, 2026-03-04",
        "America/Los_Angeles, 18:00, 22:00, 2026-03-08, 2026-03-10T01:00:00Z, 2026-03-10",
        "UTC, 08:00, 17:00, 2026-03-07, 2026-03-09T08:00:00Z, 2026-03-09",
    })
    void findsTheOpenDayAndItsFirstMoment(
            String zone, String from, String to, LocalDate day, Instant opens, LocalDate open) {
        OpenDays days = new OpenDays(ZoneOffset.UTC, workdays(zone, from, to));
        assertThat(days.openingOn(day)).isEqualTo(opens);
        assertThat(days.next(day)).isEqualTo(open);
        assertThat(days.after(day.minusDays(1))).isEqualTo(open);
    }

    @Test
    void returnsEqualTextsForEqualRulesOnly() {
        OpeningHours tokyo = workdays("Asia/Tokyo", "08:00", "17:00");
        assertThat(new OpenDays(ZoneOffset.UTC, tokyo).canonicalText())
                .isEqualTo(new OpenDays(ZoneOffset.UTC, workdays("Asia/Tokyo", "08:00", "17:00")).canonicalText());
        Holidays oneDay = new Holidays(Set.of(LocalDate.parse("2026-03-09")), Set.of());
        Holidays everyYear = new Holidays(Set.of(), Set.of(MonthDay.parse("--03-09")));
        Set<String> different = new HashSet<>();
        different.add(new OpenDays(ZoneOffset.UTC, tokyo).canonicalText());
        different.add(OpenDays.of(tokyo).canonicalText());
        different.add(new OpenDays(ZoneOffset.UTC, workdays("Asia/Tokyo", "08:00", "16:00")).canonicalText());
        different.add(
                new OpenDays(ZoneOffset.UTC, new OpeningHours(tokyo.zone(), tokyo.week(), oneDay)).canonicalText());
        different.add(
                new OpenDays(ZoneOffset.UTC, new OpeningHours(tokyo.zone(), tokyo.week(), everyYear)).canonicalText());
        assertThat(different).hasSize(5);

        Map<DayOfWeek, List<Hours>> week = new HashMap<>(tokyo.week());
        Hours morning = new Hours(LocalTime.of(6, 0), LocalTime.of(7, 0));
        Hours evening = new Hours(LocalTime.of(20, 0), LocalTime.of(21, 0));
        week.put(DayOfWeek.SATURDAY, List.of(morning, evening));
        String one =
                OpenDays.of(new OpeningHours(tokyo.zone(), week, Holidays.NONE)).canonicalText();
        week.put(DayOfWeek.SATURDAY, List.of(evening, morning));
        assertThat(OpenDays.of(new OpeningHours(tokyo.zone(), week, Holidays.NONE))
                        .canonicalText())
                .isEqualTo(one);
    }

    /** Compares every quarter of an hour, over weeks in which clocks change. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void isOpenOnADayWithAnOpenMoment(long seed) {
        Random random = new Random(seed);
        OpenDays days = new OpenDays(ZONES.get(random.nextInt(ZONES.size())), openings(random));
        LocalDate day = LocalDate.parse("2026-03-01");
        for (int i = 0; i < 30; i++, day = day.plusDays(1)) {
            Instant end = day.plusDays(1).atStartOfDay(days.zone()).toInstant();
            Instant first = null;
            for (Instant at = day.atStartOfDay(days.zone()).toInstant();
                    first == null && at.isBefore(end);
                    at = at.plus(Duration.ofMinutes(15))) {
                first = days.openings().isOpen(at) ? at : null;
            }
            if (first == null) {
                assertThat(days.next(day)).as("%s is closed by %s", day, days).isAfter(day);
            } else {
                assertThat(days.next(day)).isEqualTo(day);
                assertThat(days.openingOn(day)).isEqualTo(first);
            }
        }
    }

    private static OpeningHours openings(Random random) {
        Map<DayOfWeek, List<Hours>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            if (random.nextInt(3) > 0) {
                List<Hours> hours = new ArrayList<>();
                for (int i = 0; i <= random.nextInt(2); i++) {
                    hours.add(new Hours(quarter(random), quarter(random)));
                }
                week.put(day, hours);
            }
        }
        Set<LocalDate> closed = new HashSet<>();
        for (int i = 0; i < 8; i++) {
            closed.add(LocalDate.parse("2026-03-01").plusDays(random.nextInt(40)));
        }
        return new OpeningHours(ZONES.get(random.nextInt(ZONES.size())), week, new Holidays(closed, Set.of()));
    }

    private static LocalTime quarter(Random random) {
        return LocalTime.of(random.nextInt(24), 15 * random.nextInt(4));
    }
}
