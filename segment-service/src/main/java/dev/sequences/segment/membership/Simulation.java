package dev.sequences.segment.membership;

import dev.sequences.segment.record.RecordRows;
import dev.sequences.segment.record.StoredRecord;
import dev.sequences.segment.segment.model.membership.Evaluation;
import dev.sequences.segment.segment.model.membership.MembershipChange;
import dev.sequences.segment.segment.model.rule.Rule;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a rule would find among the records as they stand now.
 *
 * @param count records that match, whatever their state, membership and other segments
 * @param sample the first twenty of them with their reasons
 * @param changes what activation with backfill would do
 * @param complete false when there were more than 200 000 records and the rest was not looked at
 */
public record Simulation(long count, List<Match> sample, Changes changes, boolean complete) {

    private static final int SAMPLE = 20;
    private static final int MOST = 200_000;
    private static final int FETCHED = 1_000;

    public record Match(String recordId, @Nullable String name, List<String> reasons) {}

    /** @param stay records that match and would not change: closed, members already, or kept by another segment */
    public record Changes(long join, long move, long stay) {}

    /**
     * @param segmentId the segment that is simulated, within {@code evaluation} as if it were active
     */
    public static Simulation run(
            Connection connection, String recordType, String segmentId, Rule rule, Evaluation evaluation)
            throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement read = connection.prepareStatement("select " + RecordRows.COLUMNS
                + ", m.segment_id from record r left join membership m using (record_type, record_id)"
                + " where r.record_type = ? and not r.deleted order by r.record_id limit " + (MOST + 1))) {
            read.setFetchSize(FETCHED);
            read.setString(1, recordType);
            try (ResultSet row = read.executeQuery()) {
                return counted(row, segmentId, rule, evaluation);
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static Simulation counted(ResultSet row, String segmentId, Rule rule, Evaluation evaluation)
            throws SQLException {
        long seen = 0;
        long count = 0;
        long join = 0;
        long move = 0;
        List<Match> sample = new ArrayList<>();
        while (row.next()) {
            if (++seen > MOST) {
                return new Simulation(count, sample, new Changes(join, move, count - join - move), false);
            }
            StoredRecord record = RecordRows.of(row);
            Optional<List<String>> reasons = rule.reasons(record.facts(), evaluation.now());
            if (reasons.isEmpty()) {
                continue;
            }
            count++;
            if (sample.size() < SAMPLE) {
                sample.add(new Match(record.key().recordId(), record.name(), reasons.get()));
            }
            MembershipChange change = evaluation.into(segmentId, record.facts(), row.getString(10));
            if (change.joined() != null) {
                join += change.left() == null ? 1 : 0;
                move += change.left() == null ? 0 : 1;
            }
        }
        return new Simulation(count, sample, new Changes(join, move, count - join - move), true);
    }
}
