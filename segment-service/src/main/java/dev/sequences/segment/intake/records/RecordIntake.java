package dev.sequences.segment.intake.records;

import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.intake.Intake;
import dev.sequences.chassis.intake.Message;
import dev.sequences.chassis.intake.MessageHandler;
import dev.sequences.chassis.intake.Unreadable;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.contracts.Headers;
import dev.sequences.contracts.crm.RecordChangedV1;
import dev.sequences.segment.membership.Members;
import dev.sequences.segment.record.RecordKey;
import dev.sequences.segment.record.RecordRows;
import dev.sequences.segment.record.RecordState;
import dev.sequences.segment.recordimport.model.ColumnMapping;
import dev.sequences.segment.recordtype.DeclarationRows;
import dev.sequences.segment.recordtype.model.Declaration;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * Processes every change of a record, from all producers including this service: stores the records of other producers and evaluates each
 * changed record.
 *
 * <p>The order of the topic decides between producers. A message that this service sent is already in the table, often in a newer version,
 * so it is only evaluated. The exception is a row that was last written from the topic: the own message is later on the topic than that
 * write, so it is applied like any other (ADR 0018).
 */
@ApplicationScoped
public class RecordIntake implements MessageHandler {

    static final String CONSUMER = "segment.records";

    private static final String SOURCE = Headers.sourceOf("segment");

    private static final String RECORD_CHANGED = "crm.record.record-changed.v1";

    private final Intake intake;
    private final Members members;
    private final MeterRegistry metrics;

    RecordIntake(Intake intake, Members members, MeterRegistry metrics) {
        this.metrics = metrics;
        this.intake = intake;
        this.members = members;
        intake.register(CONSUMER, this);
    }

    @Incoming("records")
    @Blocking
    public void receive(ConsumerRecords<byte[], byte[]> records) {
        intake.receive(CONSUMER, records);
    }

    /**
     * The latest message about a record in a batch.
     *
     * @param foreignState the state that another producer sent; null for an own message and for a tombstone
     * @param alwaysApplied it is from another producer or follows one in this batch, so it applies whatever the row contains
     */
    private record LatestMessage(Message message, @Nullable RecordState foreignState, boolean alwaysApplied) {}

    @Override
    public void handle(Unit unit, List<Message> messages) throws SQLException {
        Map<RecordKey, LatestMessage> latest = new LinkedHashMap<>();
        Map<RecordKey, Cause> causes = new TreeMap<>();
        for (Message message : messages) {
            RecordKey key = key(message);
            if (!message.isTombstone()
                    && !message.type().isEmpty()
                    && !message.type().equals(RECORD_CHANGED)) {
                continue;
            }
            boolean own = isOwn(message);
            LatestMessage previous = latest.get(key);
            latest.put(
                    key,
                    new LatestMessage(
                            message,
                            own || message.isTombstone() ? null : state(key, message),
                            !own || (previous != null && previous.alwaysApplied())));
            causes.put(key, message.cause().basedOn(message.version()));
        }
        store(unit, latest, causes);
        countFindings(unit, latest.values());
        members.evaluate(unit, causes);
    }

    /**
     * Another producer owns its records, so a value that does not conform to the declared type is stored unchanged. It is counted here and
     * listed as a finding of the record.
     */
    private void countFindings(Unit unit, Collection<LatestMessage> latest) {
        Map<String, Declaration> declarations = new HashMap<>();
        for (LatestMessage message : latest) {
            RecordState state = message.foreignState();
            if (state == null) {
                continue;
            }
            String recordType = state.key().recordType();
            Declaration declaration =
                    declarations.computeIfAbsent(recordType, type -> DeclarationRows.of(unit.connection(), type));
            int findings = declaration.check(state.fields()).size();
            if (findings > 0) {
                unit.afterCommit(() -> metrics.counter("sequences.records.findings", "type", recordType)
                        .increment(findings));
            }
        }
    }

    private static RecordKey key(Message message) {
        RecordKey key =
                RecordKey.of(message.key()).orElseThrow(() -> new Unreadable("the key is not <recordType>:<recordId>"));
        if (ColumnMapping.idError(key.recordId()) != null) {
            throw new Unreadable("the record id in the key is too long or contains control characters");
        }
        return key;
    }

    private static boolean isOwn(Message message) {
        return message.source().equals(SOURCE);
    }

    private static RecordState state(RecordKey key, Message message) {
        RecordChangedV1 record = message.data(RecordChangedV1.class);
        return new RecordState(
                key,
                record.name(),
                record.ownerType() == null ? "user" : record.ownerType(),
                required(record.ownerId(), "ownerId"),
                record.active(),
                record.closedAs(),
                record.fields() == null ? Map.of() : record.fields());
    }

    private static String required(String value, String field) {
        if (value == null || value.isBlank()) {
            throw new Unreadable(field + " is missing");
        }
        return value;
    }

    /** Writes the latest states. Skips an own message unless the row was last written from the topic. */
    private static void store(Unit unit, Map<RecordKey, LatestMessage> latest, Map<RecordKey, Cause> causes)
            throws SQLException {
        List<RecordKey> own = latest.entrySet().stream()
                .filter(e -> !e.getValue().alwaysApplied())
                .map(Map.Entry::getKey)
                .toList();
        Set<RecordKey> fromTopic = RecordRows.lastWrittenFromTopic(unit.connection(), own);
        List<RecordState> states = new ArrayList<>();
        List<RecordKey> deleted = new ArrayList<>();
        latest.forEach((key, message) -> {
            if (!message.alwaysApplied() && !fromTopic.contains(key)) {
                return;
            }
            if (message.message().isTombstone()) {
                deleted.add(key);
            } else {
                states.add(message.foreignState() == null ? state(key, message.message()) : message.foreignState());
            }
        });
        RecordRows.write(unit.connection(), states, RecordRows.Writer.TOPIC, key -> required(causes, key), unit.now());
        for (RecordKey key : deleted) {
            RecordRows.deleteFromTopic(unit.connection(), List.of(key), required(causes, key), unit.now());
        }
    }

    private static Cause required(Map<RecordKey, Cause> causes, RecordKey key) {
        return Objects.requireNonNull(causes.get(key));
    }
}
