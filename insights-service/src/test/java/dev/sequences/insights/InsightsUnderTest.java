package dev.sequences.insights;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.intake.Message;
import dev.sequences.chassis.intake.MessageHandler;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.unit.Units;
import dev.sequences.testkit.infra.TestTokens;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;

/** Gives tests access to the running service: events in, HTTP requests, rows of its database. */
@Singleton
public class InsightsUnderTest {

    private final HttpClient http = HttpClient.newHttpClient();
    private final Units units;
    private final DataSource dataSource;

    InsightsUnderTest(Units units, DataSource dataSource) {
        this.units = units;
        this.dataSource = dataSource;
    }

    /** An HTTP response. */
    public record Reply(int status, String body, HttpResponse<String> response) {

        JsonNode json() {
            try {
                return Json.MAPPER.readTree(body);
            } catch (IOException e) {
                throw new AssertionError("not JSON: " + body, e);
            }
        }
    }

    /** Passes messages to a view in one transaction, without the duplicate detection of the intake. */
    void take(MessageHandler view, List<? extends Message> messages) {
        units.runAlone(unit -> {
            view.handle(unit, List.copyOf(messages));
            return messages.size();
        });
    }

    Reply get(String path, String... roles) throws Exception {
        return send("GET", path, "anna", null, roles);
    }

    Reply send(String method, String path, String user, String body, String... roles) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(ConfigProvider.getConfig().getValue("test.url", String.class) + path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (roles.length > 0) {
            request.header("Authorization", "Bearer " + TestTokens.token(user, roles));
        }
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Reply(response.statusCode(), response.body(), response);
    }

    /** Returns rows as text, columns separated by spaces. */
    List<String> rows(String select) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(select)) {
            while (row.next()) {
                StringJoiner text = new StringJoiner(" ");
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    text.add(String.valueOf(row.getString(i)));
                }
                rows.add(text.toString());
            }
        }
        return rows;
    }

    /** Deletes all rows of the service's own tables. */
    void empty() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    truncate event_archive, projection_freshness, rebuild_run, sequence_definition, sequence_version,
                        sequence_node, enrollment_fact, step_fact, step_funnel, step_action, step_time, enrollment_funnel,
                        end_reason, enrollment_day, seller_funnel, branch_fact, branch_funnel, enrollment_error,
                        step_reassignment, record_outcome""");
        }
    }
}
