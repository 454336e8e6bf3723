package dev.sequences.segment.segment.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.segment.segment.model.SegmentCommand.ActivateSegment;
import dev.sequences.segment.segment.model.SegmentCommand.ChangeSegment;
import dev.sequences.segment.segment.model.SegmentCommand.CreateSegment;
import dev.sequences.segment.segment.model.SegmentCommand.DeactivateSegment;
import dev.sequences.segment.segment.model.SegmentCommand.DeleteSegment;
import dev.sequences.segment.segment.model.SegmentEvent.SegmentActivated;
import dev.sequences.segment.segment.model.SegmentEvent.SegmentChanged;
import dev.sequences.segment.segment.model.SegmentEvent.SegmentCreated;
import dev.sequences.segment.segment.model.SegmentEvent.SegmentDeactivated;
import dev.sequences.segment.segment.model.SegmentEvent.SegmentDeleted;
import dev.sequences.testkit.spec.DeciderSpec;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SegmentDeciderTest {

    private static final SegmentDefinition MUMBAI = definition("Mumbai", "lead", 1, conditions(1));
    private static final SegmentDefinition RENAMED = definition("Bombay", "lead", 2, conditions(2));

    private final DeciderSpec<SegmentCommand, Segment, SegmentEvent> spec = DeciderSpec.of(new SegmentDecider());

    private static SegmentDefinition definition(
            String name, String recordType, int priority, Map<String, Object> conditions) {
        return new SegmentDefinition(name, "", recordType, priority, conditions, "seq-1", false, false, OnLeave.KEEP);
    }

    private static Map<String, Object> conditions(int count) {
        Object leaf = Map.of("field", "city", "op", "equals", "value", "Mumbai");
        return Map.of("all", List.of(Map.of("any", Collections.nCopies(count, leaf))));
    }

    @Test
    void createsAnInactiveSegment() {
        spec.givenNothing()
                .when(new CreateSegment(MUMBAI))
                .then(new SegmentCreated(MUMBAI))
                .thenState(state -> assertThat(state).isEqualTo(new Segment.Defined(MUMBAI, false, 0)));
    }

    @Test
    void acceptsTheSameCreationAgainWithoutAnEvent() {
        spec.given(new SegmentCreated(MUMBAI)).when(new CreateSegment(MUMBAI)).thenNothing();
    }

    @Test
    void acceptsTenConditionsAndRefusesElevenIncludingGroups() {
        SegmentDefinition ten = definition("Ten", "lead", 1, conditions(10));
        spec.givenNothing().when(new CreateSegment(ten)).then(new SegmentCreated(ten));
        spec.givenNothing()
                .when(new CreateSegment(definition("Eleven", "lead", 1, conditions(11))))
                .thenRefused("condition-too-large");
    }

    @Test
    void reportsAllFindingsAtOnce() {
        spec.givenNothing()
                .when(new CreateSegment(new SegmentDefinition(
                        " ", "x".repeat(2_001), "case", 0, Map.of("all", "x"), " ", false, false, OnLeave.KEEP)))
                .thenRefused(
                        "name-invalid",
                        "description-too-long",
                        "record-type-unknown",
                        "priority-out-of-range",
                        "sequenceId-invalid",
                        "wrong-type");
        spec.givenNothing()
                .when(new CreateSegment(definition("x".repeat(101), "lead", 1, conditions(1))))
                .thenRefused("name-invalid");
    }

    @Test
    void freezesTheRuleUnderTheNextVersionOnActivation() {
        spec.given(new SegmentCreated(MUMBAI)).when(new ActivateSegment(0)).then(new SegmentActivated(MUMBAI, 1));
        spec.given(new SegmentCreated(MUMBAI), new SegmentActivated(MUMBAI, 1), new SegmentDeactivated())
                .when(new ActivateSegment(0))
                .then(new SegmentActivated(MUMBAI, 2));
        spec.given(new SegmentCreated(MUMBAI), new SegmentActivated(MUMBAI, 1))
                .when(new ActivateSegment(1))
                .thenNothing();
    }

    @Test
    void limitsActiveSegmentsToTwoHundredAndFifty() {
        spec.given(new SegmentCreated(MUMBAI)).when(new ActivateSegment(249)).then(new SegmentActivated(MUMBAI, 1));
        spec.given(new SegmentCreated(MUMBAI)).when(new ActivateSegment(250)).thenRefused("too-many-active-segments");
    }

    @Test
    void appliesAnEditOfAnActiveSegmentImmediately() {
        spec.given(new SegmentCreated(MUMBAI), new SegmentActivated(MUMBAI, 1))
                .when(new ChangeSegment(RENAMED))
                .then(new SegmentActivated(RENAMED, 2));
    }

    @Test
    void appliesAnEditOfAnInactiveSegmentOnActivation() {
        spec.given(new SegmentCreated(MUMBAI))
                .when(new ChangeSegment(RENAMED))
                .then(new SegmentChanged(RENAMED))
                .thenState(state -> assertThat(state).isEqualTo(new Segment.Defined(RENAMED, false, 0)));
    }

    @Test
    void producesNoEventForAnEditWithoutChanges() {
        spec.given(new SegmentCreated(MUMBAI)).when(new ChangeSegment(MUMBAI)).thenNothing();
    }

    @Test
    void refusesAChangeOfTheRecordType() {
        spec.given(new SegmentCreated(MUMBAI))
                .when(new ChangeSegment(definition("Mumbai", "contact", 1, conditions(1))))
                .thenRefused("record-type-fixed");
    }

    @Test
    void deactivatesASegmentOnce() {
        spec.given(new SegmentCreated(MUMBAI), new SegmentActivated(MUMBAI, 1))
                .when(new DeactivateSegment())
                .then(new SegmentDeactivated());
        spec.given(new SegmentCreated(MUMBAI)).when(new DeactivateSegment()).thenNothing();
    }

    @Test
    void deletesASegmentPermanently() {
        spec.given(new SegmentCreated(MUMBAI)).when(new DeleteSegment()).then(new SegmentDeleted());
        spec.given(new SegmentCreated(MUMBAI), new SegmentDeleted())
                .when(new DeleteSegment())
                .thenNothing();
        spec.given(new SegmentCreated(MUMBAI), new SegmentDeleted())
                .when(new ActivateSegment(0))
                .thenRefused("segment-unknown");
    }

    @Test
    void refusesCommandsOnAnUnknownSegment() {
        for (SegmentCommand command : List.of(
                new ChangeSegment(MUMBAI), new ActivateSegment(0), new DeactivateSegment(), new DeleteSegment())) {
            spec.givenNothing().when(command).thenRefused("segment-unknown");
        }
    }
}
