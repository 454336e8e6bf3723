package dev.sequences.worklist.support;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.intake.Message;
import dev.sequences.chassis.intake.MessageHandler;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.unit.Units;
import dev.sequences.testkit.infra.TestTokens;
import dev.sequences.worklist.intake.enrollment.EnrollmentIntake;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;

/** Gives tests access to the running service: messages in, HTTP requests, queries of its database. */
@ApplicationScoped
public class WorklistUnderTest {

    private final Units units;
    private final EnrollmentIntake enrollments;
    private final DataSource dataSource;
    private final HttpClient client = HttpClient.newHttpClient();

    WorklistUnderTest(Units units, EnrollmentIntake enrollments, DataSource dataSource) {
        this.units = units;
        this.enrollments = enrollments;
        this.dataSource = dataSource;
    }

    public record Reply(int status, String etag, JsonNode body) {

        public String code() {
            return body.path("code").asText();
        }

        public List<String> ids() {
            List<String> ids = new ArrayList<>();
            body.path("items").forEach(item -> ids.add(item.path("id").asText()));
            return ids;
        }
    }

    /** Delivers all messages in one batch, twice, as after a crash between the transaction and the commit of the offset. */
    public void deliverTwice(Message... messages) {
        deliverTwice(enrollments, messages);
    }

    /** Delivers all messages twice, then each idempotent one again on its own, as a duplicate may arrive much later. */
    public void deliverTwice(MessageHandler handler, Message... messages) {
        deliver(handler, List.of(messages));
        deliver(handler, List.of(messages));
        Stream.of(messages).filter(handler::isIdempotent).forEach(message -> deliver(handler, List.of(message)));
    }

    private void deliver(MessageHandler handler, List<Message> messages) {
        units.runAlone(unit -> {
            handler.handle(unit, messages);
            return true;
        });
    }

    public Reply get(String token, String path) {
        return send(request(token, path).GET());
    }

    public Reply post(String token, String path, String body, String... headers) {
        HttpRequest.Builder request = request(token, path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(
                body == null
                        ? request.POST(BodyPublishers.noBody())
                        : request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private static HttpRequest.Builder request(String token, String path) {
        String base = ConfigProvider.getConfig().getValue("test.url", String.class);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private Reply send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            JsonNode body =
                    response.body().isEmpty() ? Json.MAPPER.missingNode() : Json.MAPPER.readTree(response.body());
            return new Reply(
                    response.statusCode(), response.headers().firstValue("ETag").orElse(null), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String seller(String user) {
        return TestTokens.token(user, "salesperson");
    }

    /** Returns the only column of the first row, as text; null if there is no row. Permits statements with a returning clause. */
    public String sql(String query, Object... parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("with q(value) as (" + query + ") select value from q")) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? result.getString("value") : null;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the names of an item's stored events, in order. */
    public String eventsOf(String item) {
        return sql(
                "select string_agg(payload_type, ' ' order by sequence_number) from chassis.domain_event_entry"
                        + " where aggregate_identifier = ?",
                item);
    }
}
