package dev.sequences.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.intake.Message;
import dev.sequences.chassis.intake.MessageHandler;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.unit.Units;
import dev.sequences.enrollment.intake.definitions.DefinitionIntake;
import dev.sequences.enrollment.intake.records.RecordIntake;
import dev.sequences.testkit.spec.EverythingTwice;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** The running service: its topics, its HTTP API and its database. */
@ApplicationScoped
public class ServiceUnderTest {

    private final DataSource dataSource;
    private final Units units;
    private final DefinitionIntake definitions;
    private final RecordIntake records;
    private final HttpClient client = HttpClient.newHttpClient();

    ServiceUnderTest(DataSource dataSource, Units units, DefinitionIntake definitions, RecordIntake records) {
        this.dataSource = dataSource;
        this.units = units;
        this.definitions = definitions;
        this.records = records;
    }

    /** @param text the unparsed body */
    public record Reply(int status, String text) {

        public JsonNode body() {
            return Json.read(text, JsonNode.class);
        }

        public String text(String field) {
            return body().path(field).asText();
        }

        /** Ids of a page or of bulk results. */
        public List<String> ids() {
            List<String> ids = new ArrayList<>();
            body().path("items").forEach(item -> ids.add(item.path("id").asText()));
            return ids;
        }
    }

    public void deliver(MessageHandler intake, Message... messages) {
        units.runAlone(unit -> {
            intake.handle(unit, List.of(messages));
            return true;
        });
    }

    /** Delivers the message twice without comparing tables, for a message that starts background work. */
    public void deliverTwice(MessageHandler intake, Message message) {
        deliver(intake, message);
        deliver(intake, message);
    }

    /** Delivers messages twice and checks that these tables do not change the second time. */
    public EverythingTwice twice(String... tables) {
        return EverythingTwice.on(units, dataSource).comparing(tables);
    }

    /** @see Messages#activated */
    public void activate(String sequence, String start, String settings, String... nodes) {
        deliver(definitions, Messages.activated(sequence, start, settings, nodes));
    }

    /** Stores a record owned by Anna. */
    public void record(String type, String id, long number, Map<String, Object> fields) {
        deliver(records, Messages.record(type, id, number, fields));
    }

    public void record(
            String type, String id, long number, String ownerType, String ownerId, Map<String, Object> fields) {
        deliver(records, Messages.record(type, id, number, ownerType, ownerId, fields));
    }

    /** Enrolls a lead over HTTP and returns the enrollment's id. */
    public String enrolled(String token, String sequence, String record) {
        Reply reply =
                post(token, "/enrollments", Map.of("sequenceId", sequence, "recordType", "lead", "recordId", record));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.text("id");
    }

    public Reply get(String token, String path) {
        return send(request(token, path).GET().build());
    }

    public Reply post(String token, String path, @Nullable Object body) {
        return send(request(token, path)
                .POST(body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(Json.bytes(body)))
                .build());
    }

    /** Posts a body that is JSON already. */
    public Reply postText(String token, String path, String json) {
        return send(request(token, path).POST(BodyPublishers.ofString(json)).build());
    }

    private static HttpRequest.Builder request(String token, String path) {
        return HttpRequest.newBuilder(URI.create(ConfigProvider.getConfig().getValue("test.url", String.class) + path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token);
    }

    private Reply send(HttpRequest request) {
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            return new Reply(answer.statusCode(), answer.body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns all rows, columns joined by a space. */
    public List<String> rows(String sql, Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            List<String> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    List<String> columns = new ArrayList<>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        columns.add(result.getString(i));
                    }
                    rows.add(String.join(" ", columns));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public int update(String sql) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public String enrollment(String lead, String sequence) {
        return rows("select enrollment_id from enrollment where record_id = ? and sequence_id = ?", lead, sequence)
                .getFirst();
    }

    /** Returns the short names of an enrollment's stored events, in order. */
    public List<String> events(String enrollment) {
        return rows(
                "select substr(payload_type, 12) from chassis.domain_event_entry where aggregate_identifier = ?"
                        + " order by sequence_number",
                enrollment);
    }
}
