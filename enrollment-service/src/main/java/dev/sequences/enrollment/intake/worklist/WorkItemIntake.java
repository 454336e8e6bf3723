package dev.sequences.enrollment.intake.worklist;

import static dev.sequences.enrollment.enrollment.Enrollments.ENROLLMENT;

import dev.sequences.chassis.intake.Intake;
import dev.sequences.chassis.intake.Message;
import dev.sequences.chassis.intake.MessageHandler;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.contracts.Topics;
import dev.sequences.contracts.catalogue.EventTypes;
import dev.sequences.contracts.workitem.NoteAddedV1;
import dev.sequences.contracts.workitem.WaitSkipRequestedV1;
import dev.sequences.contracts.workitem.WorkItemCompletedV1;
import dev.sequences.contracts.workitem.WorkItemOpenedV1;
import dev.sequences.contracts.workitem.WorkItemReassignedV1;
import dev.sequences.contracts.workitem.WorkItemResumedV1;
import dev.sequences.contracts.workitem.WorkItemSkippedV1;
import dev.sequences.contracts.workitem.WorkItemSnoozedV1;
import dev.sequences.contracts.workitem.WorkItemWithdrawnV1;
import dev.sequences.enrollment.enrollment.EnrollmentContexts;
import dev.sequences.enrollment.enrollment.model.Assignee;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.CompleteStep;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.ReassignStep;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.RescheduleStep;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.SkipStep;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.SkipWait;
import dev.sequences.enrollment.reference.Records;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/** Applies what a seller did with a work item to its step. A closed step stays unchanged. */
@ApplicationScoped
public class WorkItemIntake implements MessageHandler {

    static final String CONSUMER = "enrollment.work-items";

    /** Events that follow from this service's own events or are not relevant to it. */
    private static final Set<String> IGNORED = Set.of(
            EventTypes.nameOf(WorkItemOpenedV1.class),
            EventTypes.nameOf(WorkItemResumedV1.class),
            EventTypes.nameOf(WorkItemWithdrawnV1.class),
            EventTypes.nameOf(NoteAddedV1.class));

    /** Events that end a step. A step ends once, so they are idempotent. */
    private static final Set<String> ENDINGS =
            Set.of(EventTypes.nameOf(WorkItemCompletedV1.class), EventTypes.nameOf(WorkItemSkippedV1.class));

    /** Events after which the enrollment continues with its next node. */
    private static final Set<String> CONTINUATIONS = Set.of(
            EventTypes.nameOf(WorkItemCompletedV1.class),
            EventTypes.nameOf(WorkItemSkippedV1.class),
            EventTypes.nameOf(WaitSkipRequestedV1.class));

    private static final Map<String, String> INFORMED_BY = Map.of(Topics.CRM_RECORDS, Records.CONSUMER);

    private final Intake intake;
    private final EnrollmentContexts contexts;

    WorkItemIntake(Intake intake, EnrollmentContexts contexts) {
        this.intake = intake;
        this.contexts = contexts;
        intake.register(CONSUMER, this);
    }

    @Incoming("work-items")
    @Blocking
    public void receive(ConsumerRecords<byte[], byte[]> records) {
        intake.receive(CONSUMER, records);
    }

    /** A command for an enrollment, from one message. */
    private record PendingCommand(
            String enrollmentId, Message message, Function<EnrollmentContexts.Context, EnrollmentCommand> command) {}

    @Override
    public boolean isRelevant(Message message) {
        return !IGNORED.contains(message.type());
    }

    @Override
    public boolean isIdempotent(Message message) {
        return ENDINGS.contains(message.type());
    }

    /** The record decides the owner of the next step, branches and exits. */
    @Override
    public Map<String, String> informedBy(Message message) {
        return CONTINUATIONS.contains(message.type()) ? INFORMED_BY : Map.of();
    }

    @Override
    public void handle(Unit unit, List<Message> messages) {
        List<PendingCommand> commands = new ArrayList<>();
        for (Message message : messages) {
            switch (message.event().orElse(null)) {
                case WorkItemCompletedV1 e ->
                    commands.add(new PendingCommand(
                            e.enrollmentId(),
                            message,
                            w -> new CompleteStep(
                                    e.stepId(),
                                    e.callResult(),
                                    e.completedBy(),
                                    w.graph(),
                                    w.recordOwner(),
                                    w.facts(),
                                    doneAt(unit, e.completedAt()),
                                    unit.now())));
                case WorkItemSkippedV1 e ->
                    commands.add(new PendingCommand(
                            e.enrollmentId(),
                            message,
                            w -> new SkipStep(
                                    e.stepId(),
                                    e.reason(),
                                    e.skippedBy(),
                                    w.graph(),
                                    w.recordOwner(),
                                    w.facts(),
                                    doneAt(unit, e.skippedAt()),
                                    unit.now())));
                case WorkItemSnoozedV1 e ->
                    commands.add(new PendingCommand(
                            e.enrollmentId(), message, w -> new RescheduleStep(e.stepId(), e.until())));
                case WorkItemReassignedV1 e ->
                    commands.add(new PendingCommand(
                            e.enrollmentId(),
                            message,
                            w -> new ReassignStep(e.stepId(), new Assignee(e.assigneeType(), e.assigneeId()))));
                case WaitSkipRequestedV1 e ->
                    commands.add(new PendingCommand(
                            e.enrollmentId(),
                            message,
                            w -> new SkipWait(e.stepId(), w.graph(), w.recordOwner(), w.facts(), unit.now())));
                case null, default -> {
                    // An unknown or irrelevant event.
                }
            }
        }
        EnrollmentContexts.Batch prepared = contexts.prepare(
                unit, commands.stream().map(PendingCommand::enrollmentId).toList());
        for (PendingCommand pending : commands) {
            prepared.of(pending.enrollmentId())
                    .ifPresent(context -> unit.execute(
                            ENROLLMENT,
                            pending.enrollmentId(),
                            pending.command().apply(context),
                            context.basedOn(pending.message().cause())));
        }
    }

    /** When the seller acted, however late the message arrives; limited to now, since another service's clock may be ahead. */
    private static Instant doneAt(Unit unit, @Nullable Instant reported) {
        return reported == null || reported.isAfter(unit.now()) ? unit.now() : reported;
    }
}
