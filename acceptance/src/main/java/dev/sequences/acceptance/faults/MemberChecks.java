package dev.sequences.acceptance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.contracts.Headers;
import dev.sequences.contracts.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks what became of each member of a segment: it is enrolled once, or refused for a reason that is true for the record that
 * enrollment knew, or it waits for its sequence. Anything else is lost.
 */
final class MemberChecks {

    private static final String ENROLLED = "sequences.enrollment.record-enrolled.v1";
    private static final String ENDED = "sequences.enrollment.enrollment-ended.v1";
    private static final String JOINED = "sequences.segment.record-joined-segment.v1";
    private static final String LEFT = "sequences.segment.record-left-segment.v1";
    private static final String DELETED = "sequences.definition.sequence-deleted.v1";

    private final Evidence evidence;
    private final Verdict verdict = new Verdict("O1 every member is enrolled once, or not for a true reason");
    private final Map<String, List<Enrollment>> enrollments;
    private final Map<String, List<TopicRecord>> segments;
    private final Map<String, JsonNode> refused;
    private final Set<String> early;
    private final Rows states;
    private final Rows records;
    private final Map<String, Map<String, TopicRecord>> recordVersions = new HashMap<>();

    /**
     * An enrollment of one record in one sequence. Times are those of the recording, which all services read from one clock.
     *
     * @param cause the message that caused it; empty for a command
     */
    private record Enrollment(
            String id, String cause, @Nullable Instant ended) {}

    private MemberChecks(Evidence evidence) {
        this.evidence = evidence;
        this.enrollments = enrollments(evidence);
        this.segments = TopicChecks.withoutRepeats(evidence, Topics.SEGMENTS);
        this.refused = evidence.rows("enrollment.refused_member").stream()
                .collect(Collectors.toMap(row -> row.path("event_id").asText(), row -> row));
        this.early = evidence.rows("enrollment.early_member").stream()
                .map(row -> row.path("event_id").asText())
                .collect(Collectors.toSet());
        this.states = Fold.sequenceStates(evidence);
        this.records = Fold.records(evidence);
        for (TopicRecord record : evidence.recordsOf(Topics.CRM_RECORDS)) {
            recordVersions
                    .computeIfAbsent(record.key(), key -> new HashMap<>())
                    .putIfAbsent(FactVersion.of(record).version(), record);
        }
    }

    static Verdict membersAreEnrolled(Evidence evidence) {
        return new MemberChecks(evidence).verdict();
    }

    /** Rule 4.3. */
    static Verdict noRecordIsEnrolledTwice(Evidence evidence) {
        Verdict verdict = new Verdict("O1 no record has two open enrollments in one sequence");
        enrollments(evidence).forEach((place, all) -> {
            verdict.compared(all.size());
            List<String> open = all.stream()
                    .filter(one -> one.ended() == null)
                    .map(Enrollment::id)
                    .toList();
            if (open.size() > 1) {
                verdict.violated("%s are open for %s", open, place);
            }
        });
        return verdict;
    }

    private static String place(TopicRecord event) {
        return event.text("sequenceId") + " " + event.text("recordType") + ":" + event.text("recordId");
    }

    private static Map<String, List<Enrollment>> enrollments(Evidence evidence) {
        Map<String, List<Enrollment>> enrollments = new HashMap<>();
        TopicChecks.withoutRepeats(evidence, Topics.ENROLLMENTS).forEach((id, events) -> {
            TopicRecord first = events.getFirst();
            // A/B tests share the topic.
            if (first.is(ENROLLED)) {
                // A failed advance is recorded after the end.
                Instant ended = events.stream()
                        .filter(event -> event.is(ENDED))
                        .findFirst()
                        .map(MemberChecks::recorded)
                        .orElse(null);
                enrollments
                        .computeIfAbsent(place(first), place -> new ArrayList<>())
                        .add(new Enrollment(id, first.header(Headers.CAUSATION_ID), ended));
            }
        });
        return enrollments;
    }

    private static Instant recorded(TopicRecord event) {
        return Instant.parse(event.header(Headers.RECORDED_TIME));
    }

    private Verdict verdict() {
        segments.values().forEach(events -> {
            for (TopicRecord event : events) {
                if (event.is(JOINED) && !event.text("sequenceId").isEmpty()) {
                    verdict.compared(1);
                    check(event);
                }
            }
        });
        return verdict;
    }

    private void check(TopicRecord joined) {
        List<Enrollment> there = enrollments.getOrDefault(place(joined), List.of());
        long caused =
                there.stream().filter(one -> one.cause().equals(joined.id())).count();
        JsonNode row = refused.get(joined.id());
        if (caused > 1) {
            verdict.violated("enrolled %d times: %s", caused, joined);
        } else if (row != null) {
            checkRefused(joined, row, there, caused == 1);
        } else if (caused == 0
                && !wasEnrolledAlready(joined, there)
                && !waitsForItsSequence(joined)
                && !hasLeftSince(joined)
                && !isDeleted(joined)) {
            verdict.violated("never enrolled: %s", joined);
        }
    }

    /** An enrollment with another cause was open at the time, or began later. */
    private static boolean wasEnrolledAlready(TopicRecord joined, List<Enrollment> there) {
        return there.stream()
                .anyMatch(one -> one.ended() == null || !one.ended().isBefore(recorded(joined)));
    }

    private boolean waitsForItsSequence(TopicRecord joined) {
        boolean waits = early.contains(joined.id());
        if (waits && isLive(joined.text("sequenceId"))) {
            verdict.violated("still waits for its sequence, which is active: %s", joined);
        }
        return waits;
    }

    private boolean isLive(String sequenceId) {
        return states.has(sequenceId) && !"0".equals(states.row(sequenceId).getOrDefault("live_version", "0"));
    }

    private boolean hasLeftSince(TopicRecord joined) {
        return segments.getOrDefault(joined.key(), List.of()).stream()
                .anyMatch(event -> event.is(LEFT)
                        && event.sequence() > joined.sequence()
                        && event.text("segmentId").equals(joined.text("segmentId")));
    }

    /** Members that wait for a sequence are deleted with it. */
    private boolean isDeleted(TopicRecord joined) {
        return evidence.recordsOf(Topics.DEFINITIONS).stream()
                .anyMatch(event -> event.is(DELETED) && event.key().equals(joined.text("sequenceId")));
    }

    private void checkRefused(TopicRecord joined, JsonNode row, List<Enrollment> there, boolean caused) {
        String code = row.path("code").asText();
        if (code.equals("record-type-mismatch")) {
            if (caused || !isOfAnotherType(joined)) {
                verdict.violated("refused for its type, which fits, or enrolled all the same: %s, %s", joined, row);
            }
            return;
        }
        if (!code.equals("record-closed") && !code.equals("record-deleted")) {
            verdict.violated("refused for an unexpected reason: %s, %s", joined, row);
            return;
        }
        checkKnowledge(joined, row);
        switch (row.path("outcome").asText()) {
            case "reopened" -> {
                if (!caused
                        && !wasEnrolledAlready(joined, there)
                        && !waitsForItsSequence(joined)
                        && !hasLeftSince(joined)
                        && !isDeleted(joined)) {
                    verdict.violated("reopened, but never enrolled: %s, %s", joined, row);
                }
            }
            case "left" -> {
                if (!hasLeftSince(joined)) {
                    verdict.violated("still a member, but no longer waits for the record: %s, %s", joined, row);
                }
            }
            default -> {
                if (isActive(joined.key())) {
                    verdict.violated("refused as closed, but the record is open: %s, %s", joined, row);
                }
            }
        }
    }

    private boolean isOfAnotherType(TopicRecord joined) {
        String sequence = joined.text("sequenceId");
        return states.has(sequence)
                && !joined.text("recordType").equals(states.row(sequence).get("record_type"));
    }

    private boolean isActive(String key) {
        return records.has(key) && "true".equals(records.row(key).get("active"));
    }

    /** The refusal must be based on a closed record, and on one that is not older than the one that made it a member. */
    private void checkKnowledge(TopicRecord joined, JsonNode row) {
        if (row.path("record_version").isNull()) {
            // There was no record. Its tombstone has no version, so only the present state can contradict.
            return;
        }
        FactVersion known = new FactVersion(
                Topics.CRM_RECORDS, joined.key(), row.path("record_version").asText());
        for (FactVersion basis : FactVersion.inHeader(joined, Headers.BASIS)) {
            if (basis.isSameFact(known) && known.compare(basis).orElse(0) < 0) {
                verdict.violated("refused by %s, although it joined by %s: %s", known, basis, joined);
            }
        }
        TopicRecord state = recordVersions.getOrDefault(joined.key(), Map.of()).get(known.version());
        if (state == null || state.data() != null && state.text("active").equals("true")) {
            verdict.violated(
                    "refused as closed by %s, which is %s: %s",
                    known, state == null ? "not on the topic" : state, joined);
        }
    }
}
