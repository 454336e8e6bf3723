package dev.sequences.segment.intake.records;

import dev.sequences.chassis.intake.Intake;
import dev.sequences.chassis.intake.Message;
import dev.sequences.chassis.intake.MessageHandler;
import dev.sequences.chassis.intake.Unreadable;
import dev.sequences.chassis.unit.Cause;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.contracts.crm.RecordChangedV1;
import dev.sequences.segment.membership.Members;
import dev.sequences.segment.publication.RecordPublication;
import dev.sequences.segment.record.RecordKey;
import dev.sequences.segment.record.RecordRows;
import dev.sequences.segment.record.RecordState;
import dev.sequences.segment.recordimport.model.RowColumns;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Every change of a record, whoever made it: other producers' records are kept, and each record that changed is evaluated.
 * What we sent ourselves stands in the table already, often in a newer version, and is only evaluated.
 */
@ApplicationScoped
public class RecordIntake implements MessageHandler {

    static final String CONSUMER = "segment.records";

    private static final String RECORD_CHANGED = "crm.record.record-changed.v1";

    private final Intake intake;
    private final Members members;

    RecordIntake(Intake intake, Members members) {
        this.intake = intake;
        this.members = members;
        intake.register(CONSUMER, this);
    }

    @Incoming("records")
    @Blocking
    public void receive(ConsumerRecords<byte[], byte[]> records) {
        intake.receive(CONSUMER, records);
    }

    @Override
    public void take(Unit unit, List<Message> messages) throws SQLException {
        Map<RecordKey, Cause> changed = new TreeMap<>();
        Map<RecordKey, Optional<RecordState>> external = new LinkedHashMap<>();
        Map<RecordKey, Cause> causes = new LinkedHashMap<>();
        for (Message message : messages) {
            RecordKey key = key(message);
            if (message.tombstone()) {
                external.put(key, Optional.empty());
            } else if (!message.type().isEmpty() && !message.type().equals(RECORD_CHANGED)) {
                continue;
            } else if (!sentByUs(message, key)) {
                external.put(key, Optional.of(state(key, message.data(RecordChangedV1.class))));
            }
            causes.put(key, message.cause());
            changed.put(key, message.cause());
        }
        keep(unit, external, causes);
        members.evaluate(unit, changed);
    }

    private static RecordKey key(Message message) {
        RecordKey key =
                RecordKey.of(message.key()).orElseThrow(() -> new Unreadable("the key is not <recordType>:<recordId>"));
        if (RowColumns.wrongId(key.recordId()) != null) {
            throw new Unreadable("the record id in the key is too long or has control characters");
        }
        return key;
    }

    /** Our event ids follow from key and version, which nobody else's do. */
    private static boolean sentByUs(Message message, RecordKey key) {
        return message.sequence() >= 0
                && RecordPublication.eventId(key, message.sequence()).equals(message.id());
    }

    private static RecordState state(RecordKey key, RecordChangedV1 record) {
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

    /** The last state of each record in the batch is what stays. */
    private static void keep(Unit unit, Map<RecordKey, Optional<RecordState>> external, Map<RecordKey, Cause> causes)
            throws SQLException {
        if (external.isEmpty()) {
            return;
        }
        List<RecordState> states =
                external.values().stream().flatMap(Optional::stream).toList();
        RecordRows.write(unit.connection(), states, RecordRows.Origin.TOPIC, key -> required(causes, key), unit.now());
        forget(unit, external, causes);
    }

    private static Cause required(Map<RecordKey, Cause> causes, RecordKey key) {
        return Objects.requireNonNull(causes.get(key));
    }

    /**
     * A record without value ends records of other producers. One of ours is left: our own deletions come back this way,
     * and by then the record may have been written again.
     */
    private static void forget(Unit unit, Map<RecordKey, Optional<RecordState>> external, Map<RecordKey, Cause> causes)
            throws SQLException {
        Set<RecordKey> ended = external.entrySet().stream()
                .filter(e -> e.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        if (ended.isEmpty()) {
            return;
        }
        RecordRows.ours(unit.connection(), ended).forEach((key, ours) -> {
            if (ours) {
                ended.remove(key);
            }
        });
        for (RecordKey key : ended) {
            RecordRows.forget(unit.connection(), List.of(key), required(causes, key), unit.now());
        }
    }
}
