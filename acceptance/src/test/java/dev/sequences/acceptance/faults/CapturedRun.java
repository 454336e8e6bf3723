package dev.sequences.acceptance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Valid evidence of a real suite after {@link EverythingHappensStory}; each test corrupts one item. Recreate the
 * file with that story when an event or a view is added.
 */
final class CapturedRun {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Evidence CAPTURED = captured();

    final List<LogEvent> log = new ArrayList<>(CAPTURED.log());
    final List<TopicRecord> topics = new ArrayList<>(CAPTURED.topics());
    final Map<String, List<JsonNode>> tables = new HashMap<>();
    final List<Command> history = new ArrayList<>();

    CapturedRun() {
        CAPTURED.tables().forEach((table, rows) -> tables.put(table, new ArrayList<>(rows)));
    }

    private static Evidence captured() {
        try (InputStream file = CapturedRun.class.getResourceAsStream("/faults/captured.jsonl")) {
            return EvidenceFile.read(new InputStreamReader(Objects.requireNonNull(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the properties that are violated after the corruption. */
    static List<String> broken(Consumer<CapturedRun> damage) {
        CapturedRun run = new CapturedRun();
        damage.accept(run);
        return new Checker(run.evidence(), run.history)
                .verdicts().stream()
                        .filter(verdict -> !verdict.holds())
                        .map(Verdict::property)
                        .toList();
    }

    /** Whether a corruption of this table is found; the property of the table is checked first, which is faster. */
    static boolean isBroken(String table, Consumer<CapturedRun> damage) {
        CapturedRun run = new CapturedRun();
        damage.accept(run);
        Evidence evidence = run.evidence();
        return ViewChecks.of(table, evidence).stream().anyMatch(verdict -> !verdict.holds())
                || new Checker(evidence, run.history).verdicts().stream().anyMatch(verdict -> !verdict.holds());
    }

    /** Whether a corruption of the log or of the topics is found; the fastest properties are checked first. */
    static boolean isBroken(Consumer<CapturedRun> damage) {
        CapturedRun run = new CapturedRun();
        damage.accept(run);
        Evidence evidence = run.evidence();
        return !LogChecks.denseSequences(evidence).holds()
                || !TopicChecks.everyEventIsPublished(evidence).holds()
                || !TopicChecks.everyRecordIsExplained(evidence).holds()
                || new Checker(evidence, run.history).verdicts().stream().anyMatch(verdict -> !verdict.holds());
    }

    /** The evidence after a corruption, for a check of one property. */
    static Evidence corrupted(Consumer<CapturedRun> damage) {
        CapturedRun run = new CapturedRun();
        damage.accept(run);
        return run.evidence();
    }

    /** Another value of the same type. */
    static JsonNode other(JsonNode value) {
        if (value.isBoolean()) {
            return JsonNodeFactory.instance.booleanNode(!value.asBoolean());
        }
        if (value.isNumber()) {
            return JsonNodeFactory.instance.numberNode(value.asLong() + 1);
        }
        return JsonNodeFactory.instance.textNode("another");
    }

    Evidence evidence() {
        return new Evidence(log, topics, tables, CAPTURED.clocks());
    }

    /** The first event of this name. */
    LogEvent event(String storedName) {
        return log.stream()
                .filter(event -> event.storedName().equals(storedName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nothing captured of " + storedName));
    }

    TopicRecord record(LogEvent event) {
        return topics.stream()
                .filter(record -> record.id().equals(event.eventId()))
                .findFirst()
                .orElseThrow();
    }

    List<JsonNode> rows(String table) {
        return Objects.requireNonNull(tables.get(table), table);
    }

    /** Adds a row: JSON with single quotes. */
    void add(String table, String row) {
        try {
            rows(table).add(JSON.readTree(row.replace('\'', '"')));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces a row. */
    void alter(String table, int number, String column, JsonNode value) {
        ObjectNode altered = rows(table).get(number).deepCopy();
        altered.set(column, value);
        rows(table).set(number, altered);
    }

    /** The same event with a changed field. */
    void alter(LogEvent event, String field, String value) {
        ObjectNode payload = event.payload().deepCopy();
        payload.put(field, value);
        log.set(log.indexOf(event), copy(event, event.sequence(), event.eventId(), event.storedName(), payload));
    }

    /** The same event again, as the next of its stream. */
    static LogEvent again(LogEvent event, long sequence) {
        return copy(event, sequence, event.eventId() + "-" + sequence, event.storedName(), event.payload());
    }

    static LogEvent named(LogEvent event, String storedName) {
        return copy(event, event.sequence(), event.eventId(), storedName, event.payload());
    }

    private static LogEvent copy(LogEvent event, long sequence, String id, String name, JsonNode payload) {
        return new LogEvent(event.service(), event.aggregateId(), sequence, id, name, event.at(), payload);
    }

    long endOf(String aggregateId) {
        return log.stream()
                .filter(event -> event.aggregateId().equals(aggregateId))
                .count();
    }

    static TopicRecord copy(TopicRecord record, JsonNode data) {
        return new TopicRecord(record.topic(), record.partition(), 99_999, record.key(), record.headers(), data);
    }

    static TopicRecord copy(TopicRecord record, Map<String, String> headers) {
        return new TopicRecord(
                record.topic(), record.partition(), record.offset(), record.key(), headers, record.data());
    }
}
