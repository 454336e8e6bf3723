package dev.sequences.acceptance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sequences.contracts.Headers;
import dev.sequences.contracts.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Evidence about one lead, one segment and the sequence that it feeds, written by hand, one message per second. */
final class HandMadeRun {

    static final String LEAD = "lead:1";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant BEGIN = Instant.parse("2026-03-02T09:00:00Z");

    private final List<TopicRecord> topics = new ArrayList<>();
    private final Map<String, List<JsonNode>> tables = new HashMap<>(
            Map.of("enrollment.refused_member", new ArrayList<>(), "enrollment.early_member", new ArrayList<>()));
    private final Map<String, Integer> positions = new HashMap<>();

    Evidence evidence() {
        return new Evidence(List.of(), topics, tables, Map.of());
    }

    HandMadeRun activated() {
        return message(
                Topics.DEFINITIONS,
                "s",
                "sequences.definition.sequence-activated.v1",
                "{'name':'S','recordType':'lead','version':1}");
    }

    HandMadeRun deactivated() {
        return message(Topics.DEFINITIONS, "s", "sequences.definition.sequence-deactivated.v1", "{}");
    }

    HandMadeRun deleted() {
        return message(Topics.DEFINITIONS, "s", "sequences.definition.sequence-deleted.v1", "{}");
    }

    /** A new version of the lead; the first one has version 0. */
    HandMadeRun lead(boolean active) {
        return message(
                Topics.CRM_RECORDS,
                LEAD,
                "crm.record-changed.v1",
                "{'recordType':'lead','recordId':'1','active':" + active + "}");
    }

    /** @param recordVersion version of the lead that made it a member */
    HandMadeRun joined(String id, int recordVersion) {
        return message(
                Topics.SEGMENTS,
                LEAD,
                "sequences.segment.record-joined-segment.v1",
                "{'segmentId':'g','sequenceId':'s','recordType':'lead','recordId':'1'}",
                Headers.ID,
                id,
                Headers.BASIS,
                basis(recordVersion));
    }

    HandMadeRun left() {
        return message(
                Topics.SEGMENTS,
                LEAD,
                "sequences.segment.record-left-segment.v1",
                "{'segmentId':'g','sequenceId':'s','recordType':'lead','recordId':'1'}");
    }

    HandMadeRun enrolled(String enrollment, String cause, int recordVersion) {
        return enrolled(enrollment, cause, recordVersion, recordVersion);
    }

    /** @param stated version of the record in the data of the event */
    HandMadeRun enrolled(String enrollment, String cause, int recordVersion, int stated) {
        return message(
                Topics.ENROLLMENTS,
                enrollment,
                "sequences.enrollment.record-enrolled.v1",
                "{'sequenceId':'s','recordType':'lead','recordId':'1','recordVersion':'/sequences/segment#" + stated
                        + "'}",
                Headers.CAUSATION_ID,
                cause,
                Headers.BASIS,
                basis(recordVersion));
    }

    HandMadeRun ended(String enrollment) {
        return message(Topics.ENROLLMENTS, enrollment, "sequences.enrollment.enrollment-ended.v1", "{}");
    }

    /** The event was decided without a fact that its cause is based on. */
    HandMadeRun decidedWithout(String enrollment, int recordVersion) {
        return message(
                Topics.ENROLLMENTS,
                enrollment,
                "sequences.enrollment.step-opened.v1",
                "{}",
                Headers.DECIDED_WITHOUT,
                basis(recordVersion));
    }

    HandMadeRun waitsForTheSequence(String joined) {
        return row("enrollment.early_member", "{'event_id':'" + joined + "','sequence_id':'s'}");
    }

    HandMadeRun refused(String joined, int recordVersion, String outcome) {
        return refused(joined, "record-closed", "'/sequences/segment#" + recordVersion + "'", outcome);
    }

    HandMadeRun refused(String joined, String code, String recordVersion, String outcome) {
        return row(
                "enrollment.refused_member",
                "{'event_id':'%s','sequence_id':'s','record_key':'lead:1','code':'%s','record_version':%s,'outcome':%s}"
                        .formatted(joined, code, recordVersion, outcome));
    }

    private static String basis(int recordVersion) {
        return "[{\"topic\":\"crm.records\",\"key\":\"lead:1\",\"version\":\"/sequences/segment#%d\"}]"
                .formatted(recordVersion);
    }

    private HandMadeRun row(String table, String row) {
        tables.getOrDefault(table, List.of()).add(json(row));
        return this;
    }

    private HandMadeRun message(String topic, String key, String type, String data, String... headers) {
        int position = positions.merge(topic + key, 1, Integer::sum) - 1;
        String time = BEGIN.plusSeconds(topics.size()).toString();
        Map<String, String> all = new HashMap<>(Map.of(
                Headers.ID,
                topic + key + position,
                Headers.TYPE,
                type,
                Headers.SOURCE,
                "/sequences/segment",
                Headers.SEQUENCE,
                Headers.sequence(position),
                Headers.TIME,
                time,
                Headers.RECORDED_TIME,
                time));
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        topics.add(new TopicRecord(topic, 0, topics.size(), key, all, json(data)));
        return this;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
