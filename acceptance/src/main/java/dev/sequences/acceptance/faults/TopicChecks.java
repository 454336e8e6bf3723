package dev.sequences.acceptance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sequences.acceptance.faults.StoredEvents.Stored;
import dev.sequences.contracts.Headers;
import dev.sequences.contracts.Topics;
import dev.sequences.contracts.catalogue.EventType;
import dev.sequences.contracts.catalogue.EventTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares the topics with the logs. */
final class TopicChecks {

    private static final Set<String> FROM_ANYBODY = Set.of(Topics.CRM_RECORDS, Topics.CRM_ACTIVITIES);

    private TopicChecks() {}

    /** O3, from the log's side. */
    static Verdict everyEventIsPublished(Evidence evidence) {
        Verdict verdict = new Verdict("O3 every event with a contract is on its topic, as in the log");
        Map<String, TopicRecord> published = new HashMap<>();
        evidence.topics().forEach(record -> published.putIfAbsent(record.id(), record));
        for (LogEvent event : evidence.log()) {
            verdict.compared(1);
            Stored known = StoredEvents.named(event.storedName()).orElse(null);
            TopicRecord record = published.get(event.eventId());
            if (known == null || !known.service().equals(event.service())) {
                verdict.violated("not listed in StoredEvents: %s", event);
            } else if (known.isPrivate()) {
                if (record != null) {
                    verdict.violated("internal event was published: %s as %s", event, record);
                }
            } else if (record == null) {
                verdict.violated("missing on the topic: %s", event);
            } else if (!record.type().equals(known.type())
                    || !record.key().equals(event.aggregateId())
                    || record.sequence() != event.sequence()
                    || !record.header(Headers.SUBJECT).equals(event.aggregateId())
                    || !record.header(Headers.SOURCE).equals("/sequences/" + event.service())) {
                verdict.violated("%s is on the topic as %s with %s", event, record, record.headers());
            } else {
                contradictions(event, record).forEach(field -> verdict.violated("%s and %s: %s", event, record, field));
            }
        }
        return verdict;
    }

    /** Fields that exist in both with different values. The subject precedes the other fields. */
    private static List<String> contradictions(LogEvent event, TopicRecord record) {
        List<String> contradictions = new ArrayList<>();
        JsonNode data = record.data() == null ? MissingNode.getInstance() : record.data();
        data.fields().forEachRemaining(field -> {
            JsonNode stored = Stream.of("/subject/", "/step/", "/")
                    .map(part -> event.payload().at(part + field.getKey()))
                    .filter(value -> !value.isMissingNode())
                    .findFirst()
                    .orElse(field.getValue());
            if (stored.isValueNode() && !stored.asText().equals(field.getValue().asText())) {
                contradictions.add("%s is '%s' in the log and '%s' on the topic"
                        .formatted(field.getKey(), stored.asText(), field.getValue()));
            }
        });
        return contradictions;
    }

    /** O3 for records, whose rows are the source. Records that another producer has written since are ignored. */
    static Verdict everyRecordIsSent(Evidence evidence) {
        Verdict verdict = new Verdict("O3 every record received here is on the CRM's topic in its current state");
        Map<String, TopicRecord> last = new HashMap<>();
        for (TopicRecord record : evidence.recordsOf(Topics.CRM_RECORDS)) {
            TopicRecord before = last.get(record.key());
            if (before == null || record.sequence() < 0 || record.sequence() >= before.sequence()) {
                last.put(record.key(), record);
            }
        }
        for (JsonNode row : evidence.rows("segment.record")) {
            if (!row.path("origin").asText().equals("intake")) {
                continue;
            }
            verdict.compared(1);
            String key = row.path("record_type").asText() + ":"
                    + row.path("record_id").asText();
            TopicRecord sent = last.get(key);
            boolean deleted = row.path("deleted").asBoolean(false);
            if (sent == null) {
                verdict.violated("missing on the topic: %s", key);
            } else if (deleted != (sent.data() == null)) {
                verdict.violated("deleted is %s here, but the topic has %s", deleted, sent);
            } else if (!deleted && sent.sequence() != row.path("version").asLong()) {
                verdict.violated("%s is at version %s here, but the topic has %s", key, row.path("version"), sent);
            }
        }
        return verdict;
    }

    /** O3, from the topic's side. */
    static Verdict everyRecordIsExplained(Evidence evidence) {
        Verdict verdict =
                new Verdict("O3 every message has an event in a log, its repeats are equal, and keys are in order");
        Map<String, LogEvent> log =
                evidence.log().stream().collect(Collectors.toMap(LogEvent::eventId, e -> e, (a, b) -> a));
        Map<String, TopicRecord> first = new HashMap<>();
        Map<String, Long> last = new HashMap<>();
        for (TopicRecord record : evidence.topics()) {
            if (FROM_ANYBODY.contains(record.topic()) || record.key().startsWith(Checker.GARBAGE)) {
                // Any producer may write the CRM's topics, even without an envelope.
                continue;
            }
            verdict.compared(1);
            if (!EventTypes.named(record.type()).map(EventType::topic).equals(Optional.of(record.topic()))) {
                verdict.violated("this type does not belong on this topic: %s", record);
            }
            if (!log.containsKey(record.id())) {
                verdict.violated("it is in no log: %s", record);
            }
            TopicRecord before = first.putIfAbsent(record.id(), record);
            if (before == null) {
                Long previous = last.put(record.topic() + record.key(), record.sequence());
                if (previous != null && previous >= record.sequence()) {
                    verdict.violated("out of order, after #%d of its key: %s", previous, record);
                }
            } else if (!content(before).equals(content(record)) || before.partition() != record.partition()) {
                verdict.violated(
                        "%s repeats %s with %s instead of %s", record, before, content(record), content(before));
            }
        }
        return verdict;
    }

    private static List<Object> content(TopicRecord record) {
        return List.of(
                record.key(),
                record.type(),
                record.sequence(),
                record.header(Headers.TIME),
                record.header(Headers.ACTOR),
                record.header(Headers.CORRELATION_ID),
                Objects.requireNonNullElse(record.data(), ""));
    }

    /** The events of a topic without repeats, by key and in order. */
    static Map<String, List<TopicRecord>> withoutRepeats(Evidence evidence, String topic) {
        Map<String, Map<Long, TopicRecord>> byKey = new LinkedHashMap<>();
        for (TopicRecord record : evidence.recordsOf(topic)) {
            if (record.data() != null && record.sequence() >= 0) {
                byKey.computeIfAbsent(record.key(), key -> new TreeMap<>()).putIfAbsent(record.sequence(), record);
            }
        }
        Map<String, List<TopicRecord>> events = new LinkedHashMap<>();
        byKey.forEach((key, bySequence) -> events.put(key, new ArrayList<>(bySequence.values())));
        return events;
    }
}
