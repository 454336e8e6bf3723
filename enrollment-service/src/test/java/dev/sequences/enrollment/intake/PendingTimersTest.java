package dev.sequences.enrollment.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequences.enrollment.ServiceUnderTest;
import dev.sequences.testkit.infra.Await;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pending timers cost nothing until they are due, although the pump polls ten times a second. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "false"))
class PendingTimersTest {

    private static final int PENDING = 50_000;
    private static final int POLLS = 30;

    @Inject
    ServiceUnderTest service;

    @AfterEach
    void reset() {
        service.update("delete from chassis.timer where kind = 'pending'");
    }

    @Test
    void readsNoPendingTimersWhilePolling() {
        // Rows of other tests are read with or without pending timers.
        service.update("vacuum chassis.timer");
        long without = readByPolls();
        service.update("insert into chassis.timer (id, kind, owner, due_at)"
                + " select 'pending-' || i, 'pending', 'owner-' || i, chassis.suite_now() + interval '30 days'"
                + " from generate_series(1, " + PENDING + ") i");

        // A poll during the insert skipped uncommitted rows, and its statistics arrive up to ten seconds later.
        long with = readByPolls();
        for (int again = 0; again < 5 && with - without >= PENDING; again++) {
            with = readByPolls();
        }

        assertThat(with - without)
                .as("entries read by some %d polls of %d pending timers, %d without them", POLLS, PENDING, without)
                .isLessThan(PENDING);
    }

    /** Counts polls instead of seconds: the server reports statistics with a delay, and a machine may stall. */
    private long readByPolls() {
        long before = read();
        long polls = polls();
        await().atMost(Await.TIMEOUT).until(() -> polls() >= polls + POLLS);
        return read() - before;
    }

    private long polls() {
        return Long.parseLong(service.rows(
                        "select seq_scan + idx_scan from pg_stat_all_tables where relid = 'chassis.timer'::regclass")
                .getFirst());
    }

    /** Rows and index entries of timers read since the database started. */
    private long read() {
        return Long.parseLong(service.rows(
                        "select (select seq_tup_read from pg_stat_all_tables where relid = 'chassis.timer'::regclass)"
                                + " + (select sum(idx_tup_read) from pg_stat_all_indexes where relid ="
                                + " 'chassis.timer'::regclass)")
                .getFirst());
    }
}
