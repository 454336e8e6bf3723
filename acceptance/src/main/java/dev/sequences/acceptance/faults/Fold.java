package dev.sequences.acceptance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.contracts.Headers;
import dev.sequences.contracts.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shared functions of the folds, and the small folds. Computed without code of the services. */
final class Fold {

    private Fold() {}

    /** Events of a service's aggregates of one type, each stream in order. */
    static List<LogEvent> streams(Evidence evidence, String service, String kind) {
        List<LogEvent> ordered = new ArrayList<>(evidence.logOf(service).stream()
                .filter(event -> event.storedName().startsWith(kind + "."))
                .toList());
        ordered.sort(Comparator.comparing(LogEvent::aggregateId).thenComparing(LogEvent::sequence));
        return ordered;
    }

    /** {@code ce_time} in the precision of the database. */
    static Instant time(TopicRecord record) {
        return Instant.parse(record.header(Headers.TIME)).truncatedTo(ChronoUnit.MICROS);
    }

    /** The same for a field that may be empty. */
    static String moment(TopicRecord record, String field) {
        return record.text(field).isEmpty()
                ? ""
                : record.instant(field).truncatedTo(ChronoUnit.MICROS).toString();
    }

    /** Zero if there is no start; the row itself is compared with the events. */
    static long millis(Map<String, String> fact, String from, String to) {
        String begun = fact.getOrDefault(from, "");
        String over = fact.getOrDefault(to, "");
        return begun.isEmpty() || over.isEmpty()
                ? 0
                : Math.max(
                        0,
                        Duration.between(Instant.parse(begun), Instant.parse(over))
                                .toMillis());
    }

    /** Latest records of the CRM's topic without deleted ones. A repeated older state is ignored. */
    static Rows records(Evidence evidence) {
        Rows rows = new Rows();
        Map<String, Long> last = new HashMap<>();
        for (TopicRecord record : evidence.recordsOf(Topics.CRM_RECORDS)) {
            if (record.sequence() >= 0 && record.sequence() <= last.getOrDefault(record.key(), -1L)) {
                continue;
            }
            if (record.sequence() >= 0) {
                last.put(record.key(), record.sequence());
            }
            JsonNode data = record.data();
            if (data == null || record.text("recordId").isEmpty()) {
                rows.remove(record.key());
            } else {
                Map<String, String> row = rows.row(record.key());
                row.put("owner_type", record.text("ownerType"));
                row.put("owner_id", record.text("ownerId"));
                row.put("active", record.text("active"));
                row.put("name", record.text("name"));
                row.put("fields", data.path("fields").toString());
                row.put("version", FactVersion.of(record).version());
            }
        }
        return rows;
    }

    /** Names of sequences in the work list, computed from the topic. */
    static Rows sequenceNames(Evidence evidence) {
        Rows rows = new Rows();
        TopicChecks.withoutRepeats(evidence, Topics.DEFINITIONS).forEach((id, events) -> {
            for (TopicRecord event : events) {
                switch (event.type()) {
                    case "sequences.definition.sequence-created.v1",
                            "sequences.definition.sequence-activated.v1",
                            "sequences.definition.sequence-renamed.v1" ->
                        rows.row(id).put("name", event.text("name"));
                    case "sequences.definition.sequence-deleted.v1" -> rows.remove(id);
                    default -> {
                        // Other events do not change the name.
                    }
                }
            }
        });
        return rows;
    }

    /** The version of each sequence that accepts enrollments, its owner and its latest event, computed from the topic. */
    static Rows sequenceStates(Evidence evidence) {
        Rows rows = new Rows();
        TopicChecks.withoutRepeats(evidence, Topics.DEFINITIONS).forEach((id, events) -> {
            for (TopicRecord event : events) {
                switch (event.type()) {
                    case "sequences.definition.sequence-created.v1" -> {
                        named(rows.row(id), event);
                        rows.row(id).put("live_version", "0");
                        // Only a user creates a sequence.
                        rows.row(id).put("owner_type", "user");
                        rows.row(id).put("owner", event.text("owner"));
                        rows.row(id).put("business_unit", event.text("businessUnit"));
                    }
                    case "sequences.definition.sequence-activated.v1" -> {
                        named(rows.row(id), event);
                        rows.row(id).put("live_version", event.text("version"));
                        owned(rows.row(id), event);
                    }
                    case "sequences.definition.sequence-renamed.v1" ->
                        rows.row(id).put("name", event.text("name"));
                    case "sequences.definition.sequence-reassigned.v1" -> owned(rows.row(id), event);
                    case "sequences.definition.sequence-deactivated.v1", "sequences.definition.sequence-deleted.v1" ->
                        rows.row(id).put("live_version", "0");
                    default -> {
                        // Tags and revisions do not concern enrollments.
                    }
                }
                if (rows.has(id)) {
                    rows.row(id).put("definition_version", FactVersion.of(event).version());
                }
            }
        });
        return rows;
    }

    private static void named(Map<String, String> row, TopicRecord event) {
        row.put("name", event.text("name"));
        row.put("record_type", event.text("recordType"));
    }

    /** The business unit of a sequence never changes; an event without one keeps it. */
    private static void owned(Map<String, String> row, TopicRecord event) {
        row.put("owner_type", event.text("ownerType"));
        row.put("owner", event.text("owner"));
        if (!event.text("businessUnit").isEmpty()) {
            row.put("business_unit", event.text("businessUnit"));
        }
    }
}
