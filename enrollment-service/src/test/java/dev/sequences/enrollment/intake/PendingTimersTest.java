package dev.sequences.enrollment.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequences.chassis.timers.TimerPump;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is not due yet costs nothing: the pump looks ten times a second, however many timers are pending. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "false"))
class PendingTimersTest {

    private static final int PENDING = 50_000;

    @Inject
    EnrollmentUnderTest service;

    @Inject
    TimerPump pump;

    @AfterEach
    void forget() {
        service.update("delete from chassis.timer where kind = 'pending'");
    }

    @Test
    void aLookReadsNoneOfThePendingOnes() throws InterruptedException {
        service.update("insert into chassis.timer (id, kind, owner, due_at)"
                + " select 'pending-' || i, 'pending', 'owner-' || i, chassis.suite_now() + interval '30 days'"
                + " from generate_series(1, " + PENDING + ") i");
        long before = read();

        TimeUnit.SECONDS.sleep(3);

        assertThat(pump.sinceLastTurn()).as("the pump looks").isLessThan(Duration.ofSeconds(2));
        await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                        read() - before)
                .as("entries read by some fifty looks at %d pending timers", PENDING)
                .isLessThan(PENDING));
    }

    /** Rows and index entries of timers that anybody has read since the start of the database. */
    private long read() {
        return Long.parseLong(service.rows(
                        "select (select seq_tup_read from pg_stat_all_tables"
                                + " where relid = 'chassis.timer'::regclass)"
                                + " + (select sum(idx_tup_read) from pg_stat_all_indexes where relid = 'chassis.timer'::regclass)")
                .getFirst());
    }
}
