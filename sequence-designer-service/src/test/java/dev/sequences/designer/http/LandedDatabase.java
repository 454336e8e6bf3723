package dev.sequences.designer.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sequences.designer.support.Drawings;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.flywaydb.core.Flyway;

/**
 * The database as the first release left it: its migrations and none of the later ones, and in its tables what that release wrote. The
 * service that starts on it is one that was upgraded.
 */
public final class LandedDatabase implements QuarkusTestResourceLifecycleManager {

    static final String ID = "019cad8f-ac00-73a1-8000-5eed0000a001";
    static final String TAG = "019cad8f-ac00-73a1-8000-5eed0000a002";

    /** Before there were send windows, time zones, holiday calendars and daily caps; the wording of that release, to the byte. */
    static final String DEFINITION =
            "{\"graph\":{\"start\":\"call\",\"nodes\":[{\"key\":\"call\",\"type\":\"phone-call\",\"name\":\"First"
                    + " call\",\"next\":\"answered\"},"
                    + "{\"key\":\"answered\",\"type\":\"phone-condition\",\"results\":[\"made\",\"received\"],\"yes\":\"mail\",\"no\":null},"
                    + "{\"key\":\"mail\",\"type\":\"email\",\"name\":\"Summary\",\"templateId\":\"after-the-call\",\"next\":null}]},"
                    + "\"exitCriteria\":[{\"on\":\"reply\"}],\"skipNonWorkingDays\":false,\"assignTo\":\"record-owner\"}";

    private static final String LAST_OF_THE_RELEASE = "110";

    private final ServiceResource service = new ServiceResource();

    @Override
    public Map<String, String> start() {
        Map<String, String> configuration = new HashMap<>(service.start());
        // A second database on the same server: without a relay the two do not meet at the slot's name.
        configuration.put("sequences.relay.enabled", "false");
        String url = Objects.requireNonNull(configuration.get("sequences.database.url"));
        String user = Objects.requireNonNull(configuration.get("sequences.database.username"));
        String password = Objects.requireNonNull(configuration.get("sequences.database.password"));
        Flyway.configure()
                .dataSource(url, user, password)
                .locations("classpath:db/chassis", "classpath:db/designer")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .target(LAST_OF_THE_RELEASE)
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection(url, user, password)) {
            fill(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return configuration;
    }

    @Override
    public void stop() {
        service.stop();
    }

    private static void fill(Connection connection) throws SQLException {
        ObjectNode created = sample("sequence.created")
                .put("name", "Webcast follow-up")
                .put("copiedFrom", "template:webinar-follow-up");
        ObjectNode drawn = sample("sequence.draft-changed");
        ((ObjectNode) drawn.path("draft")).put("skipNonWorkingDays", false).put("assignTo", "record-owner");
        ObjectNode activated = sample("sequence.activated").put("version", 1).put("name", "Webcast follow-up");
        activated.set("frozen", drawn.path("draft"));
        event(connection, 0, "sequence.created", created);
        event(connection, 1, "sequence.draft-changed", drawn);
        event(connection, 2, "sequence.activated", activated);
        execute(connection, "insert into tag (id, name) values (?, 'Kept')", TAG);
        execute(
                connection,
                "insert into sequence_catalogue (id, stream_version, name, description, record_type, status,"
                        + " live_version, owner, draft, live_draft, created_at, changed_at, changed_by, tags) values (?,"
                        + " 3, 'Webcast follow-up', 'Two weeks \"of\" contact', 'lead', 'active', 1, 'helena.ortiz', ?, ?,"
                        + " '2026-03-04T09:30:00.120Z', '2026-03-04T09:30:00Z', 'helena.ortiz', array[?])",
                ID,
                DEFINITION,
                DEFINITION,
                TAG);
        execute(
                connection,
                "insert into sequence_version (sequence_id, number, name, description, change_description, definition,"
                        + " author, activated_at) values (?, 1, 'Webcast follow-up', 'Two weeks \"of\" contact', 'First',"
                        + " ?, 'helena.ortiz', '2026-03-04T09:30:00.000120Z')",
                ID,
                DEFINITION);
        execute(connection, "insert into sequence_search select * from sequence_search_of(?)", ID);
        execute(connection, "insert into chassis.claim values ('active-sequence', '1', ?)", ID);
    }

    private static void event(Connection connection, int number, String name, ObjectNode payload) throws SQLException {
        execute(
                connection,
                "insert into chassis.domain_event_entry (aggregate_identifier, sequence_number, type,"
                        + " event_identifier, time_stamp, payload_type, payload_revision, payload, meta_data)"
                        + " values (?, " + number
                        + ", 'sequence', gen_random_uuid()::text, '2026-03-04T09:30:00Z', ?, '1', convert_to(?,"
                        + " 'UTF8'), convert_to('{\"actor\":\"helena.ortiz\",\"correlationId\":\"c\"}', 'UTF8'))",
                ID,
                name,
                payload.toString());
    }

    private static ObjectNode sample(String name) {
        try (InputStream sample = LandedDatabase.class.getResourceAsStream("/history/" + name + "/v1.json")) {
            return (ObjectNode) Drawings.json(
                    new String(Objects.requireNonNull(sample, name).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void execute(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
