package dev.sequences.chassis.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.testkit.infra.Infrastructure;
import dev.sequences.testkit.infra.PostgresServer;
import dev.sequences.testkit.infra.ServiceDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A slot that is read up to date is not far behind itself when it is read again. */
class RestartPointTest {

    @RegisterExtension
    static final ServiceDatabase database = ServiceDatabase.of("chassis_test", new String[0]);

    private final String slot =
            "restart_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private Connection connection;

    @BeforeEach
    void makeASlotAndMuchLog() throws SQLException {
        connection = database.connect();
        run("select pg_create_logical_replication_slot('" + slot + "', 'pgoutput')");
        run("create table if not exists much (word text)");
    }

    @AfterEach
    void dropTheSlot() throws SQLException {
        run("select pg_drop_replication_slot('" + slot + "')");
        connection.close();
    }

    @Test
    void continuesWithoutWaitingForTheServersSnapshot() throws Exception {
        RestartPoint point = RestartPoint.of(connection, slot);
        for (int round = 0; round < 3; round++) {
            writeMoreThanFar();
            long written = number("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')");
            assertThat(point.advance()).as("asked before it is read").isFalse();
            read();
            assertThat(point.advance()).isTrue();
            assertThat(point.advance()).as("asked again where it was").isFalse();

            awaitRestartAt(written);
            assertThat(point.advance()).as("asked while it is near").isFalse();
        }
    }

    @Test
    void defersToTheServerWithoutTheRightToCheck() throws SQLException {
        asSuperuser("revoke execute on function pg_log_standby_snapshot() from chassis_test");
        try {
            RestartPoint point = RestartPoint.of(connection, slot);
            writeMoreThanFar();
            read();

            assertThat(point.advance()).isFalse();
        } finally {
            asSuperuser("grant execute on function pg_log_standby_snapshot() to chassis_test");
        }
    }

    /** The server writes the snapshot to disk when it gets round to it, and its own one every 15 seconds only. */
    private void awaitRestartAt(long written) throws SQLException, InterruptedException {
        long patience = System.nanoTime() + Duration.ofSeconds(12).toNanos();
        while (number("select pg_wal_lsn_diff(restart_lsn, '0/0') from pg_replication_slots where slot_name = '" + slot
                        + "'")
                < written) {
            assertThat(System.nanoTime()).as("patience").isLessThan(patience);
            Thread.sleep(20);
            read();
        }
    }

    private void writeMoreThanFar() throws SQLException {
        run("insert into much select repeat(md5(n::text), 30) from generate_series(1, "
                + 2 * RestartPoint.MAX_DISTANCE_BYTES / 960 + ") n");
    }

    /** Up to now, and a second time: where to restart moves when what was read before is confirmed. */
    private void read() throws SQLException {
        for (int time = 0; time < 2; time++) {
            run("select count(*) from pg_logical_slot_get_binary_changes('" + slot
                    + "', null, null, 'proto_version', '1', 'publication_names', 'sequences_relay')");
        }
    }

    private void asSuperuser(String statement) throws SQLException {
        PostgresServer server = Infrastructure.postgres();
        try (Connection superuser = DriverManager.getConnection(
                        connection.getMetaData().getURL(), server.superuser(), server.password());
                Statement execute = superuser.createStatement()) {
            execute.execute(statement);
        }
    }

    private void run(String statement) throws SQLException {
        try (Statement execute = connection.createStatement()) {
            execute.execute(statement);
        }
    }

    private long number(String query) throws SQLException {
        try (Statement ask = connection.createStatement();
                ResultSet answer = ask.executeQuery(query)) {
            answer.next();
            return answer.getLong(1);
        }
    }
}
