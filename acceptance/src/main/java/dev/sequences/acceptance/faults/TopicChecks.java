package dev.sequences.acceptance.faults;

import dev.sequences.contracts.EventType;
import dev.sequences.contracts.EventTypes;
import dev.sequences.contracts.Headers;
import dev.sequences.contracts.Topics;
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

/** What the topics owe to the logs, and to whoever reads only topics. */
final class TopicChecks {

    /** Stored events that stay inside their service. Every other one has a contract event. */
    private static final Set<String> PRIVATE = Set.of(
            "sequence.draft-changed",
            "work-item.handed-over",
            "work-item.rescheduled",
            "segment.segment-created",
            "segment.segment-changed");

    private TopicChecks() {}

    /** O3, from the log's side. */
    static Verdict everyEventIsPublished(Evidence evidence) {
        Verdict verdict = new Verdict("O3 every event with a contract is on its topic, as the log has it");
        Map<String, TopicRecord> published = new HashMap<>();
        evidence.topics().forEach(record -> published.putIfAbsent(record.id(), record));
        for (LogEvent event : evidence.log()) {
            if (PRIVATE.contains(event.storedName())) {
                continue;
            }
            verdict.compared(1);
            TopicRecord record = published.get(event.eventId());
            if (record == null) {
                verdict.violated("missing on the topic: %s", event);
            } else if (!record.key().equals(event.aggregateId())
                    || record.sequence() != event.sequence()
                    || !record.header(Headers.SUBJECT).equals(event.aggregateId())
                    || !record.header(Headers.SOURCE).equals("/sequences/" + event.service())) {
                verdict.violated("%s is on the topic as %s with %s", event, record, record.headers());
            }
        }
        return verdict;
    }

    /** O3, from the topic's side. */
    static Verdict everyRecordIsExplained(Evidence evidence) {
        Verdict verdict =
                new Verdict("O3 every record has an event behind it, its repeats say the same, keys keep order");
        Map<String, LogEvent> log =
                evidence.log().stream().collect(Collectors.toMap(LogEvent::eventId, e -> e, (a, b) -> a));
        Map<String, TopicRecord> first = new HashMap<>();
        Map<String, Long> last = new HashMap<>();
        for (TopicRecord record : evidence.topics()) {
            if (record.topic().equals(Topics.CRM_RECORDS) || record.key().startsWith(Checker.GARBAGE)) {
                // The CRM's own topic takes records from anybody, also without an envelope.
                continue;
            }
            verdict.compared(1);
            if (!EventTypes.named(record.type()).map(EventType::topic).equals(Optional.of(record.topic()))) {
                verdict.violated("this type does not belong here: %s", record);
            }
            if (!log.containsKey(record.id())) {
                verdict.violated("nobody's log has it: %s", record);
            }
            TopicRecord before = first.putIfAbsent(record.id(), record);
            if (before == null) {
                Long previous = last.put(record.topic() + record.key(), record.sequence());
                if (previous != null && previous >= record.sequence()) {
                    verdict.violated("comes after #%d of its key: %s", previous, record);
                }
            } else if (!content(before).equals(content(record)) || before.partition() != record.partition()) {
                verdict.violated(
                        "%s repeats %s and says %s instead of %s", record, before, content(record), content(before));
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

    /** The events of a topic as a consumer that drops repeats sees them, by key and in order. */
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
