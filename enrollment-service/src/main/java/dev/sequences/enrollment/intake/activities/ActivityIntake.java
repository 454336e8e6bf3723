package dev.sequences.enrollment.intake.activities;

import dev.sequences.chassis.intake.Intake;
import dev.sequences.chassis.intake.Message;
import dev.sequences.chassis.intake.MessageHandler;
import dev.sequences.chassis.intake.Unreadable;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.contracts.Topics;
import dev.sequences.contracts.crm.ActivityRecordedV1;
import dev.sequences.enrollment.activity.Activity;
import dev.sequences.enrollment.activity.ActivityLog;
import dev.sequences.enrollment.reference.Records;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reads activities of customers from {@code crm.activities}. */
@ApplicationScoped
public class ActivityIntake implements MessageHandler {

    static final String CONSUMER = "enrollment.activities";

    private static final Map<String, String> INFORMED_BY = Map.of(Topics.CRM_RECORDS, Records.CONSUMER);

    private final Intake intake;
    private final ActivityLog log;

    ActivityIntake(Intake intake, ActivityLog log) {
        this.intake = intake;
        this.log = log;
        intake.register(CONSUMER, this);
    }

    @Incoming("activities")
    @Blocking
    public void receive(ConsumerRecords<byte[], byte[]> batch) {
        intake.receive(CONSUMER, batch);
    }

    /** The record decides branches, the owner of the next step, and exits. */
    @Override
    public Map<String, String> informedBy(Message message) {
        return INFORMED_BY;
    }

    @Override
    public void handle(Unit unit, List<Message> messages) {
        for (Message message : messages) {
            ActivityRecordedV1 activity = message.data(ActivityRecordedV1.class);
            if (activity.activityId() == null
                    || activity.type() == null
                    || activity.recordType() == null
                    || activity.recordId() == null
                    || activity.happenedAt() == null) {
                throw new Unreadable("activityId, type, recordType, recordId or happenedAt is missing");
            }
            if (!Activity.isPlausible(activity.happenedAt())) {
                throw new Unreadable("happenedAt is outside the years " + Activity.YEARS);
            }
            String result = activity.result();
            if (result != null && !Activity.isResult(result)) {
                throw new Unreadable("result is not a short kebab-case word");
            }
            log.add(
                    unit,
                    new Activity(
                            activity.activityId(),
                            activity.type(),
                            activity.recordType(),
                            activity.recordId(),
                            activity.happenedAt(),
                            activity.enrollmentId(),
                            activity.stepId(),
                            activity.type().equals(Activity.CALL_LOGGED) ? result : null),
                    message.cause());
        }
    }
}
