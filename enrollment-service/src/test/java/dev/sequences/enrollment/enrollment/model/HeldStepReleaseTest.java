package dev.sequences.enrollment.enrollment.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.chassis.decider.Decision;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.CompleteStep;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.EnrollRecord;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.ReleaseHeldStep;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.RetryStep;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.FieldUpdateRequested;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepHeld;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepOpened;
import dev.sequences.enrollment.enrollment.model.calendar.CappedAction;
import dev.sequences.enrollment.enrollment.model.calendar.Timetable;
import dev.sequences.enrollment.enrollment.model.calendar.WorkingWeek;
import dev.sequences.enrollment.enrollment.model.graph.Graph;
import dev.sequences.enrollment.enrollment.model.graph.RecordFacts;
import dev.sequences.enrollment.intake.definitions.graph.DefinitionReader;
import dev.sequences.language.calendar.Holidays;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Releasing held steps, and steps that cannot be released. 2026-03-04 is a Wednesday. */
class HeldStepReleaseTest {

    private static final Subject LEAD = new Subject("s1", 1, "lead", "L-1");
    private static final Assignee ANNA = Assignee.user("anna");
    private static final String CALL = "{\"key\": \"call\", \"type\": \"phone-call\", \"name\": \"Call\"}";
    private static final String NEWS = "{\"key\": \"news\", \"type\": \"automated-email\", \"name\": \"News\","
            + " \"templateId\": \"t\", \"next\": \"call\"}";
    private static final String HAND = "{\"key\": \"hand\", \"type\": \"update-field\", \"next\": \"call\","
            + " \"updateField\": {\"field\": \"owner\", \"ownerType\": \"team\", \"ownerId\": \"closers\"}}";
    private static final String STEPS = "\"dailyCaps\": {\"steps\": 1}";
    private static final String TO_BACKUP = ", \"assignTo\": \"record-field\", \"assignToField\": \"backup\"";
    private static final RecordFacts BEN = new RecordFacts(Map.of("backup", "ben"));

    private final EnrollmentDecider decider = new EnrollmentDecider();
    private final List<EnrollmentEvent> happened = new ArrayList<>();
    private Enrollment state = decider.initial();
    private Graph version = new Graph("", Map.of());
    private ZoneId workingZone = ZoneOffset.UTC;
    private @Nullable Holidays holidays = Holidays.NONE;
    private RecordFacts facts = RecordFacts.NONE;

    private void definition(String start, String settings, String... nodes) {
        version = DefinitionReader.read("{\"graph\": {\"start\": \"" + start + "\", \"nodes\": ["
                + String.join(", ", nodes) + "]}, \"exitCriteria\": [], " + settings + "}");
    }

    private Graph graph() {
        return version.with(
                Timetable.of(version.settings(), WorkingWeek.DEFAULT, workingZone, ZoneOffset.UTC, holidays));
    }

    private List<String> when(EnrollmentCommand command) {
        happened.clear();
        if (!(decider.decide(state, command) instanceof Decision.Accepted<EnrollmentEvent> accepted)) {
            throw new AssertionError("refused");
        }
        accepted.events().forEach(event -> {
            happened.add(event);
            state = decider.evolve(state, event);
        });
        return happened.stream().map(event -> event.getClass().getSimpleName()).toList();
    }

    private void enroll(String at) {
        when(new EnrollRecord("e1", LEAD, "manual", null, ANNA, false, graph(), null, facts, Instant.parse(at)));
    }

    private ReleaseHeldStep turn(String at, @Nullable String day) {
        return new ReleaseHeldStep(
                ((Enrollment.Held) state).stepId(),
                day == null ? null : LocalDate.parse(day),
                graph(),
                ANNA,
                facts,
                Instant.parse(at));
    }

    private List<String> retry(String at) {
        return when(new RetryStep("maria", true, graph(), ANNA, facts, Instant.parse(at)));
    }

    private StepHeld held() {
        return (StepHeld) happened.getLast();
    }

    // Places

    @Test
    void releasesAStepOnTheSequencesDayInTheSellersHours() {
        workingZone = ZoneId.of("Asia/Tokyo");
        definition("call", STEPS + ", \"skipNonWorkingDays\": true", CALL);
        enroll("2026-03-04T10:00:00Z");
        when(turn("2026-03-04T10:00:00Z", "2026-03-05"));
        assertThat(held().until())
                .as("nine in Tokyo; at eight it is still Wednesday")
                .isEqualTo("2026-03-05T00:00:00Z");
        assertThat(Gate.capRequest(state, turn("2026-03-05T00:00:00Z", null))).isEmpty();
        assertThat(when(turn("2026-03-05T00:00:00Z", null))).containsExactly("HoldEnded", "StepOpened");
    }

    /** As stored by an early release: held until just before the day of its place. */
    @Test
    void reservesNoSecondPlaceForAnEarlyTimer() {
        definition("call", STEPS, CALL);
        enroll("2026-03-04T10:00:00Z");
        String stepId = ((Enrollment.Held) state).stepId();
        state = decider.evolve(
                state,
                new StepHeld(
                        LEAD,
                        stepId,
                        "call",
                        "phone-call",
                        "Call",
                        "daily-cap",
                        Instant.parse("2026-03-04T23:00:00Z"),
                        false,
                        LocalDate.parse("2026-03-05"),
                        Instant.parse("2026-03-04T10:00:00Z")));
        assertThat(Gate.capRequest(state, turn("2026-03-04T23:00:00Z", null))).isEmpty();
        assertThat(when(turn("2026-03-04T23:00:00Z", null))).containsExactly("StepHeld");
        assertThat(held().day()).isEqualTo("2026-03-05");
        assertThat(held().until()).isEqualTo("2026-03-05T00:00:00Z");
    }

    @Test
    void failsAStepWithoutAnAssigneeUncounted() {
        definition("call", STEPS + TO_BACKUP, CALL);
        facts = BEN;
        enroll("2026-03-04T10:00:00Z");
        facts = RecordFacts.NONE;
        assertThat(Gate.capRequest(state, turn("2026-03-04T10:00:01Z", null))).isEmpty();
        assertThat(when(turn("2026-03-04T10:00:01Z", null))).containsExactly("HoldEnded", "StepFailed");

        facts = BEN;
        assertThat(retry("2026-03-04T11:00:00Z")).containsExactly("StepRetried", "StepHeld");
        assertThat(Gate.capRequest(state, turn("2026-03-04T11:00:00Z", null))
                        .orElseThrow()
                        .actions())
                .containsExactly(CappedAction.STEPS);
        assertThat(when(turn("2026-03-04T11:00:00Z", "2026-03-04"))).containsExactly("HoldEnded", "StepOpened");
    }

    @Test
    void countsAnEnrollmentWhoseFirstStepFails() {
        definition("call", "\"dailyCaps\": {\"steps\": 1, \"enrollments\": 1}" + TO_BACKUP, CALL);
        enroll("2026-03-04T10:00:00Z");
        assertThat(Gate.capRequest(state, turn("2026-03-04T10:00:00Z", null))
                        .orElseThrow()
                        .actions())
                .containsExactly(CappedAction.ENROLLMENTS);
        assertThat(when(turn("2026-03-04T10:00:00Z", "2026-03-04"))).containsExactly("HoldEnded", "StepFailed");
        facts = BEN;
        retry("2026-03-04T10:00:02Z");
        assertThat(Gate.capRequest(state, turn("2026-03-04T10:00:02Z", null))
                        .orElseThrow()
                        .actions())
                .containsExactly(CappedAction.STEPS);
    }

    @Test
    void keepsThePlaceOfAFailedStepForItsDayOnly() {
        definition("call", STEPS + TO_BACKUP, CALL);
        facts = BEN;
        enroll("2026-03-04T10:00:00Z");
        when(turn("2026-03-04T10:00:00Z", "2026-03-05"));
        facts = RecordFacts.NONE;
        assertThat(when(turn("2026-03-05T00:00:00Z", null))).containsExactly("HoldEnded", "StepFailed");
        facts = BEN;
        Enrollment failed = state;
        assertThat(retry("2026-03-05T18:00:00Z")).containsExactly("StepRetried", "StepOpened");
        state = failed;
        assertThat(retry("2026-03-06T09:00:00Z")).containsExactly("StepRetried", "StepHeld");
        assertThat(held().reason()).isEqualTo("turn");
    }

    // Unknown calendars

    @Test
    void rechecksAnUnknownCalendarWithoutAnEvent() {
        definition("news", "\"holidayCalendar\": \"austria\", \"dailyCaps\": {\"emails\": 1}", NEWS, CALL);
        holidays = null;
        enroll("2026-03-04T10:00:00Z");
        assertThat(held().reason()).isEqualTo("holiday-calendar-unknown");
        assertThat(Gate.recheckAt(state, turn("2026-03-04T10:00:59Z", null)))
                .as("too early")
                .isEmpty();
        for (String at : List.of("2026-03-04T10:01:00Z", "2026-03-04T10:02:00Z", "2026-03-06T10:00:00Z")) {
            assertThat(Gate.recheckAt(state, turn(at, null)))
                    .contains(Instant.parse(at).plusSeconds(60));
            assertThat(Gate.capRequest(state, turn(at, null))).isEmpty();
            assertThat(when(turn(at, null))).isEmpty();
        }
        holidays = Holidays.NONE;
        assertThat(Gate.recheckAt(state, turn("2026-03-06T10:01:00Z", null))).isEmpty();
        assertThat(when(turn("2026-03-06T10:01:00Z", "2026-03-06"))).startsWith("HoldEnded", "MessageRequested");
    }

    @Test
    void recordsAChangedReasonAndALostPlace() {
        definition("news", "\"holidayCalendar\": \"austria\", \"dailyCaps\": {\"emails\": 1}", NEWS, CALL);
        enroll("2026-03-04T10:00:00Z");
        when(turn("2026-03-04T10:00:00Z", "2026-03-05"));
        holidays = null;
        assertThat(Gate.recheckAt(state, turn("2026-03-05T00:00:00Z", null))).isEmpty();
        assertThat(when(turn("2026-03-05T00:00:00Z", null))).containsExactly("StepHeld");
        assertThat(held().day()).as("kept").isEqualTo("2026-03-05");
        assertThat(when(turn("2026-03-05T23:58:00Z", null))).isEmpty();
        assertThat(when(turn("2026-03-05T23:59:30Z", null))).containsExactly("StepHeld");
        assertThat(held().day()).as("its day has passed").isNull();
        assertThat(when(turn("2026-03-06T00:05:00Z", null))).isEmpty();
    }

    // Pending field updates

    private FieldUpdates updates() {
        return EnrollmentDecider.progressOf(state).updates();
    }

    @Test
    void keepsFieldUpdatesWhileHeldUntilTheNextStop() {
        definition(
                "hand",
                STEPS,
                HAND,
                CALL.replace("\"Call\"}", "\"Call\", \"next\": \"hand2\"}"),
                HAND.replace("\"hand\"", "\"hand2\"").replace("\"next\": \"call\"", "\"next\": \"pause\""),
                "{\"key\": \"pause\", \"type\": \"wait\", \"duration\": \"P1D\"}");
        enroll("2026-03-04T10:00:00Z");
        assertThat(state).isInstanceOf(Enrollment.Held.class);
        assertThat(updates().applyTo(ANNA)).isEqualTo(Assignee.team("closers"));

        when(turn("2026-03-04T10:00:00Z", "2026-03-04"));
        StepOpened opened = (StepOpened) happened.getLast();
        assertThat(updates()).isEqualTo(FieldUpdates.NONE);
        when(new CompleteStep(
                opened.stepId(),
                null,
                "anna",
                graph(),
                ANNA,
                facts,
                Instant.parse("2026-03-04T11:00:00Z"),
                Instant.parse("2026-03-04T11:00:00Z")));
        assertThat(state).isInstanceOf(Enrollment.Waiting.class);
        assertThat(updates()).isEqualTo(FieldUpdates.NONE);
    }

    @Test
    void keepsFieldUpdatesOfAFailedEnrollment() {
        definition("hand", "\"skipNonWorkingDays\": false" + TO_BACKUP, HAND, CALL);
        enroll("2026-03-04T10:00:00Z");
        assertThat(state).isInstanceOf(Enrollment.Failed.class);
        assertThat(updates().asked()).extracting(FieldUpdateRequested::stepKey).containsExactly("hand");
        retry("2026-03-04T10:00:01Z");
        assertThat(updates().asked()).hasSize(1);
    }

    @Test
    void appliesOnlyFieldUpdatesNewerThanTheRecord() {
        Instant ten = Instant.parse("2026-03-04T10:00:00Z");
        FieldUpdates updates = FieldUpdates.NONE
                .and(new FieldUpdateRequested(LEAD, "1", "a", "hot", true, null, null, ten))
                .and(new FieldUpdateRequested(LEAD, "2", "b", "owner", null, null, "ben", ten.plusSeconds(2)))
                .and(new FieldUpdateRequested(LEAD, "3", "c", "city", null, null, null, ten.plusSeconds(3)));
        RecordFacts known = new RecordFacts(Map.of("city", "Pune"));
        assertThat(updates.since(null).applyTo(known).fields()).isEqualTo(Map.of("hot", true));
        assertThat(updates.since(ten).applyTo(known).fields()).isEqualTo(Map.of("hot", true));
        assertThat(updates.since(ten.plusSeconds(1)).applyTo(known).fields()).isEmpty();
        assertThat(updates.since(ten.plusSeconds(1)).applyTo(ANNA)).isEqualTo(Assignee.user("ben"));
        assertThat(updates.since(ten.plusSeconds(4)).applyTo(known)).isEqualTo(known);
        assertThat(updates.since(ten.plusSeconds(4)).applyTo(ANNA)).isEqualTo(ANNA);
    }
}
