package dev.sequences.segment.membership;

import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.segment.membership.MembershipRows.Row;
import dev.sequences.segment.membership.model.Evaluation;
import dev.sequences.segment.membership.model.LiveSegment;
import dev.sequences.segment.membership.model.MembershipChange;
import dev.sequences.segment.membership.model.MembershipChange.Joined;
import dev.sequences.segment.membership.model.MembershipChange.Left;
import dev.sequences.segment.membership.model.MembershipFact;
import dev.sequences.segment.membership.model.MembershipFact.RecordJoined;
import dev.sequences.segment.membership.model.MembershipFact.RecordLeft;
import dev.sequences.segment.record.RecordKey;
import dev.sequences.segment.record.RecordRows;
import dev.sequences.segment.record.StoredRecord;
import dev.sequences.segment.reference.LiveSegments;
import dev.sequences.segment.reference.Organization;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates stored records and updates their memberships, in batches: one read of the records, one of their membership rows, one write.
 * Idempotent, so a redelivered message has no effect.
 */
@ApplicationScoped
public class Members {

    /** Aggregate type of the published membership facts. */
    public static final String MEMBERSHIP = "membership";

    private final LiveSegments segments;
    private final Organization organization;

    Members(LiveSegments segments, Organization organization) {
        this.segments = segments;
        this.organization = organization;
    }

    /** Evaluates these records against all segments of their types. A key without a stored record counts as deleted. */
    public void evaluate(Unit unit, Map<RecordKey, Cause> records) throws SQLException {
        Connection connection = unit.connection();
        Map<String, Evaluation> evaluations = new HashMap<>();
        Map<RecordKey, Cause> affected = new LinkedHashMap<>();
        for (Map.Entry<RecordKey, Cause> record : records.entrySet()) {
            String recordType = record.getKey().recordType();
            Evaluation evaluation = evaluations.get(recordType);
            if (evaluation == null) {
                evaluation = new Evaluation(segments.of(connection, recordType), organization.at(unit.now()));
                evaluations.put(recordType, evaluation);
            }
            // Without segments of this type no record can join or leave one.
            if (!evaluation.byPriority().isEmpty()) {
                affected.put(record.getKey(), record.getValue());
            }
        }
        if (!affected.isEmpty()) {
            evaluate(unit, affected, evaluations);
        }
    }

    private static void evaluate(Unit unit, Map<RecordKey, Cause> records, Map<String, Evaluation> evaluations)
            throws SQLException {
        Map<RecordKey, StoredRecord> stored = RecordRows.read(unit.connection(), records.keySet());
        Map<RecordKey, Row> rows = MembershipRows.lock(unit.connection(), records.keySet());
        RelatedRecords related = RelatedRecords.of(unit.connection(), stored.values(), evaluations);
        Changes changes = new Changes(unit);
        records.forEach((key, cause) -> {
            StoredRecord record = stored.get(key);
            Row row = rows.get(key);
            Evaluation evaluation = Objects.requireNonNull(evaluations.get(key.recordType()));
            changes.add(
                    key,
                    record,
                    row,
                    evaluation.evaluate(
                            record == null ? null : related.facts(record), row == null ? null : row.segmentId()),
                    cause);
        });
        changes.write();
    }

    /** Lets matching records join this segment and changes no other membership. */
    void backfill(Unit unit, String recordType, String segmentId, List<StoredRecord> records, Cause cause)
            throws SQLException {
        Connection connection = unit.connection();
        Map<RecordKey, Row> rows = MembershipRows.lock(
                connection, records.stream().map(StoredRecord::key).toList());
        Evaluation evaluation = new Evaluation(segments.of(connection, recordType), organization.at(unit.now()));
        RelatedRecords related = RelatedRecords.of(connection, records, Map.of(recordType, evaluation));
        Changes changes = new Changes(unit);
        for (StoredRecord record : records) {
            Row row = rows.get(record.key());
            MembershipChange change = evaluation.evaluateForSegment(
                    segmentId, related.facts(record), row == null ? null : row.segmentId());
            changes.add(record.key(), record, row, change, cause);
        }
        changes.write();
    }

    /** Collects the changed rows of one batch and publishes their facts. */
    private static final class Changes {

        private final Unit unit;
        private final Map<RecordKey, Row> rows = new LinkedHashMap<>();

        Changes(Unit unit) {
            this.unit = unit;
        }

        void add(
                RecordKey key,
                @Nullable StoredRecord record,
                @Nullable Row before,
                MembershipChange change,
                Cause cause) {
            long sequence = before == null ? -1 : before.sequence();
            Left left = change.left();
            if (left != null) {
                publish(key, ++sequence, leaving(key, left), cause);
                Instant since = before == null ? unit.now() : before.joinedAt();
                rows.put(key, new Row(key, null, left.from().ruleVersion(), since, List.of(), sequence));
            }
            Joined joined = change.joined();
            if (joined != null && record != null) {
                LiveSegment to = joined.to();
                publish(key, ++sequence, joining(record, joined), cause);
                rows.put(key, new Row(key, to.id(), to.ruleVersion(), unit.now(), joined.why(), sequence));
            }
        }

        private void publish(RecordKey key, long sequence, MembershipFact fact, Cause cause) {
            unit.publish(MEMBERSHIP, key.text(), sequence, fact, cause);
        }

        private static RecordLeft leaving(RecordKey key, Left left) {
            return new RecordLeft(
                    key.recordType(),
                    key.recordId(),
                    left.from().id(),
                    left.from().sequenceId(),
                    left.reason(),
                    left.from().disconnects());
        }

        private static RecordJoined joining(StoredRecord record, Joined joined) {
            return new RecordJoined(
                    record.key().recordType(),
                    record.key().recordId(),
                    joined.to().id(),
                    joined.to().ruleVersion(),
                    joined.to().sequenceId(),
                    record.ownerType(),
                    record.ownerId(),
                    joined.why());
        }

        void write() throws SQLException {
            MembershipRows.write(unit.connection(), new ArrayList<>(rows.values()));
        }
    }
}
