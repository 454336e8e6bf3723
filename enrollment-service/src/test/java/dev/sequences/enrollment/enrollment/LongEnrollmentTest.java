package dev.sequences.enrollment.enrollment;

import static dev.sequences.enrollment.enrollment.Enrollments.ENROLLMENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.chassis.eventlog.EventLog;
import dev.sequences.chassis.unit.Units;
import dev.sequences.contracts.workitem.WorkItemCompletedV1;
import dev.sequences.enrollment.Messages;
import dev.sequences.enrollment.ServiceUnderTest;
import dev.sequences.enrollment.enrollment.model.Enrollment;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent;
import dev.sequences.enrollment.intake.segment.SegmentIntake;
import dev.sequences.enrollment.intake.worklist.WorkItemIntake;
import dev.sequences.testkit.infra.ServiceResource;
import dev.sequences.testkit.spec.Delivery;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A long enrollment is read from its snapshot, with the same state as from all of its events. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "false"))
class LongEnrollmentTest {

    private static final int STEPS = 20;

    @Inject
    ServiceUnderTest service;

    @Inject
    SegmentIntake segments;

    @Inject
    WorkItemIntake workItems;

    @Inject
    Units units;

    @Inject
    EventLog log;

    private final String sequence = UUID.randomUUID().toString();
    private final String lead = "L-" + UUID.randomUUID();

    @BeforeEach
    void enrolled() {
        service.activate(
                sequence,
                "t1",
                "",
                IntStream.rangeClosed(1, STEPS)
                        .mapToObj(i -> "{\"key\": \"t%d\", \"type\": \"task\", \"name\": \"T\"%s}"
                                .formatted(i, i == STEPS ? "" : ", \"next\": \"t%d\"".formatted(i + 1)))
                        .collect(Collectors.joining(", ")));
        service.record("lead", lead, 0, Map.of());
        service.deliver(segments, Messages.joined(lead, sequence));
    }

    private String enrollment() {
        return service.enrollment(lead, sequence);
    }

    private void completeCurrent() {
        String step = service.rows("select current_step->>'id' from enrollment where enrollment_id = ?", enrollment())
                .getFirst();
        service.deliver(
                workItems,
                Delivery.of(
                        "w-" + step,
                        1,
                        new WorkItemCompletedV1(
                                "w-" + step,
                                enrollment(),
                                sequence,
                                step,
                                "task",
                                "lead",
                                lead,
                                null,
                                null,
                                "anna",
                                Instant.now())));
    }

    private Enrollment loaded() {
        return units.run(unit -> unit.load(ENROLLMENT, enrollment()).state());
    }

    private Enrollment foldOfAll() {
        return units.run(unit -> {
            Enrollment state = ENROLLMENT.decider().initial();
            for (var event : log.history(unit.connection(), enrollment())) {
                state = ENROLLMENT.decider().evolve(state, (EnrollmentEvent) event.event());
            }
            return state;
        });
    }

    /** Number of events that a load reads after the snapshot. */
    private int eventsRead() {
        return units.run(unit -> log.read(unit.connection(), List.of(enrollment()))
                .get(enrollment())
                .events()
                .size());
    }

    private List<String> snapshots() {
        return service.rows(
                "select sequence_number from chassis.snapshot_event_entry where aggregate_identifier = ?",
                enrollment());
    }

    @Test
    void readsAsFewEventsForTheLastStepAsForTheFirst() {
        for (int step = 1; step <= STEPS; step++) {
            assertThat(loaded()).isEqualTo(foldOfAll());
            assertThat(eventsRead()).as("at step %d", step).isLessThanOrEqualTo(7);
            completeCurrent();
        }
        assertThat(loaded()).isInstanceOf(Enrollment.Ended.class).isEqualTo(foldOfAll());
        // Record enrolled, a step opened and completed twenty times, and the end; at most one snapshot.
        assertThat(service.events(enrollment())).hasSize(1 + 2 * STEPS + 1);
        assertThat(snapshots()).hasSize(1);
    }

    @Test
    void ignoresASnapshotOfAnotherRevision() {
        for (int step = 1; step <= 6; step++) {
            completeCurrent();
        }
        assertThat(snapshots()).hasSize(1);
        service.update("update chassis.snapshot_event_entry set payload_revision = '0', payload = '{}'::bytea");

        assertThat(loaded()).isEqualTo(foldOfAll());
        assertThat(eventsRead()).isEqualTo(14);
        for (int step = 7; step <= STEPS; step++) {
            completeCurrent();
        }
        assertThat(loaded()).isInstanceOf(Enrollment.Ended.class);
        assertThat(snapshots()).hasSize(1);
    }
}
