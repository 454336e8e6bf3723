package dev.sequences.segment.membership;

import dev.sequences.chassis.rows.Row;
import dev.sequences.language.condition.Condition;
import dev.sequences.segment.membership.model.Evaluation;
import dev.sequences.segment.membership.model.Facts;
import dev.sequences.segment.membership.model.MembershipChange;
import dev.sequences.segment.record.RecordRows;
import dev.sequences.segment.record.StoredRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Result of simulating a segment on the current records.
 *
 * @param count number of matching records, whatever their state and current membership
 * @param sample the first 20 matches with their reasons
 * @param changes the effect of an activation with backfill
 * @param complete false if there are more than 200 000 records; the remaining ones were not evaluated
 */
public record Simulation(long count, List<Match> sample, Changes changes, boolean complete) {

    private static final int MAX_SAMPLE = 20;
    private static final int MAX_RECORDS = 200_000;
    private static final int BATCH = 1_000;

    public record Match(String recordId, @Nullable String name, List<String> reasons) {}

    /** @param stay matching records that would not change: closed, already members, or kept by another segment */
    public record Changes(long join, long move, long stay) {}

    /**
     * @param segmentId the simulated segment; {@code evaluation} contains it as active
     */
    public static Simulation run(
            Connection connection, String recordType, String segmentId, Condition conditions, Evaluation evaluation)
            throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement read = connection.prepareStatement("select " + RecordRows.COLUMNS
                + ", m.segment_id from record r left join membership m using (record_type, record_id)"
                + " where r.record_type = ? and not r.deleted order by r.record_id limit " + (MAX_RECORDS + 1))) {
            read.setFetchSize(BATCH);
            read.setString(1, recordType);
            Count count = new Count(segmentId, conditions, evaluation);
            try (ResultSet result = read.executeQuery()) {
                return count.all(connection, result);
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** A record and the segment that it is a member of. */
    private record Candidate(StoredRecord record, @Nullable String memberOf) {}

    private static final class Count {

        private final String segmentId;
        private final Condition conditions;
        private final Evaluation evaluation;
        private final List<Match> sample = new ArrayList<>();
        private long matches;
        private long joins;
        private long moves;

        Count(String segmentId, Condition conditions, Evaluation evaluation) {
            this.segmentId = segmentId;
            this.conditions = conditions;
            this.evaluation = evaluation;
        }

        Simulation all(Connection connection, ResultSet result) throws SQLException {
            long seen = 0;
            boolean complete = true;
            List<Candidate> batch = new ArrayList<>(BATCH);
            Row row = new Row(result);
            while (complete && result.next()) {
                complete = ++seen <= MAX_RECORDS;
                if (complete) {
                    batch.add(new Candidate(RecordRows.of(row), row.textOrNull("segment_id")));
                }
                if (batch.size() == BATCH) {
                    add(connection, batch);
                    batch.clear();
                }
            }
            add(connection, batch);
            return new Simulation(matches, sample, new Changes(joins, moves, matches - joins - moves), complete);
        }

        private void add(Connection connection, List<Candidate> batch) throws SQLException {
            if (batch.isEmpty()) {
                return;
            }
            List<StoredRecord> records = batch.stream().map(Candidate::record).toList();
            String recordType = records.getFirst().key().recordType();
            RelatedRecords related = RelatedRecords.of(connection, records, Map.of(recordType, evaluation));
            for (Candidate candidate : batch) {
                add(candidate, related.facts(candidate.record()));
            }
        }

        private void add(Candidate candidate, Facts facts) {
            Optional<List<String>> reasons = conditions.reasons(facts, evaluation.time());
            if (reasons.isEmpty()) {
                return;
            }
            matches++;
            if (sample.size() < MAX_SAMPLE) {
                StoredRecord record = candidate.record();
                sample.add(new Match(record.key().recordId(), record.name(), reasons.get()));
            }
            MembershipChange change = evaluation.evaluateForSegment(segmentId, facts, candidate.memberOf());
            if (change.joined() != null) {
                joins += change.left() == null ? 1 : 0;
                moves += change.left() == null ? 0 : 1;
            }
        }
    }
}
