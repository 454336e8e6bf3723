package dev.sequences.segment.intake.enrollments;

import dev.sequences.chassis.intake.Intake;
import dev.sequences.chassis.intake.Message;
import dev.sequences.chassis.intake.MessageHandler;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.contracts.catalogue.EventTypes;
import dev.sequences.contracts.enrollment.EnrollmentEndedV1;
import dev.sequences.contracts.enrollment.FieldUpdateRequestedV1;
import dev.sequences.contracts.enrollment.RecordEnrolledV1;
import dev.sequences.segment.fieldupdate.FieldUpdates;
import dev.sequences.segment.fieldupdate.FieldUpdates.Received;
import dev.sequences.segment.fieldupdate.model.FieldUpdate;
import dev.sequences.segment.fieldupdate.model.FieldUpdateRequest;
import dev.sequences.segment.recordlist.OpenEnrollments;
import dev.sequences.segment.recordlist.OpenEnrollments.Open;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Applies the field updates that enrollments request, and keeps the view of open enrollments. */
@ApplicationScoped
public class EnrollmentIntake implements MessageHandler {

    static final String CONSUMER = "segment.enrollments";

    private static final Set<String> RELEVANT = Set.of(
            EventTypes.nameOf(FieldUpdateRequestedV1.class),
            EventTypes.nameOf(RecordEnrolledV1.class),
            EventTypes.nameOf(EnrollmentEndedV1.class));

    private final Intake intake;
    private final FieldUpdates fieldUpdates;

    EnrollmentIntake(Intake intake, FieldUpdates fieldUpdates) {
        this.intake = intake;
        this.fieldUpdates = fieldUpdates;
        intake.register(CONSUMER, this);
    }

    @Incoming("enrollments")
    @Blocking
    public void receive(ConsumerRecords<byte[], byte[]> records) {
        intake.receive(CONSUMER, records);
    }

    @Override
    public boolean isRelevant(Message message) {
        return message.type().isEmpty() || RELEVANT.contains(message.type());
    }

    @Override
    public void handle(Unit unit, List<Message> messages) throws SQLException {
        List<Received> updates = new ArrayList<>();
        Map<String, Open> opened = new LinkedHashMap<>();
        Set<String> ended = new HashSet<>();
        for (Message message : messages) {
            switch (message.event().orElse(null)) {
                case FieldUpdateRequestedV1 requested -> updates.add(received(message, requested));
                case RecordEnrolledV1 enrolled ->
                    opened.put(
                            enrolled.enrollmentId(),
                            new Open(
                                    enrolled.enrollmentId(),
                                    enrolled.sequenceId(),
                                    enrolled.recordType(),
                                    enrolled.recordId()));
                case EnrollmentEndedV1 end -> {
                    opened.remove(end.enrollmentId());
                    ended.add(end.enrollmentId());
                }
                case null, default -> {
                    // Steps of an enrollment do not concern records.
                }
            }
        }
        OpenEnrollments.add(unit.connection(), opened.values());
        OpenEnrollments.remove(unit.connection(), ended);
        fieldUpdates.apply(unit, updates);
    }

    private static Received received(Message message, FieldUpdateRequestedV1 requested) {
        String id = message.id();
        return new Received(
                id == null ? message.topic() + message.partition() + "-" + message.offset() : id,
                new FieldUpdateRequest(
                        requested.enrollmentId(),
                        requested.stepId(),
                        requested.stepKey(),
                        requested.recordType(),
                        requested.recordId(),
                        requested.field()),
                new FieldUpdate(requested.field(), requested.value(), requested.ownerType(), requested.ownerId()),
                requested.requestedAt(),
                message.cause());
    }
}
