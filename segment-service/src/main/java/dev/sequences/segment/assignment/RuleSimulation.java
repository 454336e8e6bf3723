package dev.sequences.segment.assignment;

import dev.sequences.chassis.rows.Row;
import dev.sequences.language.condition.EvaluationTime;
import dev.sequences.segment.assignment.model.AssignableRecord;
import dev.sequences.segment.assignment.model.Assignment;
import dev.sequences.segment.assignment.model.Decision;
import dev.sequences.segment.assignment.model.Reason;
import dev.sequences.segment.assignment.model.Rule;
import dev.sequences.segment.assignment.model.SellerState;
import dev.sequences.segment.assignment.model.Turn;
import dev.sequences.segment.record.RecordRows;
import dev.sequences.segment.record.StoredRecord;
import dev.sequences.segment.reference.HolidayCalendars;
import dev.sequences.segment.reference.Organization;
import dev.sequences.segment.seller.OpenTimes;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides about the active records that joined a segment in a period, in the order in which they joined and at that time, without changing
 * anything. Begins with the present loads of the sellers; rules consider also records from before their activation.
 */
@ApplicationScoped
public class RuleSimulation {

    /** The simulation stops here. */
    public static final int MAX_RECORDS = 20_000;

    private static final int BATCH = 1_000;

    private final ActiveRules rules;
    private final KnownSellers sellers;
    private final HolidayCalendars calendars;
    private final Organization organization;

    RuleSimulation(ActiveRules rules, KnownSellers sellers, HolidayCalendars calendars, Organization organization) {
        this.rules = rules;
        this.sellers = sellers;
        this.calendars = calendars;
        this.organization = organization;
    }

    /**
     * What one seller or team would have got.
     *
     * @param assigned number of records
     * @param consumed active records after the last one; null for a team
     * @param available capacity that would be left; null for no limit and for a team
     */
    public record Share(
            String id,
            long assigned,
            @Nullable Integer consumed,
            @Nullable Integer available) {}

    /**
     * @param considered number of records
     * @param complete false if there are more than {@link #MAX_RECORDS} records; the first ones were considered
     * @param unassigned number of records that nobody would have got, by reason
     */
    public record Result(
            long considered,
            boolean complete,
            List<Share> perSeller,
            List<Share> perTeam,
            Map<String, Long> unassigned) {}

    /** @param ruleSet rules to use; null for the active ones of the segment */
    public Result run(Connection connection, String segmentId, @Nullable List<Rule> ruleSet, Instant from, Instant to)
            throws SQLException {
        List<Rule> used = ruleSet == null ? rules.current(connection).of(segmentId) : ruleSet;
        CurrentStaff staff = new CurrentStaff(
                connection,
                sellers.all(connection),
                new OpenTimes(calendars, connection),
                used,
                rules.current(connection).recordTypes(),
                from);
        connection.setAutoCommit(false);
        try (PreparedStatement read = connection.prepareStatement("select " + RecordRows.COLUMNS
                + ", m.joined_at, coalesce(r.created_at, r.changed_at) as created_at from membership m"
                + " join record r using (record_type, record_id)"
                + " where m.segment_id = ? and m.joined_at >= ? and m.joined_at < ? and r.active and not r.deleted"
                + " order by m.joined_at, r.record_id limit " + (MAX_RECORDS + 1))) {
            read.setFetchSize(BATCH);
            read.setString(1, segmentId);
            read.setObject(2, from.atOffset(ZoneOffset.UTC));
            read.setObject(3, to.atOffset(ZoneOffset.UTC));
            try (ResultSet result = read.executeQuery()) {
                return new Count(used, staff).all(result);
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    /** Counts the simulated decisions. */
    private final class Count {

        private final List<Rule> used;
        private final CurrentStaff staff;
        private final Map<String, Long> perSeller = new TreeMap<>();
        private final Map<String, Long> perTeam = new TreeMap<>();
        private final Map<String, Long> unassigned = new TreeMap<>();
        private long turn = Long.MAX_VALUE / 2;

        Count(List<Rule> used, CurrentStaff staff) {
            this.used = used;
            this.staff = staff;
        }

        Result all(ResultSet result) throws SQLException {
            long considered = 0;
            Row row = new Row(result);
            while (result.next()) {
                if (considered == MAX_RECORDS) {
                    return result(considered, false);
                }
                considered++;
                decide(RecordRows.of(row), row.instant("created_at"), row.instant("joined_at"));
            }
            return result(considered, true);
        }

        private void decide(StoredRecord record, Instant createdAt, Instant joinedAt) {
            staff.advance(joinedAt);
            boolean counts = record.ownerType().equals("user");
            if (counts) {
                staff.released(record.ownerId());
            }
            EvaluationTime time =
                    new EvaluationTime(joinedAt, organization.at(joinedAt).zone());
            Decision decision = Assignment.decide(
                    used,
                    new AssignableRecord(
                            record.facts(),
                            createdAt,
                            Instant.MAX,
                            record.key().text().hashCode()),
                    staff,
                    time);
            String assignee = decision.assigneeId();
            String rule = decision.ruleId();
            if (assignee == null || rule == null) {
                Reason reason = Objects.requireNonNull(decision.reason());
                unassigned.merge(reason.code(), 1L, Long::sum);
                if (counts) {
                    staff.kept(record.ownerId());
                }
            } else if (decision.team()) {
                perTeam.merge(assignee, 1L, Long::sum);
            } else {
                perSeller.merge(assignee, 1L, Long::sum);
                staff.assigned(rule, assignee, new Turn(turn++, joinedAt));
            }
        }

        private Result result(long considered, boolean complete) {
            List<Share> sellerShares = new ArrayList<>();
            staff.sellers().stream().map(SellerState::id).sorted().forEach(id -> {
                SellerState state = Objects.requireNonNull(staff.seller(id));
                Long assigned = perSeller.get(id);
                if (assigned != null) {
                    sellerShares.add(new Share(id, assigned, state.consumed(), state.available()));
                }
            });
            List<Share> teamShares = perTeam.entrySet().stream()
                    .map(team -> new Share(team.getKey(), team.getValue(), null, null))
                    .toList();
            return new Result(considered, complete, sellerShares, teamShares, unassigned);
        }
    }
}
