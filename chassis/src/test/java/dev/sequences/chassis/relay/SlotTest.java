package dev.sequences.chassis.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sequences.chassis.eventlog.EventLog;
import dev.sequences.chassis.eventlog.EventNames;
import dev.sequences.chassis.flow.Traces;
import dev.sequences.chassis.kafka.TestBroker;
import dev.sequences.chassis.settings.Installation;
import dev.sequences.testkit.infra.Infrastructure;
import dev.sequences.testkit.infra.PostgresServer;
import dev.sequences.testkit.infra.ServiceDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a lost slot missed goes out again, whatever happens meanwhile. */
class SlotTest {

    @RegisterExtension
    static final ServiceDatabase database = ServiceDatabase.of("chassis_test", new String[0]);

    private final String name =
            "slot_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private final Facts facts = new Facts();
    private Connection connection;
    private Slot slot;

    /** Rows that cannot be sent while the broker is away. */
    private static final class Facts implements RowPublication {

        private final List<String> seen = new ArrayList<>();
        private boolean broken;

        @Override
        public String table() {
            return "public.fact";
        }

        @Override
        public String topic() {
            return "facts";
        }

        @Override
        public String key(Map<String, Object> primaryKey) {
            return String.valueOf(primaryKey.get("id"));
        }

        @Override
        public Optional<Row> publish(Map<String, Object> row) {
            if (broken) {
                throw new IllegalStateException("the broker is away");
            }
            seen.add(key(row));
            return Optional.empty();
        }
    }

    @BeforeEach
    void makeAFact() throws SQLException {
        connection = database.connect();
        run("create table if not exists fact (id text primary key)");
        run("insert into fact values ('one')");
        RelayMapping mapping =
                new RelayMapping(new EventLog(new EventNames()), List.of(), List.of(facts), () -> "chassis");
        slot = new Slot(
                name,
                mapping,
                new Sender(Traces.off(), TestBroker.connection(), () -> "slot-test", Installation.UNNAMED));
    }

    @AfterEach
    void dropTheSlot() throws SQLException {
        run("select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = '" + name + "'");
        run("delete from chassis.relay_progress where id <> 1");
        connection.close();
    }

    @Test
    void publishesExistingEventsOnceWithANewSlot() throws SQLException {
        slot.ensure(connection);
        slot.ensure(connection);

        assertThat(facts.seen).containsExactly("one");
    }

    @Test
    void whatWasInterruptedIsPublishedThoughTheSlotIsThere() throws SQLException {
        facts.broken = true;
        assertThatThrownBy(() -> slot.ensure(connection)).hasMessageContaining("away");
        assertThat(slots()).isEqualTo(1);
        facts.broken = false;

        slot.ensure(connection);
        slot.ensure(connection);

        assertThat(facts.seen).containsExactly("one");
    }

    @Test
    void leavesTheSlotOfAnotherDatabaseAlone() throws SQLException {
        try (Connection other = another();
                Statement statement = other.createStatement()) {
            statement.execute("select pg_create_logical_replication_slot('" + name + "', 'pgoutput')");

            assertThatThrownBy(() -> slot.ensure(connection)).hasMessageContaining("sequences.installation");

            assertThat(slots()).isEqualTo(1);
            statement.execute("select pg_drop_replication_slot('" + name + "')");
        }
    }

    private static Connection another() throws SQLException {
        PostgresServer.Database database = Infrastructure.postgres().database("chassis_test");
        return DriverManager.getConnection(database.url(), database.username(), database.password());
    }

    private int slots() throws SQLException {
        try (Statement ask = connection.createStatement();
                ResultSet answer = ask.executeQuery(
                        "select count(*) from pg_replication_slots where slot_name = '" + name + "'")) {
            answer.next();
            return answer.getInt(1);
        }
    }

    private void run(String statement) throws SQLException {
        try (Statement execute = connection.createStatement()) {
            execute.execute(statement);
        }
    }
}
