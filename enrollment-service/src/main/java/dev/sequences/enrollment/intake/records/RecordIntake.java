package dev.sequences.enrollment.intake.records;

import static dev.sequences.enrollment.enrollment.Enrollments.ENROLLMENT;

import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.intake.Intake;
import dev.sequences.chassis.intake.Message;
import dev.sequences.chassis.intake.MessageHandler;
import dev.sequences.chassis.intake.Unreadable;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.contracts.crm.RecordChangedV1;
import dev.sequences.enrollment.enrollment.OpenEnrollments;
import dev.sequences.enrollment.enrollment.model.Assignee;
import dev.sequences.enrollment.enrollment.model.EndReason;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.EndEnrollment;
import dev.sequences.enrollment.enrollment.model.graph.RecordFacts;
import dev.sequences.enrollment.intake.segment.MemberEnroller;
import dev.sequences.enrollment.reference.Records;
import dev.sequences.enrollment.reference.Records.KnownRecord;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * Keeps records up to date: the owner gets the next step, and a closed or deleted record ends its enrollments (rule 4.5,
 * reason 2). A segment member whose record was closed is enrolled when the record is open again.
 */
@ApplicationScoped
public class RecordIntake implements MessageHandler {

    static final String CONSUMER = Records.CONSUMER;

    private final Intake intake;
    private final Records records;
    private final OpenEnrollments open;
    private final RecordExits exits;
    private final RecordRetries retries;
    private final MemberEnroller memberEnroller;

    RecordIntake(
            Intake intake,
            Records records,
            OpenEnrollments open,
            RecordExits exits,
            RecordRetries retries,
            MemberEnroller memberEnroller) {
        this.intake = intake;
        this.records = records;
        this.open = open;
        this.exits = exits;
        this.retries = retries;
        this.memberEnroller = memberEnroller;
        intake.register(CONSUMER, this);
    }

    @Incoming("records")
    @Blocking
    public void receive(ConsumerRecords<byte[], byte[]> batch) {
        intake.receive(CONSUMER, batch);
    }

    @Override
    public void handle(Unit unit, List<Message> messages) {
        Map<String, @Nullable KnownRecord> last = new LinkedHashMap<>();
        Map<String, Cause> closed = new LinkedHashMap<>();
        for (Message message : messages) {
            if (message.isTombstone()) {
                last.put(message.key(), null);
                closed.put(message.key(), message.cause());
                continue;
            }
            RecordChangedV1 record = message.data(RecordChangedV1.class);
            if (record.recordType() == null || record.recordId() == null || record.ownerId() == null) {
                throw new Unreadable("recordType, recordId or ownerId is missing");
            }
            String key = Records.key(record.recordType(), record.recordId());
            last.put(
                    key,
                    new KnownRecord(
                            record.recordType(),
                            record.recordId(),
                            Assignee.of(record.ownerType(), record.ownerId()),
                            record.active(),
                            facts(record),
                            message.version().version()));
            if (!record.active()) {
                closed.put(key, message.cause());
            }
        }
        List<String> created = records.store(
                unit, last.values().stream().filter(Objects::nonNull).toList());
        records.remove(
                unit,
                last.entrySet().stream()
                        .filter(e -> e.getValue() == null)
                        .map(Map.Entry::getKey)
                        .toList());
        exits.check(unit, last, closed.keySet(), messages);
        if (!closed.isEmpty()) {
            Map<String, String> ending = open.recordKeysById(unit, closed.keySet());
            unit.preload(ending.keySet());
            ending.forEach((enrollmentId, key) -> unit.execute(
                    ENROLLMENT,
                    enrollmentId,
                    new EndEnrollment(EndReason.RECORD_CLOSED, null, null, unit.now()),
                    Objects.requireNonNull(closed.get(key))));
        }
        retries.retry(unit, messages);
        records.lockMissing(unit, created);
        memberEnroller.enrollReopened(
                unit,
                last.values().stream()
                        .filter(Objects::nonNull)
                        .filter(KnownRecord::active)
                        .map(record -> Records.key(record.recordType(), record.recordId()))
                        .toList());
    }

    /** Adds the standard fields of every record unless a field of its own has that name. */
    private static RecordFacts facts(RecordChangedV1 record) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (record.name() != null) {
            fields.put("name", record.name());
        }
        fields.put("ownerId", record.ownerId());
        fields.put("active", record.active());
        fields.put("recordId", record.recordId());
        if (record.fields() != null) {
            record.fields().forEach((name, value) -> {
                if (value == null) {
                    fields.remove(name);
                } else {
                    fields.put(name, value);
                }
            });
        }
        return new RecordFacts(fields);
    }
}
