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
import dev.sequences.segment.recordimport.model.RowColumns;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
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
 * Every change of a record, whoever made it: other producers' records are kept, and each record that changed is evaluated.
 *
 * <p>The order of the topic decides between producers. What we sent ourselves stands in the table already, often in a newer version,
 * and is only evaluated; but where the row was last written from the topic, our own message came behind that on the topic, and so it
 * is taken like any other.
 */
@ApplicationScoped
public class RecordIntake implements MessageHandler {

    static final String CONSUMER = "segment.records";

    private static final String SOURCE = Headers.sourceOf("segment");

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

    /**
     * The last thing that the topic says about a record in a batch.
     *
     * @param foreign what another producer says; null for a message of ours and for one without value
     * @param behindOthers it is another producer's, or came behind one, so it counts whatever the row says
     */
    private record Said(Message message, @Nullable RecordState foreign, boolean behindOthers) {}

    @Override
    public void handle(Unit unit, List<Message> messages) throws SQLException {
        Map<RecordKey, Said> last = new LinkedHashMap<>();
        Map<RecordKey, Cause> causes = new TreeMap<>();
        for (Message message : messages) {
            RecordKey key = key(message);
            if (!message.isTombstone()
                    && !message.type().isEmpty()
                    && !message.type().equals(RECORD_CHANGED)) {
                continue;
            }
            boolean ours = sentByUs(message);
            Said before = last.get(key);
            last.put(
                    key,
                    new Said(
                            message,
                            ours || message.isTombstone() ? null : state(key, message),
                            !ours || (before != null && before.behindOthers())));
            causes.put(key, message.cause());
        }
        keep(unit, last, causes);
        members.evaluate(unit, causes);
    }

    private static RecordKey key(Message message) {
        RecordKey key =
                RecordKey.of(message.key()).orElseThrow(() -> new Unreadable("the key is not <recordType>:<recordId>"));
        if (RowColumns.wrongId(key.recordId()) != null) {
            throw new Unreadable("the record id in the key is too long or has control characters");
        }
        return key;
    }

    private static boolean sentByUs(Message message) {
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

    /** Our own messages are left out, but where the row was last written from the topic. */
    private static void keep(Unit unit, Map<RecordKey, Said> last, Map<RecordKey, Cause> causes) throws SQLException {
        List<RecordKey> echoes = last.entrySet().stream()
                .filter(e -> !e.getValue().behindOthers())
                .map(Map.Entry::getKey)
                .toList();
        Set<RecordKey> fromTopic = RecordRows.fromTopic(unit.connection(), echoes);
        List<RecordState> states = new ArrayList<>();
        List<RecordKey> ended = new ArrayList<>();
        last.forEach((key, said) -> {
            if (!said.behindOthers() && !fromTopic.contains(key)) {
                return;
            }
            if (said.message().isTombstone()) {
                ended.add(key);
            } else {
                states.add(said.foreign() == null ? state(key, said.message()) : said.foreign());
            }
        });
        RecordRows.write(unit.connection(), states, RecordRows.Origin.TOPIC, key -> required(causes, key), unit.now());
        for (RecordKey key : ended) {
            RecordRows.forget(unit.connection(), List.of(key), required(causes, key), unit.now());
        }
    }

    private static Cause required(Map<RecordKey, Cause> causes, RecordKey key) {
        return Objects.requireNonNull(causes.get(key));
    }
}
