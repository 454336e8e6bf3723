package dev.sequences.acceptance.faults.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.acceptance.faults.IntakeConsumer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final Duration LENGTH = Duration.ofSeconds(180);
    private static final Duration OUTAGE = Duration.ofSeconds(30);

    @Test
    void isTheSameForTheSameSeed() {
        assertThat(Schedule.of(7, LENGTH, OUTAGE)).isEqualTo(Schedule.of(7, LENGTH, OUTAGE));
        assertThat(Schedule.of(7, LENGTH, OUTAGE).faults())
                .isNotEqualTo(Schedule.of(8, LENGTH, OUTAGE).faults());
    }

    @Test
    void killsTheSameComponentsWithAndWithoutOutages() {
        assertThat(Schedule.of(41, LENGTH, OUTAGE).faults())
                .containsAll(Schedule.of(41, LENGTH, Duration.ZERO).faults());
    }

    @Test
    void startsWithTheSameKillsRegardlessOfTheLength() {
        List<Fault> shorter =
                Schedule.of(41, Duration.ofSeconds(45), Duration.ZERO).faults();
        assertThat(Schedule.of(41, LENGTH, Duration.ZERO).faults()).startsWith(shorter.toArray(Fault[]::new));
    }

    @Test
    void keepsOutagesBelowTheirMaximumAndApart() {
        List<Fault> kills = Schedule.of(2026, LENGTH, Duration.ZERO).faults();
        List<Fault> outages = Schedule.of(2026, LENGTH, OUTAGE).faults().stream()
                .filter(fault -> !kills.contains(fault))
                .toList();
        assertThat(outages).hasSizeGreaterThan(3).allSatisfy(fault -> assertThat(fault.duration())
                .isBetween(OUTAGE.dividedBy(3), OUTAGE));
        for (int i = 1; i < outages.size(); i++) {
            Fault before = outages.get(i - 1);
            assertThat(outages.get(i).at()).isGreaterThan(before.at().plus(before.duration()));
        }
    }

    @Test
    void reachesEveryKindOfFaultWithinSomeSeeds() {
        Set<Class<?>> kinds = LongStream.range(1, 20)
                .mapToObj(seed -> Schedule.of(seed, LENGTH, OUTAGE))
                .flatMap(schedule -> schedule.faults().stream())
                .<Class<?>>map(Object::getClass)
                .collect(Collectors.toSet());
        assertThat(kinds).containsExactlyInAnyOrder(Fault.Kill.class, Fault.Freeze.class, Fault.Stop.class);
    }

    @Test
    void stopsEachConsumerOnceAndOneAtATime() {
        Schedule schedule = Schedule.ofConsumersInTurn(7, OUTAGE);
        List<Fault> stops = schedule.faults();
        assertThat(stops)
                .extracting(Fault::target)
                .containsExactlyInAnyOrderElementsOf(
                        IntakeConsumer.ALL.stream().map(IntakeConsumer::group).toList());
        for (int i = 1; i < stops.size(); i++) {
            Fault before = stops.get(i - 1);
            assertThat(stops.get(i).at()).isGreaterThan(before.at().plus(before.duration()));
        }
        assertThat(schedule.length()).isGreaterThan(stops.getLast().at().plus(OUTAGE));
        assertThat(Schedule.ofConsumersInTurn(8, OUTAGE).faults()).isNotEqualTo(stops);
    }
}
