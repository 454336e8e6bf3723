package dev.sequences.segment.membership;

import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.flow.FactVersion;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.segment.assignment.Assigner;
import dev.sequences.segment.assignment.Assigner.Owner;
import dev.sequences.segment.membership.MembershipRows.Row;
import dev.sequences.segment.membership.model.Evaluation;
import dev.sequences.segment.membership.model.Facts;
import dev.sequences.segment.membership.model.LiveSegment;
import dev.sequences.segment.membership.model.MembershipChange;
import dev.sequences.segment.membership.model.MembershipChange.Joined;
import dev.sequences.segment.membership.model.MembershipChange.Left;
import dev.sequences.segment.membership.model.MembershipFact;
import dev.sequences.segment.membership.model.MembershipFact.RecordJoined;
import dev.sequences.segment.membership.model.MembershipFact.RecordLeft;
import dev.sequences.segment.membership.model.UsedFields;
import dev.sequences.segment.record.RecordKey;
import dev.sequences.segment.record.RecordRows;
import dev.sequences.segment.record.StoredRecord;
import dev.sequences.segment.reference.LiveSegments;
import dev.sequences.segment.reference.Organization;
import dev.sequences.segment.reference.SellerVersions;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
    private final Assigner assigner;

    Members(LiveSegments segments, Organization organization, Assigner assigner) {
        this.segments = segments;
        this.organization = organization;
        this.assigner = assigner;
    }

    /**
     * Evaluates those of these records in which a field changed that a condition of their type's segments reads (T57), against all these
     * segments. A key without a stored record counts as deleted.
     */
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

    private void evaluate(Unit unit, Map<RecordKey, Cause> all, Map<String, Evaluation> evaluations)
            throws SQLException {
        Map<RecordKey, Optional<Set<String>>> changed = ChangedFields.take(unit.connection(), all.keySet());
        Map<String, UsedFields> used = new HashMap<>();
        evaluations.forEach((type, evaluation) -> used.put(type, UsedFields.of(evaluation.byPriority())));
        Map<RecordKey, Cause> records = new LinkedHashMap<>();
        Set<RecordKey> unconcerned = new HashSet<>();
        all.forEach((key, cause) -> {
            Optional<Set<String>> fields = changed.get(key);
            if (fields != null) {
                boolean concerned =
                        Objects.requireNonNull(used.get(key.recordType())).concern(fields.orElse(null));
                // A member without a decision about its owner gets one with any change (T60).
                if (concerned || assigner.hasRulesOfType(unit.connection(), key.recordType())) {
                    records.put(key, cause);
                }
                if (!concerned) {
                    unconcerned.add(key);
                }
            }
        });
        if (records.isEmpty()) {
            return;
        }
        Map<RecordKey, StoredRecord> stored = RecordRows.read(unit.connection(), records.keySet());
        Map<RecordKey, Row> rows = MembershipRows.lock(unit.connection(), records.keySet());
        RelatedRecords related = RelatedRecords.of(unit.connection(), stored.values(), evaluations);
        Changes changes = new Changes(unit, related);
        records.forEach((key, cause) -> {
            StoredRecord record = stored.get(key);
            Row row = rows.get(key);
            Evaluation evaluation = Objects.requireNonNull(evaluations.get(key.recordType()));
            changes.add(
                    key,
                    record,
                    row,
                    unconcerned.contains(key)
                            ? MembershipChange.NONE
                            : evaluation.evaluate(
                                    record == null ? null : related.facts(record),
                                    row == null ? null : row.segmentId()),
                    cause);
        });
        changes.write();
    }

    /** Lets matching records join this segment and changes no other membership. */
    void backfill(Unit unit, String recordType, String segmentId, List<StoredRecord> records, Cause cause)
            throws SQLException {
        apply(
                unit,
                recordType,
                records,
                cause,
                (evaluation, facts, memberOf) -> evaluation.evaluateForSegment(segmentId, facts, memberOf));
    }

    /** Evaluates the records and applies the changes that concern this segment; null for all changes. */
    void reEvaluate(Unit unit, String recordType, @Nullable String segmentId, List<StoredRecord> records, Cause cause)
            throws SQLException {
        apply(unit, recordType, records, cause, (evaluation, facts, memberOf) -> {
            MembershipChange change = evaluation.evaluate(facts, memberOf);
            Joined joined = change.joined();
            boolean concerned = segmentId == null
                    || segmentId.equals(memberOf)
                    || (joined != null && joined.to().id().equals(segmentId));
            return concerned ? change : MembershipChange.NONE;
        });
    }

    private interface Evaluator {
        MembershipChange evaluate(Evaluation evaluation, Facts facts, @Nullable String memberOf);
    }

    private void apply(Unit unit, String recordType, List<StoredRecord> records, Cause cause, Evaluator evaluator)
            throws SQLException {
        Connection connection = unit.connection();
        Map<RecordKey, Row> rows = MembershipRows.lock(
                connection, records.stream().map(StoredRecord::key).toList());
        Evaluation evaluation = new Evaluation(segments.of(connection, recordType), organization.at(unit.now()));
        RelatedRecords related = RelatedRecords.of(connection, records, Map.of(recordType, evaluation));
        Changes changes = new Changes(unit, related);
        for (StoredRecord record : records) {
            Row row = rows.get(record.key());
            MembershipChange change =
                    evaluator.evaluate(evaluation, related.facts(record), row == null ? null : row.segmentId());
            changes.add(record.key(), record, row, change, cause);
        }
        changes.write();
    }

    /** A record with its evaluation. */
    private record Evaluated(
            RecordKey key,
            @Nullable StoredRecord record,
            @Nullable Row before,
            MembershipChange change,
            Cause cause) {}

    /** Collects the evaluations of one batch, decides about owners, writes the changed rows and publishes their facts. */
    private final class Changes {

        private final Unit unit;
        private final RelatedRecords related;
        private final List<Evaluated> evaluated = new ArrayList<>();
        private final Map<RecordKey, Row> rows = new LinkedHashMap<>();
        private final List<Change> changes = new ArrayList<>();

        /** {@code seller}: whose calendar decides when the first step is due; null if none does. */
        private record Change(
                RecordKey key,
                long position,
                MembershipFact fact,
                Cause cause,
                @Nullable String seller) {}

        Changes(Unit unit, RelatedRecords related) {
            this.unit = unit;
            this.related = related;
        }

        void add(
                RecordKey key,
                @Nullable StoredRecord record,
                @Nullable Row before,
                MembershipChange change,
                Cause cause) {
            evaluated.add(new Evaluated(key, record, before, change, cause));
        }

        void write() throws SQLException {
            List<Assigner.Request> requests =
                    evaluated.stream().flatMap(one -> assignment(one).stream()).toList();
            Map<RecordKey, Owner> owners = assigner.decide(unit, requests, Assigner.Method.RULE);
            Set<RecordKey> requested =
                    requests.stream().map(request -> request.record().key()).collect(Collectors.toSet());
            evaluated.forEach(one -> collect(one, owners.get(one.key()), requested.contains(one.key())));
            publish();
            MembershipRows.write(unit.connection(), new ArrayList<>(rows.values()));
            MembershipRows.markDecided(
                    unit.connection(),
                    requested.stream().filter(key -> !rows.containsKey(key)).toList());
        }

        /** A decision for a record that joins a segment with rules, or that changed in one whose rules have not decided about it. */
        private Optional<Assigner.Request> assignment(Evaluated one) {
            StoredRecord record = one.record();
            Joined joined = one.change().joined();
            Row before = one.before();
            if (record == null || !record.active()) {
                return Optional.empty();
            }
            if (joined != null) {
                LiveSegment to = joined.to();
                boolean moved = one.change().left() != null;
                return assigner.hasRules(unit.connection(), to.id())
                        ? Optional.of(new Assigner.Request(
                                record, to.id(), to.ruleVersion(), moved && !to.runAssignmentOnMove(), one.cause()))
                        : Optional.empty();
            }
            if (before == null || one.change().left() != null || before.assignmentDecided()) {
                return Optional.empty();
            }
            String segmentId = before.segmentId();
            return segmentId != null && assigner.hasRules(unit.connection(), segmentId)
                    ? Optional.of(new Assigner.Request(record, segmentId, before.ruleVersion(), false, one.cause()))
                    : Optional.empty();
        }

        private void collect(Evaluated one, @Nullable Owner owner, boolean decided) {
            RecordKey key = one.key();
            Row before = one.before();
            long sequence = before == null ? -1 : before.sequence();
            Left left = one.change().left();
            if (left != null) {
                changes.add(new Change(
                        key, ++sequence, leaving(key, left, before), basedOn(one.record(), one.cause()), null));
                Instant since = before == null ? unit.now() : before.joinedAt();
                rows.put(key, new Row(key, null, left.from().ruleVersion(), since, List.of(), sequence, false));
            }
            Joined joined = one.change().joined();
            if (joined != null && one.record() != null) {
                LiveSegment to = joined.to();
                RecordJoined fact = joining(one.record(), joined, owner);
                changes.add(new Change(
                        key,
                        ++sequence,
                        fact,
                        basedOn(one.record(), one.cause()),
                        fact.ownerType().equals("user") ? fact.ownerId() : null));
                rows.put(key, new Row(key, to.id(), to.ruleVersion(), unit.now(), joined.why(), sequence, decided));
            }
        }

        /** The stored record may be newer than the message that caused the evaluation; a deleted one is based on that message. */
        private Cause basedOn(@Nullable StoredRecord record, Cause cause) {
            if (record == null) {
                return cause;
            }
            Cause based = record.fact() == null ? cause : cause.basedOn(record.fact());
            for (FactVersion other : related.versions(record)) {
                based = based.withFact(other);
            }
            return based;
        }

        private void publish() {
            Set<String> sellers = new HashSet<>();
            changes.forEach(change -> {
                if (change.seller() != null) {
                    sellers.add(change.seller());
                }
            });
            Map<String, FactVersion> calendars =
                    sellers.isEmpty() ? Map.of() : SellerVersions.of(unit.connection(), sellers);
            for (Change change : changes) {
                FactVersion calendar = change.seller() == null ? null : calendars.get(change.seller());
                unit.publish(
                        MEMBERSHIP,
                        change.key().text(),
                        change.position(),
                        change.fact(),
                        change.cause().withFact(calendar));
            }
        }

        private static RecordLeft leaving(RecordKey key, Left left, @Nullable Row before) {
            return new RecordLeft(
                    key.recordType(),
                    key.recordId(),
                    left.from().id(),
                    left.from().sequenceId(),
                    left.reason(),
                    left.from().disconnects(),
                    before == null ? null : Integer.valueOf(before.ruleVersion()));
        }

        /** With the new owner, who also gets the first step if the segment has a sequence. */
        private static RecordJoined joining(StoredRecord record, Joined joined, @Nullable Owner owner) {
            return new RecordJoined(
                    record.key().recordType(),
                    record.key().recordId(),
                    joined.to().id(),
                    joined.to().ruleVersion(),
                    joined.to().sequenceId(),
                    owner == null ? record.ownerType() : owner.type(),
                    owner == null ? record.ownerId() : owner.id(),
                    joined.why());
        }
    }
}
