package dev.sequences.enrollment.intake.definitions;

import dev.sequences.chassis.intake.Intake;
import dev.sequences.chassis.intake.Message;
import dev.sequences.chassis.intake.MessageHandler;
import dev.sequences.chassis.intake.Unreadable;
import dev.sequences.chassis.jobs.Jobs;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.contracts.definition.SequenceActivatedV1;
import dev.sequences.contracts.definition.SequenceCreatedV1;
import dev.sequences.contracts.definition.SequenceDeactivatedV1;
import dev.sequences.contracts.definition.SequenceDeletedV1;
import dev.sequences.contracts.definition.SequenceReassignedV1;
import dev.sequences.contracts.definition.SequenceRenamedV1;
import dev.sequences.contracts.holidaycalendar.HolidayCalendarSavedV1;
import dev.sequences.enrollment.abtest.AbTests;
import dev.sequences.enrollment.enrollment.model.graph.Graph;
import dev.sequences.enrollment.intake.definitions.graph.DefinitionReader;
import dev.sequences.enrollment.jobs.EndEnrollmentsJob;
import dev.sequences.enrollment.jobs.EnrollPendingMembersJob;
import dev.sequences.enrollment.reference.HolidayCalendars;
import dev.sequences.enrollment.reference.PendingMembers;
import dev.sequences.enrollment.reference.Sequences;
import dev.sequences.enrollment.reference.Sequences.Ownership;
import dev.sequences.enrollment.reference.Sequences.SequenceState;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Stores every version permanently and tracks which one is live. */
@ApplicationScoped
public class DefinitionIntake implements MessageHandler {

    static final String CONSUMER = "enrollment.definitions";

    /** A sequence is created by a user; a team becomes its owner by reassignment. */
    private static final String USER = "user";

    private final Intake intake;
    private final Sequences sequences;
    private final PendingMembers pending;
    private final HolidayCalendars calendars;
    private final AbTests tests;
    private final Jobs jobs;

    DefinitionIntake(
            Intake intake,
            Sequences sequences,
            PendingMembers pending,
            HolidayCalendars calendars,
            AbTests tests,
            Jobs jobs) {
        this.intake = intake;
        this.sequences = sequences;
        this.pending = pending;
        this.calendars = calendars;
        this.tests = tests;
        this.jobs = jobs;
        intake.register(CONSUMER, this);
    }

    @Incoming("definitions")
    @Blocking
    public void receive(ConsumerRecords<byte[], byte[]> records) {
        intake.receive(CONSUMER, records);
    }

    @Override
    public void handle(Unit unit, List<Message> messages) {
        for (Message message : messages) {
            switch (message.event().orElse(null)) {
                case SequenceCreatedV1 e ->
                    sequences.save(
                            unit,
                            new SequenceState(
                                    e.sequenceId(),
                                    0,
                                    e.recordType(),
                                    e.name(),
                                    new Ownership(USER, e.owner(), e.businessUnit())));
                case SequenceActivatedV1 e -> {
                    Graph graph = graph(e);
                    sequences.activate(
                            unit,
                            new SequenceState(
                                    e.sequenceId(),
                                    e.version(),
                                    e.recordType(),
                                    e.name(),
                                    ownership(unit, e.sequenceId())
                                            .changedTo(e.ownerType(), e.owner(), e.businessUnit())),
                            Json.text(e),
                            graph.exitsDependOnRecord());
                    tests.register(unit, e.sequenceId(), e.version(), graph, message.cause());
                    jobs.start(
                            unit,
                            EnrollPendingMembersJob.KIND,
                            new EnrollPendingMembersJob.Input(e.sequenceId()),
                            message.cause());
                }
                case SequenceDeactivatedV1 e -> deactivate(unit, e.sequenceId(), message);
                case SequenceDeletedV1 e -> {
                    deactivate(unit, e.sequenceId(), message);
                    pending.delete(unit, e.sequenceId());
                }
                case SequenceRenamedV1 e ->
                    sequences
                            .find(unit, e.sequenceId())
                            .ifPresent(known -> sequences.save(unit, known.renamed(e.name())));
                case SequenceReassignedV1 e ->
                    sequences
                            .find(unit, e.sequenceId())
                            .ifPresent(known -> sequences.save(
                                    unit,
                                    known.ownedBy(
                                            known.ownership().changedTo(e.ownerType(), e.owner(), e.businessUnit()))));
                case HolidayCalendarSavedV1 e ->
                    calendars.store(
                            unit,
                            e.calendarId(),
                            e.holidays().stream()
                                    .map(one -> new HolidayCalendars.Day(LocalDate.parse(one.day()), one.yearly()))
                                    .toList());
                case null, default -> {
                    // Deleted calendars are kept for versions that still run. A revision has no effect until it
                    // is activated.
                }
            }
            sequences.saveVersion(unit, message.version());
        }
    }

    private void deactivate(Unit unit, String sequenceId, Message message) {
        SequenceState known = sequences.find(unit, sequenceId).orElse(null);
        if (known != null && known.liveVersion() > 0) {
            sequences.save(unit, known.live(0));
            jobs.start(
                    unit,
                    EndEnrollmentsJob.KIND,
                    new EndEnrollmentsJob.Input(sequenceId, known.liveVersion()),
                    message.cause());
        }
    }

    private Ownership ownership(Unit unit, String sequenceId) {
        return sequences.find(unit, sequenceId).map(SequenceState::ownership).orElse(Ownership.UNKNOWN);
    }

    private static Graph graph(SequenceActivatedV1 version) {
        try {
            return DefinitionReader.read(version);
        } catch (IllegalArgumentException e) {
            throw new Unreadable(String.valueOf(e.getMessage()), e);
        }
    }
}
