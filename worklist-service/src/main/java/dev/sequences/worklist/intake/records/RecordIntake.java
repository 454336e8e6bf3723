package dev.sequences.worklist.intake.records;

import dev.sequences.chassis.intake.Intake;
import dev.sequences.chassis.intake.Message;
import dev.sequences.chassis.intake.MessageHandler;
import dev.sequences.chassis.intake.Unreadable;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.contracts.crm.RecordChangedV1;
import dev.sequences.worklist.reference.RecordCard;
import dev.sequences.worklist.reference.RecordCards;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Stores the latest card of each CRM record. */
@ApplicationScoped
public class RecordIntake implements MessageHandler {

    public static final String CONSUMER = RecordCards.CONSUMER;

    private final Intake intake;

    RecordIntake(Intake intake) {
        this.intake = intake;
        intake.register(CONSUMER, this);
    }

    @Incoming("records")
    @Blocking
    public void receive(ConsumerRecords<byte[], byte[]> records) {
        intake.receive(CONSUMER, records);
    }

    @Override
    public void handle(Unit unit, List<Message> messages) throws SQLException {
        Map<RecordCard.Key, Optional<RecordCard>> last = new LinkedHashMap<>();
        for (Message message : messages) {
            RecordCard.Key key = key(message.key());
            last.put(key, message.isTombstone() ? Optional.empty() : Optional.of(card(key, message)));
        }
        RecordCards.write(unit.connection(), last);
    }

    private static RecordCard.Key key(String key) {
        int colon = key.indexOf(':');
        if (colon < 1 || colon == key.length() - 1) {
            throw new Unreadable("the key '" + key + "' is not <recordType>:<recordId>");
        }
        return new RecordCard.Key(key.substring(0, colon), key.substring(colon + 1));
    }

    private static RecordCard card(RecordCard.Key key, Message message) {
        RecordChangedV1 changed = message.data(RecordChangedV1.class);
        if (changed.ownerId() == null || changed.ownerType() == null) {
            throw new Unreadable("the record has no owner");
        }
        return new RecordCard(
                key,
                changed.name(),
                changed.ownerType(),
                changed.ownerId(),
                changed.active(),
                changed.fields() == null ? Map.of() : changed.fields(),
                message.position(),
                message.version().version());
    }
}
