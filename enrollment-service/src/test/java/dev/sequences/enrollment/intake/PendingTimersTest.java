package dev.sequences.enrollment.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.chassis.timers.TimerPump;
import dev.sequences.enrollment.ServiceUnderTest;
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
    ServiceUnderTest service;

    @Inject
    TimerPump pump;

    @AfterEach
    void forget() {
        service.update("delete from chassis.timer where kind = 'pending'");
    }

    @Test
    void aLookReadsNoneOfThePendingOnes() throws InterruptedException {
        // What others have left behind is read with or without pending timers.
        service.update("vacuum chassis.timer");
        long without = readWhileThePumpLooks();
        service.update("insert into chassis.timer (id, kind, owner, due_at)"
                + " select 'pending-' || i, 'pending', 'owner-' || i, chassis.suite_now() + interval '30 days'"
                + " from generate_series(1, " + PENDING + ") i");

        long with = readWhileThePumpLooks();

        assertThat(with - without)
                .as("entries read by some forty looks at %d pending timers, %d without them", PENDING, without)
                .isLessThan(PENDING);
    }

    /** Long enough for the statistics to be told, which takes a second at most. */
    private long readWhileThePumpLooks() throws InterruptedException {
        long before = read();
        TimeUnit.SECONDS.sleep(4);
        assertThat(pump.sinceLastTurn()).as("the pump looks").isLessThan(Duration.ofSeconds(2));
        return read() - before;
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
