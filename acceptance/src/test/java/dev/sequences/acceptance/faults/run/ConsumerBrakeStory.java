package dev.sequences.acceptance.faults.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.acceptance.RunningSuite;
import dev.sequences.acceptance.Suite;
import dev.sequences.acceptance.faults.IntakeConsumer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The fault test is only as good as its faults: a stopped consumer has no effect, and its service does everything else. */
@Order(90)
@ExtendWith(Suite.class)
class ConsumerBrakeStory {

    /** Longer than any latency of the suite at rest. */
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(5);

    private static final IntakeConsumer RECORDS = IntakeConsumer.ALL.stream()
            .filter(consumer -> consumer.group().equals("enrollment.records"))
            .findFirst()
            .orElseThrow();

    private final RunningSuite suite;

    ConsumerBrakeStory(RunningSuite suite) {
        this.suite = suite;
    }

    @Test
    void stopsOneConsumerOfAServiceUntilItIsReleased() throws InterruptedException {
        ConsumerBrake brake = new ConsumerBrake(suite.local().postgres());
        String lead = "brake-" + UUID.randomUUID();
        assertThat(brake.stop(RECORDS)).isTrue();
        try {
            assertThat(suite.segment(suite.maria())
                            .put(
                                    "/records/lead/" + lead,
                                    Map.of("name", lead, "ownerType", "user", "ownerId", "olga", "active", true))
                            .ok())
                    .isTrue();
            RunningSuite.eventually("the work list has the record", () -> knows("worklist", "record_card", lead));
            Thread.sleep(LONG_ENOUGH);
            assertThat(knows("enrollment", "record", lead)).isFalse();
            assertThat(suite.enrollment(suite.maria())
                            .get("/enrollments?limit=1")
                            .ok())
                    .isTrue();
        } finally {
            assertThat(brake.release(RECORDS)).isTrue();
        }
        RunningSuite.eventually("enrollment has the record", () -> knows("enrollment", "record", lead));
    }

    private boolean knows(String service, String table, String lead) {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://" + suite.postgres() + "/" + service, service, service);
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select exists (select from " + table
                        + " t where row_to_json(t)::text like '%" + lead + "%')")) {
            row.next();
            return row.getBoolean(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
