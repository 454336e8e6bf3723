package dev.sequences.enrollment.enrollment.model;

import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.ANNA;
import static dev.sequences.enrollment.enrollment.model.EnrollmentUnderTest.LEAD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.CompleteStep;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.ElapseWait;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.EndEnrollment;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.NoteActivity;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.ReleaseHeldStep;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.HoldEnded;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.MessageRequested;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepHeld;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepOpened;
import dev.sequences.enrollment.enrollment.model.calendar.CalendarSettings.ZoneRule;
import dev.sequences.enrollment.enrollment.model.calendar.Timetable;
import dev.sequences.enrollment.enrollment.model.calendar.WorkingWeek;
import dev.sequences.enrollment.enrollment.model.graph.Graph;
import dev.sequences.enrollment.enrollment.model.graph.RecordFacts;
import dev.sequences.language.calendar.Holidays;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Enrollments with send windows, holidays and caps. 2026-03-04 is a Wednesday. */
class HeldEnrollmentTest {

    private static final String CALL =
            "{\"key\": \"call\", \"type\": \"phone-call\", \"name\": \"Call\", \"next\": \"news\"}";
    private static final String NEWS = "{\"key\": \"news\", \"type\": \"automated-email\", \"name\": \"News\","
            + " \"templateId\": \"t\", \"next\": \"after\"}";
    private static final String AFTER = "{\"key\": \"after\", \"type\": \"task\", \"name\": \"After\"}";
    private static final String VIENNA_OFFICE = "\"timeZone\": {\"rule\": \"fixed\", \"zone\": \"Europe/Vienna\"},"
            + " \"sendWindow\": {\"days\": [\"monday\", \"tuesday\", \"wednesday\", \"thursday\", \"friday\"],"
            + " \"from\": \"08:00\", \"to\": \"17:00\"}";

    private final EnrollmentUnderTest enrollment = new EnrollmentUnderTest();
    private Graph version = new Graph("", Map.of());
    private @Nullable Holidays holidays = Holidays.NONE;

    private void definition(String start, String settings, String... nodes) {
        version = EnrollmentUnderTest.definition(start, "\"exitCriteria\": [{\"on\": \"reply\"}], " + settings, nodes);
    }

    private Graph graph() {
        ZoneId zone = version.settings().zone() instanceof ZoneRule.Fixed fixed ? fixed.zone() : ZoneOffset.UTC;
        return version.with(Timetable.of(version.settings(), WorkingWeek.DEFAULT, zone, holidays));
    }

    private void enroll(String at) {
        enrollment.enroll("e1", graph(), ANNA, Instant.parse(at));
    }

    private void complete(String at) {
        enrollment.when(new CompleteStep(
                enrollment.openStep(),
                null,
                "anna",
                graph(),
                ANNA,
                RecordFacts.NONE,
                Instant.parse(at),
                Instant.parse(at)));
    }

    /** {@code day}: the counted day; empty for none. */
    private void turn(String at, String day) {
        String stepId = ((Enrollment.Held) enrollment.state).stepId();
        enrollment.when(new ReleaseHeldStep(
                stepId,
                day.isEmpty() ? null : LocalDate.parse(day),
                graph(),
                ANNA,
                RecordFacts.NONE,
                Instant.parse(at)));
    }

    private StepHeld held() {
        return (StepHeld) enrollment.happened.getLast();
    }

    private List<Class<?>> kinds() {
        return enrollment.happened.stream().<Class<?>>map(Object::getClass).toList();
    }

    private Gate.CapRequest capRequest(String at) {
        return Gate.capRequest(enrollment.state, turn(at)).orElseThrow();
    }

    private ReleaseHeldStep turn(String at) {
        return new ReleaseHeldStep(
                ((Enrollment.Held) enrollment.state).stepId(),
                null,
                graph(),
                ANNA,
                RecordFacts.NONE,
                Instant.parse(at));
    }

    // The window

    @Test
    void sendsAtOnceWhileTheWindowIsOpen() {
        definition("news", VIENNA_OFFICE, NEWS, AFTER);
        enroll("2026-03-04T15:59:59Z");
        assertThat(kinds()).contains(MessageRequested.class, StepOpened.class).doesNotContain(StepHeld.class);
    }

    @Test
    void holdsAMessageUntilTheWindowOpensAndSendsItOnce() {
        definition("call", VIENNA_OFFICE, CALL, NEWS, AFTER);
        enroll("2026-03-06T10:00:00Z");
        complete("2026-03-06T16:00:00Z");
        assertThat(held().reason()).isEqualTo("send-window");
        assertThat(held().until()).isEqualTo("2026-03-09T07:00:00Z");
        assertThat(held().stepKey()).isEqualTo("news");

        turn("2026-03-09T06:59:59Z", "");
        assertThat(enrollment.happened).as("never early").isEmpty();
        Enrollment before = enrollment.state;
        turn("2026-03-09T07:00:00Z", "");
        assertThat(kinds()).startsWith(HoldEnded.class, MessageRequested.class).endsWith(StepOpened.class);
        assertThat(((MessageRequested) enrollment.happened.get(1)).at()).isEqualTo("2026-03-09T07:00:00Z");

        enrollment.when(new ReleaseHeldStep(
                ((Enrollment.Held) before).stepId(),
                null,
                graph(),
                ANNA,
                RecordFacts.NONE,
                Instant.parse("2026-03-09T07:00:01Z")));
        assertThat(enrollment.happened).as("never twice").isEmpty();
    }

    @Test
    void holdsTheMessageAgainAfterTheWindow() {
        definition("news", VIENNA_OFFICE, NEWS, AFTER);
        enroll("2026-03-04T05:00:00Z");
        assertThat(held().until()).isEqualTo("2026-03-04T07:00:00Z");
        turn("2026-03-04T19:00:00Z", "");
        assertThat(held().until()).isEqualTo("2026-03-05T07:00:00Z");
    }

    @Test
    void opensASellersStepOutsideTheWindow() {
        definition("call", VIENNA_OFFICE, CALL, NEWS, AFTER);
        enroll("2026-03-07T20:00:00Z");
        assertThat(enrollment.happened.getLast()).isInstanceOf(StepOpened.class);
    }

    @Test
    void postponesAHeldMessageForANewHoliday() {
        definition("news", VIENNA_OFFICE + ", \"holidayCalendar\": \"austria\"", NEWS, AFTER);
        enroll("2026-03-04T18:00:00Z");
        assertThat(held().until()).isEqualTo("2026-03-05T07:00:00Z");
        holidays = new Holidays(Set.of(LocalDate.parse("2026-03-05")), Set.of());
        turn("2026-03-05T07:00:00Z", "");
        assertThat(held().reason()).isEqualTo("holiday");
        assertThat(held().until()).isEqualTo("2026-03-06T07:00:00Z");
    }

    @Test
    void holdsMessagesWhileTheCalendarIsUnknown() {
        definition("news", "\"holidayCalendar\": \"austria\"", NEWS, AFTER);
        holidays = null;
        enroll("2026-03-04T09:00:00Z");
        assertThat(held().reason()).isEqualTo("holiday-calendar-unknown");
        holidays = Holidays.NONE;
        turn("2026-03-04T09:01:00Z", "");
        assertThat(kinds()).contains(MessageRequested.class);
    }

    @Test
    void endsAHeldEnrollment() {
        definition("news", VIENNA_OFFICE, NEWS, AFTER);
        enroll("2026-03-04T18:00:00Z");
        Enrollment held = enrollment.state;
        enrollment.when(new EndEnrollment(EndReason.RECORD_CLOSED, null, null, Instant.parse("2026-03-04T19:00:00Z")));
        assertThat(enrollment.happened.getFirst())
                .isEqualTo(new HoldEnded(
                        LEAD,
                        ((Enrollment.Held) held).stepId(),
                        "news",
                        "cancelled",
                        Instant.parse("2026-03-04T19:00:00Z")));
        assertThat(enrollment.state).isInstanceOf(Enrollment.Ended.class);

        enrollment.state = held;
        Instant replied = Instant.parse("2026-03-04T19:00:00Z");
        enrollment.when(
                new NoteActivity("a", "email-replied", null, null, replied, graph(), ANNA, RecordFacts.NONE, replied));
        assertThat(kinds()).contains(HoldEnded.class);
        assertThat(enrollment.state).isInstanceOf(Enrollment.Ended.class);
    }

    // Waits

    @Test
    void endsAWaitOnAWorkingDay() {
        String pause = "{\"key\": \"pause\", \"type\": \"wait\", \"duration\": \"P3D\", \"next\": \"after\"}";
        definition("pause", "\"skipNonWorkingDays\": true", pause, AFTER);
        enroll("2026-03-04T10:00:00Z");
        Enrollment.Waiting waiting = (Enrollment.Waiting) enrollment.state;
        assertThat(waiting.until()).isEqualTo("2026-03-10T08:00:00Z");
        enrollment.when(new ElapseWait(
                waiting.stepId(), graph(), ANNA, RecordFacts.NONE, Instant.parse("2026-03-10T08:00:00.1Z")));
        assertThat(((StepOpened) enrollment.happened.getLast()).dueAt()).isEqualTo("2026-03-10T08:00:00.1Z");
    }

    @Test
    void setsTheDueTimeWithinWorkingTime() {
        definition("after", "\"skipNonWorkingDays\": true", AFTER);
        enroll("2026-03-06T20:00:00Z");
        assertThat(((StepOpened) enrollment.happened.getLast()).dueAt()).isEqualTo("2026-03-09T08:00:00Z");
    }

    // Caps

    @Test
    void countsACappedStepBeforeItOpens() {
        definition("news", VIENNA_OFFICE + ", \"dailyCaps\": {\"emails\": 2}", NEWS, AFTER);
        enroll("2026-03-04T09:00:00Z");
        assertThat(held().reason()).isEqualTo("turn");
        assertThat(held().until()).isEqualTo("2026-03-04T09:00:00Z");
        assertThat(capRequest("2026-03-04T09:00:00Z").day()).isEqualTo("2026-03-04");
        turn("2026-03-04T09:00:00Z", "2026-03-04");
        assertThat(kinds()).startsWith(HoldEnded.class, MessageRequested.class);
    }

    @Test
    void holdsAStepAboveTheCapUntilALaterDay() {
        definition("news", VIENNA_OFFICE + ", \"dailyCaps\": {\"emails\": 2}", NEWS, AFTER);
        enroll("2026-03-06T09:00:00Z");
        turn("2026-03-06T09:00:00Z", "2026-03-09");
        assertThat(held().reason()).isEqualTo("daily-cap");
        assertThat(held().until()).isEqualTo("2026-03-09T07:00:00Z");
        assertThat(Gate.capRequest(enrollment.state, turn("2026-03-09T07:00:00Z")))
                .as("it is counted already")
                .isEmpty();
        turn("2026-03-09T07:00:00Z", "");
        assertThat(kinds()).startsWith(HoldEnded.class, MessageRequested.class);
    }

    @Test
    void ignoresAPlaceOnAPastDay() {
        definition("news", VIENNA_OFFICE + ", \"dailyCaps\": {\"emails\": 2}", NEWS, AFTER);
        enroll("2026-03-06T09:00:00Z");
        turn("2026-03-06T09:00:00Z", "2026-03-09");
        // The service was down for two days.
        assertThat(capRequest("2026-03-11T09:00:00Z").day()).isEqualTo("2026-03-11");
        turn("2026-03-11T09:00:00Z", "2026-03-12");
        assertThat(held().until()).isEqualTo("2026-03-12T07:00:00Z");
    }

    @Test
    void countsANewEnrollmentTogetherWithItsFirstStep() {
        definition("after", "\"dailyCaps\": {\"enrollments\": 5, \"steps\": 5}", AFTER);
        enroll("2026-03-04T09:00:00Z");
        assertThat(capRequest("2026-03-04T09:00:00Z").actions()).hasSize(2);
        turn("2026-03-04T09:00:00Z", "2026-03-05");
        assertThat(held().until()).isEqualTo("2026-03-05T00:00:00Z");
        turn("2026-03-05T00:00:00Z", "");
        assertThat(enrollment.happened.getLast()).isInstanceOf(StepOpened.class);
    }

    @Test
    void doesNotCountLaterStepsAsEnrollments() {
        definition("call", "\"dailyCaps\": {\"enrollments\": 5}", CALL, NEWS, AFTER);
        enroll("2026-03-04T09:00:00Z");
        turn("2026-03-04T09:00:00Z", "2026-03-04");
        complete("2026-03-04T10:00:00Z");
        assertThat(kinds()).contains(MessageRequested.class).doesNotContain(StepHeld.class);
    }
}
