package dev.sequences.insights.views.definitions;

import dev.sequences.chassis.intake.Intake;
import dev.sequences.chassis.intake.Message;
import dev.sequences.chassis.intake.MessageHandler;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.insights.views.DecodedEvent;
import dev.sequences.insights.views.Projection;
import dev.sequences.insights.views.Projector;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Projection of sequences, versions and nodes: the names of figures and their order. */
@ApplicationScoped
public class DefinitionsView implements Projection, MessageHandler {

    public static final String NAME = "definitions";
    public static final String CONSUMER = "insights.definitions";

    private static final int REVISION = 1;

    private final Intake intake;

    DefinitionsView(Intake intake) {
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
        Projector.receive(this, unit, messages);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int revision() {
        return REVISION;
    }

    @Override
    public String consumer() {
        return CONSUMER;
    }

    @Override
    public List<String> tables() {
        return List.of("sequence_definition", "sequence_version", "sequence_node");
    }

    /** Writes event by event, as definitions change only a few times a day. */
    @Override
    public void apply(Connection connection, String schema, List<DecodedEvent> events) throws SQLException {
        DefinitionTables tables = new DefinitionTables(connection, schema);
        for (DecodedEvent event : events) {
            tables.apply(event);
        }
    }
}
