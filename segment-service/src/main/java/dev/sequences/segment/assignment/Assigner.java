package dev.sequences.segment.assignment;

import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.language.condition.EvaluationTime;
import dev.sequences.segment.assignment.ActiveRules.Compiled;
import dev.sequences.segment.assignment.AssignmentRows.Decided;
import dev.sequences.segment.assignment.Loads.TurnOf;
import dev.sequences.segment.assignment.model.AssignableRecord;
import dev.sequences.segment.assignment.model.Assignment;
import dev.sequences.segment.assignment.model.AssignmentFact;
import dev.sequences.segment.assignment.model.AssignmentFact.AssignmentFailed;
import dev.sequences.segment.assignment.model.AssignmentFact.RecordAssigned;
import dev.sequences.segment.assignment.model.Candidate;
import dev.sequences.segment.assignment.model.Decision;
import dev.sequences.segment.assignment.model.Reason;
import dev.sequences.segment.assignment.model.Rule;
import dev.sequences.segment.assignment.model.Turn;
import dev.sequences.segment.record.RecordKey;
import dev.sequences.segment.record.RecordRows;
import dev.sequences.segment.record.StoredRecord;
import dev.sequences.segment.reference.HolidayCalendars;
import dev.sequences.segment.reference.Organization;
import dev.sequences.segment.seller.OpenTimes;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides who gets the records that became members of segments, and writes owners, turns and decisions, in the transaction of the membership.
 * All decisions of the organization wait for each other (ADR 0021).
 */
@ApplicationScoped
public class Assigner {

    /** A decision keeps so many candidates: the eligible ones in order of preference, then the others. */
    static final int MAX_CANDIDATES = 20;

    private static final String UPDATE_OWNERS = """
            update record r set owner_type = k.owner_type, owner_id = k.owner_id, origin = 'intake',
              fields = (r.fields::text)::jsonb, actor = k.actor, correlation_id = k.correlation_id, changed_at = ?,
              version = nextval('record_version')
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
              k(record_type, record_id, owner_type, owner_id, actor, correlation_id)
            where r.record_type = k.record_type and r.record_id = k.record_id and not r.deleted
              and (r.owner_type, r.owner_id) is distinct from (k.owner_type, k.owner_id)
            """;

    private final ActiveRules rules;
    private final KnownSellers sellers;
    private final HolidayCalendars calendars;
    private final Organization organization;

    Assigner(ActiveRules rules, KnownSellers sellers, HolidayCalendars calendars, Organization organization) {
        this.rules = rules;
        this.sellers = sellers;
        this.calendars = calendars;
        this.organization = organization;
    }

    /**
     * A record to decide about.
     *
     * @param movedWithoutRules the record came from another segment, and its segment does not run rules on a move
     */
    public record Request(
            StoredRecord record, String segmentId, int segmentVersion, boolean movedWithoutRules, Cause cause) {}

    /** Who owns a record after a decision. */
    public record Owner(String type, String id) {}

    /** Which decisions to make. */
    public enum Method {
        /** A record became a member: rules ignore records from before their activation. */
        RULE,
        /** Requested for records that need attention: rules consider all of them. */
        RERUN;

        String code() {
            return this == RULE ? "rule" : "rerun";
        }
    }

    /** Returns whether a segment has active rules. */
    public boolean hasRules(Connection connection, String segmentId) {
        return !rules.current(connection).of(segmentId).isEmpty();
    }

    /** Returns whether a segment of this record type has active rules. */
    public boolean hasRulesOfType(Connection connection, String recordType) {
        return rules.current(connection).recordTypes().contains(recordType);
    }

    /** Decides in the given order. Returns the new owner of each assigned record; ignores records of segments without active rules. */
    public Map<RecordKey, Owner> decide(Unit unit, List<Request> requests, Method method) {
        Connection connection = unit.connection();
        Compiled compiled = rules.current(connection);
        List<Request> decidable = requests.stream()
                .filter(request -> !compiled.of(request.segmentId()).isEmpty())
                .toList();
        if (decidable.isEmpty()) {
            return Map.of();
        }
        Loads.lock(connection);
        Loads.fold(connection);
        List<Rule> used = decidable.stream()
                .map(Request::segmentId)
                .distinct()
                .flatMap(segment -> compiled.of(segment).stream())
                .toList();
        CurrentStaff staff = new CurrentStaff(
                connection,
                sellers.all(connection),
                new OpenTimes(calendars, connection),
                used,
                compiled.recordTypes(),
                unit.now());
        Batch batch = new Batch(unit, compiled, staff, method, decidable);
        decidable.forEach(batch::decide);
        return batch.write();
    }

    /** When a record was created and last changed. */
    private record Times(Instant createdAt, Instant changedAt) {}

    /** The decisions of one call. */
    private final class Batch {

        private final Unit unit;
        private final Compiled compiled;
        private final CurrentStaff staff;
        private final Method method;
        private final EvaluationTime time;
        private final Map<RecordKey, Times> times;
        private final List<Long> turns;
        private final List<Decided> decisions = new ArrayList<>();
        private final Map<RecordKey, Owner> owners = new LinkedHashMap<>();
        private final Map<RecordKey, Cause> causes = new HashMap<>();
        private final Map<TurnOf, Long> sellerTurns = new LinkedHashMap<>();
        private final Map<TurnOf, Long> ruleTurns = new LinkedHashMap<>();
        private int turnsTaken;

        Batch(Unit unit, Compiled compiled, CurrentStaff staff, Method method, List<Request> requests) {
            this.unit = unit;
            this.compiled = compiled;
            this.staff = staff;
            this.method = method;
            this.time = organization.at(unit.now());
            this.times = times(requests);
            this.turns = Loads.nextTurns(unit.connection(), requests.size());
        }

        private Map<RecordKey, Times> times(List<Request> requests) {
            Map<RecordKey, Times> found = new HashMap<>();
            Rows.of(
                            unit.connection(),
                            "select record_type, record_id, coalesce(created_at, changed_at) as created_at, changed_at"
                                    + " from record join unnest(?::text[], ?::text[]) k(record_type, record_id)"
                                    + " using (record_type, record_id)")
                    .with(RecordRows.arrays(
                            requests.stream().map(one -> one.record().key()).toList()))
                    .forEach(row -> found.put(
                            new RecordKey(row.text("record_type"), row.text("record_id")),
                            new Times(row.instant("created_at"), row.instant("changed_at"))));
            return found;
        }

        void decide(Request request) {
            StoredRecord record = request.record();
            boolean counts = record.ownerType().equals("user") && record.active();
            if (counts) {
                staff.released(record.ownerId());
            }
            Decision decision =
                    request.movedWithoutRules() ? Decision.failed(Reason.RULES_DO_NOT_RUN_ON_MOVE) : decision(request);
            String assignee = decision.assigneeId();
            String rule = decision.ruleId();
            if (assignee != null && rule != null) {
                owners.put(record.key(), new Owner(decision.team() ? "team" : "user", assignee));
                causes.put(record.key(), request.cause());
                if (!decision.team()) {
                    long turn = turns.get(turnsTaken++);
                    staff.assigned(rule, assignee, new Turn(turn, unit.now()));
                    sellerTurns.put(new TurnOf(assignee, record.key().recordType()), turn);
                    ruleTurns.put(new TurnOf(rule, assignee), turn);
                }
            } else if (counts) {
                staff.kept(record.ownerId());
            }
            decisions.add(new Decided(
                    record.key(), record.ownerType(), record.ownerId(), fact(request, decision), request.cause()));
        }

        private Decision decision(Request request) {
            StoredRecord record = request.record();
            Times known = times.getOrDefault(record.key(), new Times(unit.now(), unit.now()));
            return Assignment.decide(
                    compiled.of(request.segmentId()),
                    new AssignableRecord(
                            record.facts(),
                            known.createdAt(),
                            method == Method.RERUN ? unit.now() : known.changedAt(),
                            record.key().text().hashCode()),
                    staff,
                    time);
        }

        private AssignmentFact fact(Request request, Decision decision) {
            StoredRecord record = request.record();
            List<Candidate> shown =
                    decision.candidates().stream().limit(MAX_CANDIDATES).toList();
            String assignee = decision.assigneeId();
            if (assignee == null) {
                return new AssignmentFailed(
                        record.key().recordType(),
                        record.key().recordId(),
                        record.version(),
                        request.segmentId(),
                        request.segmentVersion(),
                        decision.ruleId(),
                        Objects.requireNonNull(decision.reason()).code(),
                        method.code(),
                        decision.candidates().size(),
                        shown);
            }
            return new RecordAssigned(
                    record.key().recordType(),
                    record.key().recordId(),
                    record.version(),
                    request.segmentId(),
                    request.segmentVersion(),
                    decision.ruleId(),
                    decision.team() ? "team" : "user",
                    assignee,
                    record.ownerType(),
                    record.ownerId(),
                    method.code(),
                    decision.wonBy(),
                    decision.bucket(),
                    decision.candidates().size(),
                    shown);
        }

        Map<RecordKey, Owner> write() {
            Connection connection = unit.connection();
            updateOwners(connection);
            Loads.writeTurns(connection, sellerTurns, unit.now());
            Loads.writeRuleTurns(connection, ruleTurns, unit.now());
            AssignmentRows.write(unit, decisions);
            return owners;
        }

        private void updateOwners(Connection connection) {
            if (owners.isEmpty()) {
                return;
            }
            deciding(connection, "on");
            List<RecordKey> keys = List.copyOf(owners.keySet());
            Rows.of(connection, UPDATE_OWNERS)
                    .with(unit.now())
                    .with(RecordRows.arrays(keys))
                    .with(
                            owners.values().stream().map(Owner::type).toArray(String[]::new),
                            owners.values().stream().map(Owner::id).toArray(String[]::new),
                            keys.stream().map(key -> cause(key).actor()).toArray(String[]::new),
                            keys.stream().map(key -> cause(key).correlationId()).toArray(String[]::new))
                    .update();
            deciding(connection, "off");
        }

        private Cause cause(RecordKey key) {
            return Objects.requireNonNull(causes.get(key));
        }
    }

    /** The trigger of table {@code record} then leaves the turns to this decision. */
    private static void deciding(Connection connection, @Nullable String value) {
        Rows.of(connection, "select set_config('sequences.deciding', ?, true) as deciding")
                .with(value)
                .exists();
    }
}
