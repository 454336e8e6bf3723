package dev.sequences.segment.membership;

import dev.sequences.chassis.rows.Row;
import dev.sequences.language.condition.Condition;
import dev.sequences.language.condition.Reason;
import dev.sequences.segment.membership.model.ConditionParts;
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
 * @param conditions of each comparison: how many records satisfy it, and how many would match without it
 * @param nearMisses the first 20 records that only one comparison keeps from matching
 * @param changes the effect of an activation with backfill
 * @param complete false if there are more than 200 000 records; the remaining ones were not evaluated
 */
public record Simulation(
        long count,
        List<Match> sample,
        List<ConditionCount> conditions,
        List<NearMiss> nearMisses,
        Changes changes,
        boolean complete) {

    private static final int MAX_SAMPLE = 20;
    private static final int MAX_RECORDS = 200_000;
    private static final int BATCH = 1_000;

    public record Match(String recordId, @Nullable String name, List<String> reasons) {}

    /**
     * @param path place of the comparison, e.g. {@code conditions.all[1]}
     * @param matches records that satisfy it
     * @param matchesWithout records that match the other comparisons
     */
    public record ConditionCount(String path, long matches, long matchesWithout) {}

    /** @param missing path of the comparison that the record does not satisfy */
    public record NearMiss(String recordId, @Nullable String name, String missing, List<String> reasons) {}

    /**
     * @param leave members of this segment that no longer match and leave at their next evaluation
     * @param stay matching records that would not change: closed, already members, or kept by another segment
     */
    public record Changes(long join, long move, long leave, long stay) {}

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
        private long leaves;
        private final List<ConditionParts.Part> parts;
        private final long[] partMatches;
        private final long[] matchesWithout;
        private final List<NearMiss> nearMisses = new ArrayList<>();

        Count(String segmentId, Condition conditions, Evaluation evaluation) {
            this.segmentId = segmentId;
            this.conditions = conditions;
            this.evaluation = evaluation;
            this.parts = ConditionParts.of(conditions);
            this.partMatches = new long[parts.size()];
            this.matchesWithout = new long[parts.size()];
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
            List<ConditionCount> counts = new ArrayList<>();
            for (int i = 0; i < parts.size(); i++) {
                counts.add(new ConditionCount(parts.get(i).path(), partMatches[i], matchesWithout[i]));
            }
            return new Simulation(
                    matches,
                    sample,
                    counts,
                    nearMisses,
                    new Changes(joins, moves, leaves, matches - joins - moves),
                    complete);
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

        private void count(Candidate candidate, Facts facts, boolean match) {
            boolean shown = match;
            for (int i = 0; i < parts.size(); i++) {
                ConditionParts.Part part = parts.get(i);
                Condition without = part.without();
                partMatches[i] += part.alone().holds(facts, evaluation.time()) ? 1 : 0;
                boolean others = without == null || without.holds(facts, evaluation.time());
                matchesWithout[i] += others ? 1 : 0;
                if (others && !shown && nearMisses.size() < MAX_SAMPLE) {
                    StoredRecord record = candidate.record();
                    nearMisses.add(new NearMiss(
                            record.key().recordId(),
                            record.name(),
                            part.path(),
                            part.alone().explain(facts, evaluation.time()).reasons().stream()
                                    .map(Reason::text)
                                    .toList()));
                    shown = true;
                }
            }
        }

        private void add(Candidate candidate, Facts facts) {
            Optional<List<String>> reasons = conditions.reasons(facts, evaluation.time());
            count(candidate, facts, reasons.isPresent());
            if (reasons.isEmpty()) {
                MembershipChange change = evaluation.evaluate(facts, candidate.memberOf());
                leaves += segmentId.equals(candidate.memberOf()) && change.left() != null ? 1 : 0;
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
