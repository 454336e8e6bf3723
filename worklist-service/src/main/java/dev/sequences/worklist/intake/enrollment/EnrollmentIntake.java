package dev.sequences.worklist.intake.enrollment;

import static dev.sequences.worklist.workitem.WorkItems.WORK_ITEM;

import dev.sequences.chassis.intake.Intake;
import dev.sequences.chassis.intake.Message;
import dev.sequences.chassis.intake.MessageHandler;
import dev.sequences.chassis.unit.Outcome;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.contracts.ContractEvent;
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
import dev.sequences.worklist.views.mywork.MyWorkView;
import dev.sequences.worklist.workitem.WorkItems;
import dev.sequences.worklist.workitem.model.Assignee;
import dev.sequences.worklist.workitem.model.StepRef;
import dev.sequences.worklist.workitem.model.WorkItemCommand;
import dev.sequences.worklist.workitem.model.WorkItemCommand.HandOverWorkItem;
import dev.sequences.worklist.workitem.model.WorkItemCommand.OpenWaitingItem;
import dev.sequences.worklist.workitem.model.WorkItemCommand.OpenWorkItem;
import dev.sequences.worklist.workitem.model.WorkItemCommand.RescheduleWorkItem;
import dev.sequences.worklist.workitem.model.WorkItemCommand.WithdrawWorkItem;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** A step of an enrollment has an item while it is open. */
@ApplicationScoped
public class EnrollmentIntake implements MessageHandler {

    public static final String CONSUMER = "worklist.enrollments";

    private static final Logger LOG = Logger.getLogger(EnrollmentIntake.class);

    /** An enrollment's own story, which no item shows. */
    private static final Set<String> IGNORED = names(
            RecordEnrolledV1.class,
            EnrollmentEndedV1.class,
            ConditionEvaluatedV1.class,
            MessageRequestedV1.class,
            FieldUpdateRequestedV1.class,
            StepFailedV1.class,
            StepRetriedV1.class);

    /** An item is opened once and closed once. */
    private static final Set<String> OPENINGS_AND_ENDINGS = names(
            StepOpenedV1.class,
            WaitStartedV1.class,
            StepCompletedV1.class,
            StepSkippedV1.class,
            StepCancelledV1.class,
            WaitEndedV1.class);

    private record Asked(String item, WorkItemCommand command, Message because) {}

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
    public void take(Unit unit, List<Message> messages) {
        List<Asked> asked = new ArrayList<>();
        for (Message message : messages) {
            message.event().flatMap(event -> asked(event, message)).ifPresent(asked::add);
        }
        // Most endings are the echo of what a seller did here: the item is closed, and nothing changes a closed one any
        // more.
        Set<String> closed = MyWorkView.closedAmong(
                unit,
                asked.stream()
                        .filter(one -> one.command() instanceof WithdrawWorkItem)
                        .map(Asked::item)
                        .toList());
        asked.removeIf(one -> closed.contains(one.item()));
        unit.preload(asked.stream().map(Asked::item).distinct().toList());
        for (Asked one : asked) {
            if (unit.execute(WORK_ITEM, one.item(), one.command(), one.because().cause())
                    instanceof Outcome.Refused<?, ?> refused) {
                String code = refused.refusals().getFirst().code();
                metrics.counter("sequences.intake.refused", "consumer", CONSUMER, "code", code)
                        .increment();
                LOG.debugf("%s of %s: %s", one.because().type(), one.because().key(), code);
            }
        }
    }

    private static Optional<Asked> asked(ContractEvent event, Message message) {
        return switch (event) {
            case StepOpenedV1 e ->
                asked(
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
                asked(
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
            case StepCompletedV1 e -> asked(e.stepId(), message, new WithdrawWorkItem("step-closed"));
            case StepSkippedV1 e -> asked(e.stepId(), message, new WithdrawWorkItem("step-closed"));
            case StepCancelledV1 e -> asked(e.stepId(), message, new WithdrawWorkItem("enrollment-ended"));
            case WaitEndedV1 e -> asked(e.stepId(), message, new WithdrawWorkItem("wait-ended"));
            case StepRescheduledV1 e -> // A timer may follow from it, and the database keeps microseconds.
                asked(
                        e.stepId(),
                        message,
                        new RescheduleWorkItem(e.dueAt().truncatedTo(ChronoUnit.MICROS), e.snoozeCount()));
            case StepReassignedV1 e ->
                asked(e.stepId(), message, new HandOverWorkItem(new Assignee(e.assigneeType(), e.assigneeId())));
            default -> Optional.empty();
        };
    }

    private static Optional<Asked> asked(String stepId, Message message, WorkItemCommand command) {
        return Optional.of(new Asked(WorkItems.idOf(stepId), command, message));
    }
}
