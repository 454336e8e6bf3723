package dev.sequences.acceptance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Evidence in a file, one JSON object per line, so that violations can be analyzed after the suite has stopped. */
public final class EvidenceFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private EvidenceFile() {}

    public static void write(Evidence evidence, Writer to) throws IOException {
        BufferedWriter file = new BufferedWriter(to);
        for (Map.Entry<String, Instant> clock : new TreeMap<>(evidence.clocks()).entrySet()) {
            line(file, "clock")
                    .put("service", clock.getKey())
                    .put("now", clock.getValue().toString())
                    .end();
        }
        for (LogEvent event : evidence.log()) {
            line(file, "event")
                    .put("service", event.service())
                    .put("aggregate", event.aggregateId())
                    .put("sequence", Long.toString(event.sequence()))
                    .put("id", event.eventId())
                    .put("name", event.storedName())
                    .put("at", event.at().toString())
                    .put("data", event.payload())
                    .end();
        }
        for (TopicRecord record : evidence.topics()) {
            JsonNode data = record.data();
            line(file, "record")
                    .put("topic", record.topic())
                    .put("partition", Integer.toString(record.partition()))
                    .put("offset", Long.toString(record.offset()))
                    .put("key", record.key())
                    .put("headers", JSON.valueToTree(record.headers()))
                    .put("data", data == null ? JsonNodeFactory.instance.nullNode() : data)
                    .end();
        }
        for (Map.Entry<String, List<JsonNode>> table : new TreeMap<>(evidence.tables()).entrySet()) {
            // Also lists tables without rows.
            line(file, "table").put("table", table.getKey()).end();
            for (JsonNode row : table.getValue()) {
                line(file, "row").put("table", table.getKey()).put("data", row).end();
            }
        }
        file.flush();
    }

    private static Line line(Writer file, String kind) {
        return new Line(file, JsonNodeFactory.instance.objectNode().put("is", kind));
    }

    private record Line(Writer file, ObjectNode fields) {

        Line put(String field, String value) {
            fields.put(field, value);
            return this;
        }

        Line put(String field, JsonNode value) {
            fields.set(field, value);
            return this;
        }

        void end() throws IOException {
            file.write(JSON.writeValueAsString(fields));
            file.write('\n');
        }
    }

    public static Evidence read(Reader from) throws IOException {
        List<LogEvent> log = new ArrayList<>();
        List<TopicRecord> topics = new ArrayList<>();
        Map<String, List<JsonNode>> tables = new HashMap<>();
        Map<String, Instant> clocks = new HashMap<>();
        BufferedReader file = new BufferedReader(from);
        for (String text = file.readLine(); text != null; text = file.readLine()) {
            JsonNode line = JSON.readTree(text);
            switch (line.path("is").asText()) {
                case "clock" ->
                    clocks.put(
                            line.path("service").asText(),
                            Instant.parse(line.path("now").asText()));
                case "event" ->
                    log.add(new LogEvent(
                            line.path("service").asText(),
                            line.path("aggregate").asText(),
                            line.path("sequence").asLong(),
                            line.path("id").asText(),
                            line.path("name").asText(),
                            Instant.parse(line.path("at").asText()),
                            line.path("data")));
                case "record" -> topics.add(record(line));
                case "table" -> tables.put(line.path("table").asText(), new ArrayList<>());
                case "row" ->
                    tables.computeIfAbsent(line.path("table").asText(), table -> new ArrayList<>())
                            .add(line.path("data"));
                default -> throw new IOException("not evidence: " + text);
            }
        }
        return new Evidence(log, topics, tables, clocks);
    }

    private static TopicRecord record(JsonNode line) {
        Map<String, String> headers = new LinkedHashMap<>();
        line.path("headers")
                .fields()
                .forEachRemaining(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        return new TopicRecord(
                line.path("topic").asText(),
                line.path("partition").asInt(),
                line.path("offset").asLong(),
                line.path("key").asText(),
                headers,
                line.path("data").isNull() ? null : line.path("data"));
    }
}
