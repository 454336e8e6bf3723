package dev.sequences.worklist.intake.definitions;

import dev.sequences.chassis.intake.Intake;
import dev.sequences.chassis.intake.Message;
import dev.sequences.chassis.intake.MessageHandler;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.contracts.definition.SequenceActivatedV1;
import dev.sequences.contracts.definition.SequenceCreatedV1;
import dev.sequences.contracts.definition.SequenceDeletedV1;
import dev.sequences.contracts.definition.SequenceRenamedV1;
import dev.sequences.worklist.reference.SequenceNames;
import dev.sequences.worklist.reference.SequenceNames.NameAtPosition;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Stores the latest name of each sequence. */
@ApplicationScoped
public class DefinitionIntake implements MessageHandler {

    public static final String CONSUMER = SequenceNames.CONSUMER;

    private final Intake intake;

    DefinitionIntake(Intake intake) {
        this.intake = intake;
        intake.register(CONSUMER, this);
    }

    @Incoming("definitions")
    @Blocking
    public void receive(ConsumerRecords<byte[], byte[]> records) {
        intake.receive(CONSUMER, records);
    }

    @Override
    public void handle(Unit unit, List<Message> messages) throws SQLException {
        Map<String, Optional<NameAtPosition>> last = new LinkedHashMap<>();
        for (Message message : messages) {
            switch (message.event().orElse(null)) {
                case SequenceCreatedV1 e -> last.put(e.sequenceId(), name(e.name(), message));
                case SequenceActivatedV1 e -> last.put(e.sequenceId(), name(e.name(), message));
                case SequenceRenamedV1 e -> last.put(e.sequenceId(), name(e.name(), message));
                case SequenceDeletedV1 e -> last.put(e.sequenceId(), Optional.empty());
                case null, default -> {}
            }
        }
        if (!last.isEmpty()) {
            SequenceNames.write(unit.connection(), last);
        }
    }

    private static Optional<NameAtPosition> name(String name, Message message) {
        return Optional.of(new NameAtPosition(name, message.position()));
    }
}
