package dev.sequences.enrollment.intake.segment;

import static dev.sequences.enrollment.enrollment.Enrollments.ENROLLMENT;

import dev.sequences.chassis.flow.FactVersion;
import dev.sequences.chassis.intake.Intake;
import dev.sequences.chassis.intake.Message;
import dev.sequences.chassis.intake.MessageHandler;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.contracts.Topics;
import dev.sequences.contracts.fieldupdate.FieldUpdateAppliedV1;
import dev.sequences.contracts.fieldupdate.FieldUpdateDelegatedV1;
import dev.sequences.contracts.fieldupdate.FieldUpdateRefusedV1;
import dev.sequences.contracts.segment.RecordJoinedSegmentV1;
import dev.sequences.contracts.segment.RecordLeftSegmentV1;
import dev.sequences.enrollment.enrollment.Enroller;
import dev.sequences.enrollment.enrollment.model.Assignee;
import dev.sequences.enrollment.enrollment.model.EndReason;
import dev.sequences.enrollment.enrollment.model.Enrollment;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.EndEnrollment;
import dev.sequences.enrollment.intake.segment.FieldUpdateOutcomes.Outcome;
import dev.sequences.enrollment.reference.PendingMembers.PendingMember;
import dev.sequences.enrollment.reference.Records;
import dev.sequences.enrollment.reference.Sellers;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * Enrolls segment members in the segment's sequence, and continues enrollments whose field update has an outcome. Leaving the segment
 * ends the enrollment only if the segment is configured to.
 */
@ApplicationScoped
public class SegmentIntake implements MessageHandler {

    static final String CONSUMER = "enrollment.segments";

    private static final Map<String, String> INFORMED_BY =
            Map.of(Topics.CRM_RECORDS, Records.CONSUMER, Topics.SELLERS, Sellers.CONSUMER);

    private final Intake intake;
    private final MemberEnroller memberEnroller;
    private final FieldUpdateOutcomes fieldUpdates;

    SegmentIntake(Intake intake, MemberEnroller memberEnroller, FieldUpdateOutcomes fieldUpdates) {
        this.fieldUpdates = fieldUpdates;
        this.intake = intake;
        this.memberEnroller = memberEnroller;
        intake.register(CONSUMER, this);
    }

    @Incoming("segments")
    @Blocking
    public void receive(ConsumerRecords<byte[], byte[]> records) {
        intake.receive(CONSUMER, records);
    }

    /** The record must be open, and may decide the owner, branches and due times; the owner's calendar decides due times. */
    @Override
    public Map<String, String> informedBy(Message message) {
        return INFORMED_BY;
    }

    private static @Nullable String recordVersion(Message message) {
        return message.basis().stream()
                .filter(fact ->
                        fact.topic().equals(Topics.CRM_RECORDS) && fact.key().equals(message.key()))
                .map(FactVersion::version)
                .findFirst()
                .orElse(null);
    }

    @Override
    public void handle(Unit unit, List<Message> messages) {
        List<PendingMember> joining = new ArrayList<>();
        List<Outcome> outcomes = new ArrayList<>();
        for (Message message : messages) {
            switch (message.event().orElse(null)) {
                case RecordJoinedSegmentV1 joined
                when joined.sequenceId() != null ->
                    joining.add(new PendingMember(
                            joined.sequenceId(),
                            joined.recordType(),
                            joined.recordId(),
                            joined.segmentId(),
                            new Assignee(joined.ownerType(), joined.ownerId()),
                            message.id() == null
                                    ? message.topic() + message.partition() + "-" + message.offset()
                                    : message.id(),
                            message.cause(),
                            recordVersion(message)));
                case RecordLeftSegmentV1 left
                when left.sequenceId() != null -> {
                    // Keep the order: enroll members that joined earlier in this batch first.
                    memberEnroller.enroll(unit, joining);
                    joining.clear();
                    memberEnroller.left(unit, left.sequenceId(), left.recordType(), left.recordId());
                    if (!left.disconnect()) {
                        continue;
                    }
                    String open = unit.claims()
                            .holder(
                                    Enroller.OPEN_ENROLLMENT,
                                    Enroller.claimOf(left.sequenceId(), left.recordType(), left.recordId()));
                    if (open != null) {
                        unit.execute(
                                ENROLLMENT,
                                open,
                                new EndEnrollment(
                                        EndReason.USER_DISCONNECTED, "left-segment", left.reason(), unit.now()),
                                message.cause());
                    }
                }
                case FieldUpdateAppliedV1 applied ->
                    outcomes.add(Outcome.applied(applied.enrollmentId(), applied.stepId(), message.cause()));
                case FieldUpdateDelegatedV1 delegated ->
                    outcomes.add(Outcome.delegated(delegated.enrollmentId(), delegated.stepId(), message.cause()));
                case FieldUpdateRefusedV1 refused ->
                    outcomes.add(Outcome.refused(
                            refused.enrollmentId(),
                            refused.stepId(),
                            new Enrollment.Failure(refused.code(), refused.reason()),
                            message.cause()));
                case null, default -> {
                    // Segment definitions and members without a sequence are not relevant here.
                }
            }
        }
        memberEnroller.enroll(unit, joining);
        fieldUpdates.conclude(unit, outcomes);
    }
}
