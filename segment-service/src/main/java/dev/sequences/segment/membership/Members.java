package dev.sequences.segment.membership;

import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.segment.membership.MembershipRows.Row;
import dev.sequences.segment.record.RecordKey;
import dev.sequences.segment.record.RecordRows;
import dev.sequences.segment.record.StoredRecord;
import dev.sequences.segment.reference.LiveSegments;
import dev.sequences.segment.reference.Organization;
import dev.sequences.segment.segment.model.membership.Evaluation;
import dev.sequences.segment.segment.model.membership.LiveSegment;
import dev.sequences.segment.segment.model.membership.MembershipChange;
import dev.sequences.segment.segment.model.membership.MembershipChange.Joined;
import dev.sequences.segment.segment.model.membership.MembershipChange.Left;
import dev.sequences.segment.segment.model.membership.MembershipFact;
import dev.sequences.segment.segment.model.membership.MembershipFact.RecordJoined;
import dev.sequences.segment.segment.model.membership.MembershipFact.RecordLeft;
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
 * Evaluates records as they stand in the table and keeps who is a member, in batches: one read of the records, one of their
 * rows, one write. Doing it again changes nothing, so it does not matter how often a message comes.
 */
@ApplicationScoped
public class Members {

    /** Aggregate type of the facts. */
    public static final String MEMBERSHIP = "membership";

    private final LiveSegments segments;
    private final Organization organization;

    Members(LiveSegments segments, Organization organization) {
        this.segments = segments;
        this.organization = organization;
    }

    /** Evaluates these records by all segments of their types. A record that is not there was deleted. */
    public void evaluate(Unit unit, Map<RecordKey, Cause> records) throws SQLException {
        Connection connection = unit.connection();
        Map<String, Evaluation> evaluations = new HashMap<>();
        Map<RecordKey, Cause> concerned = new LinkedHashMap<>();
        for (Map.Entry<RecordKey, Cause> record : records.entrySet()) {
            String recordType = record.getKey().recordType();
            Evaluation evaluation = evaluations.get(recordType);
            if (evaluation == null) {
                evaluation = new Evaluation(segments.of(connection, recordType), organization.at(unit.now()));
                evaluations.put(recordType, evaluation);
            }
            // Without a segment nobody joins, and nobody is in one that could be left.
            if (!evaluation.byPriority().isEmpty()) {
                concerned.put(record.getKey(), record.getValue());
            }
        }
        if (!concerned.isEmpty()) {
            evaluate(unit, concerned, evaluations);
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
                    evaluation.of(record == null ? null : related.facts(record), row == null ? null : row.segmentId()),
                    cause);
        });
        changes.write();
    }

    /** Lets those of the records join that belong to this segment, and changes nothing else. */
    void fill(Unit unit, String recordType, String segmentId, List<StoredRecord> records, Cause cause)
            throws SQLException {
        Connection connection = unit.connection();
        Map<RecordKey, Row> rows = MembershipRows.lock(
                connection, records.stream().map(StoredRecord::key).toList());
        Evaluation evaluation = new Evaluation(segments.of(connection, recordType), organization.at(unit.now()));
        RelatedRecords related = RelatedRecords.of(connection, records, Map.of(recordType, evaluation));
        Changes changes = new Changes(unit);
        for (StoredRecord record : records) {
            Row row = rows.get(record.key());
            MembershipChange change =
                    evaluation.into(segmentId, related.facts(record), row == null ? null : row.segmentId());
            changes.add(record.key(), record, row, change, cause);
        }
        changes.write();
    }

    /** Rows and facts of one batch. */
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
