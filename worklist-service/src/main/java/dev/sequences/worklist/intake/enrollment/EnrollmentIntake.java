package dev.sequences.worklist.intake.enrollment;

import static dev.sequences.worklist.workitem.WorkItems.WORK_ITEM;

import dev.sequences.chassis.intake.Intake;
import dev.sequences.chassis.intake.Message;
import dev.sequences.chassis.intake.MessageHandler;
import dev.sequences.chassis.unit.Outcome;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.contracts.ContractEvent;
import dev.sequences.contracts.Topics;
import dev.sequences.contracts.catalogue.EventTypes;
import dev.sequences.contracts.enrollment.ConditionEvaluatedV1;
import dev.sequences.contracts.enrollment.EnrollmentEndedV1;
import dev.sequences.contracts.enrollment.FieldUpdateRequestedV1;
import dev.sequences.contracts.enrollment.MessageRequestedV1;
import dev.sequences.contracts.enrollment.RecordEnrolledV1;
import dev.sequences.contracts.enrollment.StepCancelledV1;
import dev.sequences.contracts.enrollment.StepCompletedV1;
import dev.sequences.contracts.enrollment.StepFailedV1;
import dev.sequences.contracts.enrollment.StepOpenedV1;
import dev.sequences.contracts.enrollment.StepReassignedV1;
import dev.sequences.contracts.enrollment.StepRescheduledV1;
import dev.sequences.contracts.enrollment.StepRetriedV1;
import dev.sequences.contracts.enrollment.StepSkippedV1;
import dev.sequences.contracts.enrollment.WaitEndedV1;
import dev.sequences.contracts.enrollment.WaitStartedV1;
import dev.sequences.worklist.reference.RecordCards;
import dev.sequences.worklist.reference.SequenceNames;
import dev.sequences.worklist.workitem.WorkItems;
import dev.sequences.worklist.workitem.model.Assignee;
import dev.sequences.worklist.workitem.model.StepRef;
import dev.sequences.worklist.workitem.model.WorkItemCommand;
import dev.sequences.worklist.workitem.model.WorkItemCommand.HandOverWorkItem;
import dev.sequences.worklist.workitem.model.WorkItemCommand.OpenWaitingItem;
import dev.sequences.worklist.workitem.model.WorkItemCommand.OpenWorkItem;
import dev.sequences.worklist.workitem.model.WorkItemCommand.RescheduleWorkItem;
import dev.sequences.worklist.workitem.model.WorkItemCommand.WithdrawWorkItem;
import dev.sequences.worklist.workitem.model.WorkItemEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Opens, changes and withdraws the work item of a step as the enrollment reports it. Every decision is the work item's own, from its
 * events in the same transaction; no view is read.
 */
@ApplicationScoped
public class EnrollmentIntake implements MessageHandler {

    public static final String CONSUMER = "worklist.enrollments";

    private static final Logger LOG = Logger.getLogger(EnrollmentIntake.class);

    /** Events that no work item depends on. */
    private static final Set<String> IGNORED = names(
            RecordEnrolledV1.class,
            EnrollmentEndedV1.class,
            ConditionEvaluatedV1.class,
            MessageRequestedV1.class,
            FieldUpdateRequestedV1.class,
            StepFailedV1.class,
            StepRetriedV1.class);

    /** Idempotent by themselves: an item opens once and closes once. */
    private static final Set<String> OPENINGS_AND_ENDINGS = names(
            StepOpenedV1.class,
            WaitStartedV1.class,
            StepCompletedV1.class,
            StepSkippedV1.class,
            StepCancelledV1.class,
            WaitEndedV1.class);

    /** Events that open an item, whose card shows the record and the name of the sequence. */
    private static final Set<String> OPENINGS = names(StepOpenedV1.class, WaitStartedV1.class);

    private static final Map<String, String> INFORMED_BY =
            Map.of(Topics.CRM_RECORDS, RecordCards.CONSUMER, Topics.DEFINITIONS, SequenceNames.CONSUMER);

    private record PendingCommand(String item, WorkItemCommand command, Message message) {}

    private final Intake intake;
    private final MeterRegistry metrics;

    EnrollmentIntake(Intake intake, MeterRegistry metrics) {
        this.intake = intake;
        this.metrics = metrics;
        intake.register(CONSUMER, this);
    }

    @Incoming("enrollments")
    @Blocking
    public void receive(ConsumerRecords<byte[], byte[]> records) {
        intake.receive(CONSUMER, records);
    }

    @SafeVarargs
    private static Set<String> names(Class<? extends ContractEvent>... types) {
        return Stream.of(types).map(EventTypes::nameOf).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean isRelevant(Message message) {
        return !IGNORED.contains(message.type());
    }

    @Override
    public boolean isIdempotent(Message message) {
        return OPENINGS_AND_ENDINGS.contains(message.type());
    }

    @Override
    public Map<String, String> informedBy(Message message) {
        return OPENINGS.contains(message.type()) ? INFORMED_BY : Map.of();
    }

    @Override
    public void handle(Unit unit, List<Message> messages) {
        List<PendingCommand> pending = new ArrayList<>();
        for (Message message : messages) {
            message.event().flatMap(event -> command(event, message)).ifPresent(pending::add);
        }
        // Most step endings respond to an action of the seller here: the item's last event closed it, and its stream is
        // not read.
        Set<String> closed = closedAmong(unit, pending);
        pending.removeIf(one -> closed.contains(one.item()));
        unit.preload(pending.stream().map(PendingCommand::item).distinct().toList());
        for (PendingCommand one : pending) {
            if (unit.execute(WORK_ITEM, one.item(), one.command(), one.message().cause())
                    instanceof Outcome.Refused<?, ?> refused) {
                String code = refused.refusals().getFirst().code();
                metrics.counter("sequences.intake.refused", "consumer", CONSUMER, "code", code)
                        .increment();
                LOG.debugf(
                        "%s of %s refused: %s",
                        one.message().type(), one.message().key(), code);
            }
        }
    }

    /** Returns the items that a withdrawal no longer changes. No command changes them, so all commands for them are dropped. */
    private static Set<String> closedAmong(Unit unit, List<PendingCommand> pending) {
        List<String> withdrawn = pending.stream()
                .filter(one -> one.command() instanceof WithdrawWorkItem)
                .map(PendingCommand::item)
                .distinct()
                .toList();
        return unit.lastEventTypes(withdrawn).entrySet().stream()
                .filter(last -> WorkItemEvent.Closing.class.isAssignableFrom(last.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<PendingCommand> command(ContractEvent event, Message message) {
        return switch (event) {
            case StepOpenedV1 e ->
                command(
                        e.stepId(),
                        message,
                        new OpenWorkItem(
                                new StepRef(
                                        e.enrollmentId(),
                                        e.sequenceId(),
                                        e.stepId(),
                                        e.stepKey(),
                                        e.recordType(),
                                        e.recordId()),
                                e.stepType(),
                                e.name(),
                                e.description(),
                                e.templateId(),
                                new Assignee(e.assigneeType(), e.assigneeId()),
                                e.dueAt()));
            case WaitStartedV1 e ->
                command(
                        e.stepId(),
                        message,
                        new OpenWaitingItem(
                                new StepRef(
                                        e.enrollmentId(),
                                        e.sequenceId(),
                                        e.stepId(),
                                        e.stepKey(),
                                        e.recordType(),
                                        e.recordId()),
                                new Assignee(e.assigneeType(), e.assigneeId()),
                                e.until()));
            case StepCompletedV1 e -> command(e.stepId(), message, new WithdrawWorkItem("step-closed"));
            case StepSkippedV1 e -> command(e.stepId(), message, new WithdrawWorkItem("step-closed"));
            case StepCancelledV1 e -> command(e.stepId(), message, new WithdrawWorkItem("enrollment-ended"));
            case WaitEndedV1 e -> command(e.stepId(), message, new WithdrawWorkItem("wait-ended"));
            // The database stores microseconds; a timer may be set to this time.
            case StepRescheduledV1 e ->
                command(
                        e.stepId(),
                        message,
                        new RescheduleWorkItem(e.dueAt().truncatedTo(ChronoUnit.MICROS), e.snoozeCount()));
            case StepReassignedV1 e ->
                command(e.stepId(), message, new HandOverWorkItem(new Assignee(e.assigneeType(), e.assigneeId())));
            default -> Optional.empty();
        };
    }

    private static Optional<PendingCommand> command(String stepId, Message message, WorkItemCommand command) {
        return Optional.of(new PendingCommand(WorkItems.idOf(stepId), command, message));
    }
}
