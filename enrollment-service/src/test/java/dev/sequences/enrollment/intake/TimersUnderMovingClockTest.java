package dev.sequences.enrollment.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequences.chassis.timers.DueTimer;
import dev.sequences.chassis.timers.TimerHandler;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.chassis.unit.Units;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The clock of the suite moves while units of work are under way. Whoever takes a timer must not see a time before its due time,
 * or the model drops the timer as early and it is lost.
 */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "false"))
class TimersUnderMovingClockTest {

    private static final int TIMERS = 2_000;
    private static final Duration APART = Duration.ofMinutes(1);

    /** What was fired, and the time of the unit that fired it. */
    record Fired(DueTimer timer, Instant now) {}

    @ApplicationScoped
    static class Recorder implements TimerHandler {

        private final ConcurrentLinkedQueue<Fired> fired = new ConcurrentLinkedQueue<>();

        ConcurrentLinkedQueue<Fired> fired() {
            return fired;
        }

        @Override
        public String kind() {
            return "test-recorder";
        }

        @Override
        public void fire(Unit unit, List<DueTimer> due) {
            due.forEach(timer -> fired.add(new Fired(timer, unit.now())));
        }
    }

    @Inject
    Units units;

    @Inject
    EnrollmentUnderTest service;

    @Inject
    Recorder recorder;

    @AfterEach
    void putTheClockBack() {
        service.update("update chassis.suite_clock set shift = interval '0'");
    }

    @Test
    void aTimerIsTakenByAUnitThatBeganAfterItsTime() {
        Instant first = units.alone(unit -> {
            Instant begin = unit.now().plus(APART);
            for (int i = 0; i < TIMERS; i++) {
                unit.timers().set("moving-" + i, "test-recorder", "owner-" + i, begin.plus(APART.multipliedBy(i)));
            }
            return begin;
        });

        // Small steps, each making a few timers due, as fast as the database takes them.
        for (int step = 0; step < TIMERS / 4; step++) {
            service.update("update chassis.suite_clock set shift = shift + interval '4 minutes'");
        }
        service.update("update chassis.suite_clock set shift = shift + interval '10 minutes'");

        await().atMost(Duration.ofSeconds(30)).until(() -> recorder.fired().size() >= TIMERS);
        assertThat(recorder.fired()).hasSize(TIMERS);
        assertThat(recorder.fired()).extracting(f -> f.timer().id()).doesNotHaveDuplicates();
        assertThat(recorder.fired()).allSatisfy(f -> assertThat(f.now())
                .as("the time of the unit that took %s", f.timer())
                .isAfterOrEqualTo(f.timer().due()));
        assertThat(recorder.fired().peek().timer().due()).isEqualTo(first);
    }
}
