package dev.sequences.enrollment.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.timers.TimerHandler;
import dev.sequences.chassis.unit.DueTimer;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.chassis.unit.Units;
import dev.sequences.enrollment.ServiceUnderTest;
import dev.sequences.testkit.infra.Await;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The suite clock moves while units of work are running. A unit that fires a timer must not see a time before its due time, or
 * the model ignores the timer as early and it is lost.
 */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "false"))
class TimersUnderMovingClockTest {

    /** A fired timer and the time of its unit of work. */
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

    private static final Recorded<String> BECAUSE = new Recorded<>(
            "the-event", "test", "owner", 0, "begun", Instant.EPOCH, new Cause("ada", "the-flow", "the-request", null));

    @Inject
    Units units;

    @Inject
    DataSource dataSource;

    @Inject
    ServiceUnderTest service;

    @Inject
    Recorder recorder;

    @AfterEach
    void resetClock() {
        service.update("update chassis.suite_clock set shift = interval '0'");
    }

    @Test
    void firesATimerInAUnitThatStartedAfterItsDueTime() throws SQLException {
        units.runAlone(unit -> {
            unit.timers().set("soon", "test-recorder", "owner", unit.now().plusSeconds(2), BECAUSE);
            unit.timers().set("in-an-hour", "test-recorder", "owner", unit.now().plus(Duration.ofHours(1)));
            return true;
        });

        try (Connection holder = dataSource.getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            // Readers see that "soon" is due; the unit of work that will fire it has started and waits here.
            statement.execute("lock table chassis.timer in exclusive mode");
            await().atMost(Await.TIMEOUT)
                    .until(
                            () -> service.rows("select 1 from pg_locks where relation = 'chassis.timer'::regclass"
                                            + " and not granted")
                                    .size(),
                            waiting -> waiting > 0);
            service.update("update chassis.suite_clock set shift = shift + interval '2 hours'");
            holder.commit();
        }

        await().atMost(Await.TIMEOUT).until(() -> recorder.fired().size() >= 2);
        assertThat(recorder.fired()).extracting(f -> f.timer().id()).containsExactly("soon", "in-an-hour");
        assertThat(recorder.fired())
                .extracting(f -> f.timer().causeBy("system:somebody"))
                .extracting(Cause::actor, Cause::correlationId, Cause::causationId)
                .containsExactly(
                        tuple("system:somebody", "the-flow", "the-event"),
                        tuple("system:somebody", "owner", "in-an-hour"));
        assertThat(recorder.fired()).allSatisfy(f -> assertThat(f.now())
                .as("the time of the unit that fired %s", f.timer())
                .isAfterOrEqualTo(f.timer().due()));
    }
}
