package dev.sequences.acceptance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sequences.contracts.Headers;
import dev.sequences.contracts.Topics;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks every copy of the CRM's records, in the intake and in the services that use them, against the topic. */
final class RecordChecks {

    /** Times of a row are taken within the transaction that the message is from, or after it. */
    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    private RecordChecks() {}

    static Verdict copiesAreTheLatestState(Evidence evidence) {
        Verdict verdict = new Verdict("O4 every copy of the CRM's records is the latest state on the topic");
        copy(verdict, evidence, "segment.record", "owner_type", "owner_id", "active", "name", "fields");
        copy(
                verdict,
                evidence,
                "worklist.record_card",
                "owner_type",
                "owner_id",
                "active",
                "name",
                "fields",
                "version");
        copy(verdict, evidence, "enrollment.record", "owner_type", "owner_id", "active", "version");
        return verdict;
    }

    private static void copy(Verdict verdict, Evidence evidence, String table, String... columns) {
        Rows expected = Fold.records(evidence);
        expected.asMap().values().forEach(row -> row.keySet().retainAll(Set.of(columns)));
        Map<String, JsonNode> actual = ViewChecks.index(evidence, table, List.of("record_type:record_id"));
        ViewChecks.noKeyTwice(verdict, evidence, table, actual);
        actual.values().removeIf(row -> row.path("deleted").asBoolean(false));
        expected.asMap().forEach((id, row) -> {
            verdict.compared(1);
            JsonNode shown = actual.get(id);
            if (shown == null) {
                verdict.violated("%s lacks %s", table, id);
            } else {
                row.forEach(
                        (column, value) -> ViewChecks.compareColumn(verdict, table + " " + id, column, value, shown));
            }
        });
        actual.keySet().stream()
                .filter(id -> !expected.has(id))
                .forEach(id -> verdict.violated("%s has %s, which is not on the topic", table, id));
    }

    /**
     * What a row has in addition to the state: the version of the message it was written from, and its times. A write that changes nothing
     * keeps both, so they belong to any message with the same state.
     */
    static Verdict rowsNameTheMessageTheyAreFrom(Evidence evidence) {
        Verdict verdict = new Verdict("O4 every copy of a record has the version and the times of its messages");
        Map<String, List<TopicRecord>> messages = new HashMap<>();
        for (TopicRecord record : evidence.recordsOf(Topics.CRM_RECORDS)) {
            messages.computeIfAbsent(record.key(), key -> new ArrayList<>()).add(record);
        }
        Set<String> versions = new HashSet<>();
        for (JsonNode row : evidence.rows("segment.record")) {
            verdict.compared(1);
            List<TopicRecord> all = messages.getOrDefault(key(row), List.of());
            if (!versions.add(row.path("version").asText())) {
                verdict.violated("%s has the version of another record: %s", key(row), row.path("version"));
            }
            String name = searched(row.path("name").asText(""));
            if (!row.path("search_name").asText().equals(name)) {
                verdict.violated("%s is found as %s, not as '%s'", key(row), row.path("search_name"), name);
            }
            checkTopicVersion(verdict, row, all);
            checkTimes(verdict, row, all, evidence.clocks().get("segment"));
        }
        for (JsonNode row : evidence.rows("enrollment.record")) {
            List<TopicRecord> same = withStateOfLast(messages.getOrDefault(key(row), List.of()), "closedAs");
            if (!same.isEmpty()) {
                verdict.compared(1);
                isSince(
                        verdict,
                        row,
                        "changed_at",
                        same.getFirst(),
                        evidence.clocks().get("enrollment"));
            }
        }
        return verdict;
    }

    private static String key(JsonNode row) {
        return row.path("record_type").asText() + ":" + row.path("record_id").asText();
    }

    /** A row that was written here may still have the version of a message before that. */
    private static void checkTopicVersion(Verdict verdict, JsonNode row, List<TopicRecord> all) {
        boolean isFromTopic = isFromTopic(row);
        JsonNode version = row.path("topic_version");
        if (version.isNull()) {
            if (isFromTopic && !row.path("deleted").asBoolean(false)) {
                verdict.violated("%s was written from the topic, but has no version of it", key(row));
            }
            return;
        }
        boolean isKnown = (isFromTopic ? withStateOfLast(all) : all)
                .stream().anyMatch(message -> FactVersion.of(message).version().equals(version.asText()));
        if (!isKnown) {
            verdict.violated("%s is not from the message %s", key(row), version);
        }
    }

    private static boolean isFromTopic(JsonNode row) {
        return row.path("origin").asText().equals("topic");
    }

    private static void checkTimes(Verdict verdict, JsonNode row, List<TopicRecord> all, @Nullable Instant now) {
        if (all.isEmpty()) {
            return;
        }
        isSince(verdict, row, "created_at", all.getFirst(), now);
        if (isFromTopic(row)) {
            isSince(verdict, row, "changed_at", withStateOfLast(all).getFirst(), now);
            return;
        }
        String changed = row.path("changed_at").asText();
        boolean isSent = all.stream()
                .filter(message -> message.sequence() == row.path("version").asLong())
                .anyMatch(message ->
                        ViewChecks.isSameMoment(changed, Fold.time(message).toString()));
        if (!isSent) {
            verdict.violated("%s: changed_at is %s, unlike in its message", key(row), changed);
        }
    }

    /** The messages with the state of the last one; an older one that was repeated is not the last. */
    private static List<TopicRecord> withStateOfLast(List<TopicRecord> all, String... unknownFields) {
        List<TopicRecord> same = new ArrayList<>();
        TopicRecord last = null;
        long highest = -1;
        for (TopicRecord message : all) {
            if (message.sequence() < 0 || message.sequence() > highest) {
                last = message;
                highest = Math.max(highest, message.sequence());
            }
        }
        for (TopicRecord message : all) {
            if (last != null && Objects.equals(state(message, unknownFields), state(last, unknownFields))) {
                same.add(message);
            }
        }
        return same;
    }

    private static @Nullable JsonNode state(TopicRecord message, String... unknownFields) {
        return message.data() instanceof ObjectNode data ? data.deepCopy().without(List.of(unknownFields)) : null;
    }

    /** Other producers may have another clock. */
    private static void isSince(
            Verdict verdict, JsonNode row, String column, TopicRecord message, @Nullable Instant now) {
        String text = row.path(column).asText();
        try {
            Instant shown = OffsetDateTime.parse(text).toInstant();
            boolean isOwn = message.header(Headers.SOURCE).startsWith("/sequences/");
            if (isOwn && shown.isBefore(Fold.time(message).minus(TOLERANCE))) {
                verdict.violated("%s: %s is %s, before its message %s", key(row), column, text, message);
            }
            if (now != null && shown.isAfter(now.plus(TOLERANCE))) {
                verdict.violated("%s: %s is %s, in the future", key(row), column, text);
            }
        } catch (DateTimeException e) {
            verdict.violated("%s: %s is no time: '%s'", key(row), column, text);
        }
    }

    /** The form in which names are searched: composed, without case. */
    private static String searched(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
}
