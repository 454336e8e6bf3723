package dev.sequences.segment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.security.Roles;
import dev.sequences.contracts.Topics;
import dev.sequences.segment.recordimport.model.FileBytes;
import dev.sequences.testkit.infra.Await;
import dev.sequences.testkit.infra.TestTokens;
import dev.sequences.testkit.infra.TopicRecords;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.ConfigProvider;

/** The running service: its HTTP API and its database. */
@ApplicationScoped
public class ServiceUnderTest {

    /** An HTTP response. */
    public record Reply(int status, JsonNode json, HttpResponse<String> response) {

        public String code() {
            return json.path("code").asText();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private final DataSource dataSource;
    private boolean topicsRead;

    ServiceUnderTest(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    public Reply send(String method, String path, Object body, String... headers) {
        byte[] json = body == null ? null : json(body);
        return send(method, path, "maria", Roles.SALES_MANAGER, "application/json", json, headers);
    }

    /** Keeps null values, unlike the mapper for stored JSON. */
    private static byte[] json(Object body) {
        try {
            return Json.HTTP.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public Reply as(String user, String role, String method, String path, Object body) {
        return send(method, path, user, role, "application/json", body == null ? null : json(body));
    }

    /** Sends this JSON text unchanged. */
    public Reply sendText(String method, String path, String json, String... headers) {
        return send(
                method,
                path,
                "maria",
                Roles.SALES_MANAGER,
                "application/json",
                json.getBytes(StandardCharsets.UTF_8),
                headers);
    }

    /** As {@link #as}, with headers. */
    public Reply sendAs(String user, String role, String method, String path, Object body, String... headers) {
        return send(method, path, user, role, "application/json", json(body), headers);
    }

    public Reply upload(String path, String type, byte[] file, String... headers) {
        return send("POST", path, "maria", Roles.SALES_MANAGER, type, file, headers);
    }

    /** Appends a part to an upload. */
    public Reply part(String path, byte[] part, long offset, String... headers) {
        String[] all = Stream.concat(Stream.of("Upload-Offset", Long.toString(offset)), Stream.of(headers))
                .toArray(String[]::new);
        return send("PATCH", path, "maria", Roles.SALES_MANAGER, "application/offset+octet-stream", part, all);
    }

    private Reply send(
            String method, String path, String user, String role, String type, byte[] body, String... headers) {
        int port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (body != null) {
            request.header("Content-Type", type);
        }
        if (user != null) {
            request.header("Authorization", "Bearer " + TestTokens.token(user, role));
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            JsonNode json = response.body().isEmpty() ? Json.MAPPER.nullNode() : Json.MAPPER.readTree(response.body());
            return new Reply(response.statusCode(), json, response);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits until the job has ended and returns it. */
    public JsonNode ended(String jobId) {
        for (int i = 0; i < 2_400; i++) {
            JsonNode job = send("GET", "/jobs/" + jobId, null).json();
            if (!job.path("status").asText().equals("running")) {
                return job;
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        throw new AssertionError("job " + jobId + " did not end in time");
    }

    /** All rows, columns joined by a blank. */
    public List<String> rows(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    columns.add(String.valueOf(result.getString(i)));
                }
                rows.add(String.join(" ", columns));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void update(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public long count(String sql) {
        return Long.parseLong(rows(sql).getFirst());
    }

    /** Stored name and position of the membership facts of a record, oldest first. */
    public List<String> factsOf(String key) {
        return rows(
                "select payload_type, sequence_number from chassis.domain_event_entry where aggregate_identifier = '"
                        + key + "' order by sequence_number");
    }

    /** Stores a file like an upload does. */
    public void spool(String id, byte[] file) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement begin =
                        connection.prepareStatement("insert into import_file values (?, 'job', chassis.suite_now())");
                PreparedStatement insert = connection.prepareStatement("insert into import_chunk values (?, ?, ?)")) {
            begin.setString(1, id);
            begin.executeUpdate();
            for (int number = 0; number * FileBytes.CHUNK < file.length; number++) {
                int from = number * FileBytes.CHUNK;
                insert.setString(1, id);
                insert.setInt(2, number);
                insert.setBytes(3, Arrays.copyOfRange(file, from, Math.min(file.length, from + FileBytes.CHUNK)));
                insert.executeUpdate();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Truncates all tables except those that a migration fills, once the records that earlier tests sent are processed. */
    public void empty() {
        awaitRecordsOfEarlierTests();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("truncate upload, upload_part");
            statement.execute(
                    "truncate record, record_type, field_update, open_enrollment, record_change, import_file, import_chunk, import_seen, segment, segment_epoch, membership, seller,"
                            + " team, holiday_calendar, assignment_rule, seller_load, seller_load_change,"
                            + " assignment_rule_turn, record_assignment, assignment, assignment_run, rerun_schedule,"
                            + " chassis.domain_event_entry, chassis.job, chassis.consumer_position, chassis.idempotency_key");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitRecordsOfEarlierTests() {
        if (topicsRead) {
            return;
        }
        try {
            Map<Integer, Long> ends = TopicRecords.ends(Topics.CRM_RECORDS);
            Await.until("earlier records are processed", () -> {
                Map<Integer, Long> next = new HashMap<>();
                try (Connection connection = dataSource.getConnection()) {
                    Rows.of(connection, "select partition, next_offset from chassis.consumer_offset where topic = ?")
                            .with(Topics.CRM_RECORDS)
                            .forEach(row -> next.put(row.intValue("partition"), row.longValue("next_offset")));
                }
                return ends.entrySet().stream().allMatch(end -> next.getOrDefault(end.getKey(), 0L) >= end.getValue());
            });
            topicsRead = true;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Creates a segment and returns its id. */
    public String segment(String name, Map<String, Object> conditions, Map<String, Object> more) {
        Map<String, Object> request = new HashMap<>(more);
        request.put("name", name);
        request.putIfAbsent("recordType", "lead");
        request.put("conditions", conditions);
        Reply created = send("POST", "/segments", request);
        if (created.status() != 201) {
            throw new AssertionError(created.response().body());
        }
        return created.json().path("id").asText();
    }

    /** Activates a segment; with backfill, waits for the end of its job. */
    public JsonNode activate(String id, boolean backfill) {
        Reply activated = send("POST", "/segments/" + id + "/activate", Map.of("backfill", backfill));
        if (activated.status() != 200) {
            throw new AssertionError(activated.response().body());
        }
        return backfill ? ended(activated.json().path("backfillJob").asText()) : activated.json();
    }
}
