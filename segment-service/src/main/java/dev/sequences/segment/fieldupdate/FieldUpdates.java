package dev.sequences.segment.fieldupdate;

import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.segment.fieldupdate.FieldUpdateRows.Outcome;
import dev.sequences.segment.fieldupdate.model.FieldUpdate;
import dev.sequences.segment.fieldupdate.model.FieldUpdate.Content;
import dev.sequences.segment.fieldupdate.model.FieldUpdate.Refusal;
import dev.sequences.segment.fieldupdate.model.FieldUpdate.Result;
import dev.sequences.segment.fieldupdate.model.FieldUpdateFact;
import dev.sequences.segment.fieldupdate.model.FieldUpdateFact.FieldUpdateApplied;
import dev.sequences.segment.fieldupdate.model.FieldUpdateFact.FieldUpdateDelegated;
import dev.sequences.segment.fieldupdate.model.FieldUpdateFact.FieldUpdateRefused;
import dev.sequences.segment.fieldupdate.model.FieldUpdateRequest;
import dev.sequences.segment.record.RecordKey;
import dev.sequences.segment.record.RecordRows;
import dev.sequences.segment.record.RecordState;
import dev.sequences.segment.record.StoredRecord;
import dev.sequences.segment.recordtype.DeclarationRows;
import dev.sequences.segment.recordtype.model.Declaration;
import dev.sequences.segment.settings.RecordSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Applies requested field updates, each step's once: a repeated request has no effect, and a retried step whose update was applied gets the
 * same outcome again. The record, the outcome and its event are written in one transaction.
 */
@ApplicationScoped
public class FieldUpdates {

    /** Aggregate type of the published outcomes. */
    public static final String FIELD_UPDATE = "field-update";

    private final RecordSettings settings;

    FieldUpdates(RecordSettings settings) {
        this.settings = settings;
    }

    /**
     * A request that was received.
     *
     * @param requestId id of its event
     */
    public record Received(
            String requestId, FieldUpdateRequest request, FieldUpdate update, Instant requestedAt, Cause cause) {

        RecordKey key() {
            return new RecordKey(request.recordType(), request.recordId());
        }
    }

    /** Decides about a batch with a fixed number of queries. */
    public void apply(Unit unit, List<Received> received) throws SQLException {
        Instant start = FieldUpdateRows.start(unit.connection());
        List<Received> current = received.stream()
                .filter(one -> !one.requestedAt().isBefore(start))
                .toList();
        if (!current.isEmpty()) {
            new Batch(unit, current).decide();
        }
    }

    private final class Batch {

        private final Unit unit;
        private final List<Received> received;
        private final Map<String, Outcome> outcomes;
        private final Map<RecordKey, StoredRecord> stored;
        private final Set<RecordKey> foreign;
        private final Map<String, Declaration> declarations = new HashMap<>();
        private final Map<RecordKey, Content> changed = new LinkedHashMap<>();
        private final Map<RecordKey, Cause> causes = new HashMap<>();
        private final List<Decided> decided = new ArrayList<>();

        /** @param outcome the version of an applied update is added after the write */
        private record Decided(
                Received received,
                Outcome outcome,
                @Nullable Refusal refusal) {}

        Batch(Unit unit, List<Received> received) {
            this.unit = unit;
            this.received = received;
            Set<RecordKey> keys = new TreeSet<>();
            received.forEach(one -> keys.add(one.key()));
            this.stored = RecordRows.lock(unit.connection(), keys);
            this.foreign = RecordRows.lastWrittenFromTopic(unit.connection(), keys);
            this.outcomes = FieldUpdateRows.read(
                    unit.connection(),
                    received.stream().map(one -> one.request().stepId()).toList());
        }

        void decide() throws SQLException {
            received.forEach(this::decide);
            RecordRows.write(
                    unit.connection(),
                    changed.entrySet().stream()
                            .map(one -> state(one.getKey(), one.getValue()))
                            .toList(),
                    RecordRows.Writer.API,
                    key -> Objects.requireNonNull(causes.get(key)),
                    unit.now());
            Map<RecordKey, StoredRecord> after = RecordRows.read(unit.connection(), changed.keySet());
            Map<String, Outcome> last = new LinkedHashMap<>();
            for (Decided one : decided) {
                Outcome outcome = one.outcome();
                StoredRecord record = after.get(one.received().key());
                if (outcome.outcome().equals(FieldUpdateRows.APPLIED)
                        && outcome.recordVersion() == null
                        && record != null) {
                    outcome = new Outcome(
                            outcome.stepId(),
                            outcome.requestId(),
                            outcome.outcome(),
                            null,
                            record.version(),
                            outcome.position());
                }
                last.put(outcome.stepId(), outcome);
                unit.publish(
                        FIELD_UPDATE,
                        outcome.stepId(),
                        outcome.position(),
                        fact(one, outcome),
                        one.received().cause());
            }
            FieldUpdateRows.write(unit.connection(), last.values(), unit.now());
        }

        private void decide(Received one) {
            String stepId = one.request().stepId();
            Outcome before = outcomes.get(stepId);
            if (before != null && before.requestId().equals(one.requestId())) {
                return;
            }
            if (before != null && before.outcome().equals(FieldUpdateRows.APPLIED)) {
                add(one, FieldUpdateRows.APPLIED, null, before.recordVersion());
                return;
            }
            RecordKey key = one.key();
            if (!settings.applyFieldUpdates() || foreign.contains(key)) {
                add(one, FieldUpdateRows.DELEGATED, null, null);
                return;
            }
            StoredRecord record = stored.get(key);
            if (record == null) {
                add(one, FieldUpdateRows.REFUSED, FieldUpdate.recordUnknown(key.recordType(), key.recordId()), null);
                return;
            }
            Content content = changed.getOrDefault(
                    key, new Content(record.name(), record.ownerType(), record.ownerId(), record.fields()));
            Result result = one.update().applyTo(content, mismatch(key.recordType(), one.update()));
            if (result.content() == null) {
                add(one, FieldUpdateRows.REFUSED, result.refusal(), null);
            } else {
                changed.put(key, result.content());
                causes.put(key, one.cause());
                add(one, FieldUpdateRows.APPLIED, null, null);
            }
        }

        private void add(Received one, String result, @Nullable Refusal refusal, @Nullable Long recordVersion) {
            String stepId = one.request().stepId();
            Outcome before = outcomes.get(stepId);
            Outcome outcome = new Outcome(
                    stepId,
                    one.requestId(),
                    result,
                    refusal == null ? null : refusal.code(),
                    recordVersion,
                    before == null ? 0 : before.position() + 1);
            outcomes.put(stepId, outcome);
            decided.add(new Decided(one, outcome, refusal));
        }

        private Optional<Refusal> mismatch(String recordType, FieldUpdate update) {
            return declarations
                    .computeIfAbsent(recordType, type -> DeclarationRows.of(unit.connection(), type))
                    .check(update.field(), update.value())
                    .map(mismatch -> new Refusal(mismatch.code(), mismatch.message()));
        }

        private RecordState state(RecordKey key, Content content) {
            StoredRecord record = Objects.requireNonNull(stored.get(key));
            return new RecordState(
                    key,
                    content.name(),
                    content.ownerType(),
                    content.ownerId(),
                    record.active(),
                    record.closedAs(),
                    content.fields());
        }

        private static FieldUpdateFact fact(Decided decided, Outcome outcome) {
            FieldUpdateRequest request = decided.received().request();
            Refusal refusal = decided.refusal();
            if (refusal != null) {
                return new FieldUpdateRefused(request, refusal.code(), refusal.reason());
            }
            return outcome.outcome().equals(FieldUpdateRows.APPLIED)
                    ? new FieldUpdateApplied(request, Objects.requireNonNull(outcome.recordVersion()))
                    : new FieldUpdateDelegated(request);
        }
    }
}
