package dev.sequences.enrollment.enrollment.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.CompleteStep;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.ElapseWait;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.EndEnrollment;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.EnrollRecord;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.ReassignStep;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.RescheduleStep;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.SkipStep;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.SkipWait;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.EnrollmentEnded;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.RecordEnrolled;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepCancelled;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepCompleted;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepOpened;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepReassigned;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepRescheduled;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.StepSkipped;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.WaitEnded;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.WaitStarted;
import dev.sequences.enrollment.enrollment.model.graph.Graph;
import dev.sequences.enrollment.enrollment.model.graph.Node;
import dev.sequences.enrollment.enrollment.model.graph.RecordFacts;
import dev.sequences.testkit.spec.DeciderSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnrollmentDeciderTest {

    private static final String ID = "e1";
    private static final Subject LEAD = new Subject("s1", 1, "lead", "L-1");
    private static final Assignee ANNA = Assignee.user("anna");
    private static final Assignee BEN = Assignee.user("ben");
    private static final Instant WEDNESDAY = Instant.parse("2026-03-04T09:00:00Z");
    private static final Instant LATER = WEDNESDAY.plusSeconds(3600);
    private static final Instant SATURDAY = LATER.plus(Duration.ofDays(3));

    private static final Graph GRAPH = new Graph(
            "mail",
            Map.of(
                    "mail", new Node.Step("mail", "email", "Introduction", null, null, "pause"),
                    "pause", new Node.Wait("pause", Duration.ofDays(3), "call"),
                    "call", new Node.Step("call", "phone-call", "First call", null, null, null)));

    private static final String MAIL = EnrollmentDecider.stepId(ID, "mail");
    private static final String PAUSE = EnrollmentDecider.stepId(MAIL, "pause");
    private static final String CALL = EnrollmentDecider.stepId(PAUSE, "call");

    private static final RecordEnrolled ENROLLED = new RecordEnrolled(LEAD, "segment", "g1", ANNA, false, WEDNESDAY);
    private static final StepOpened MAIL_OPENED = opened(MAIL, "mail", "email", "Introduction", ANNA, WEDNESDAY);
    private static final StepCompleted MAIL_DONE = new StepCompleted(LEAD, MAIL, "mail", null, "anna", LATER);
    private static final WaitStarted WAIT = new WaitStarted(LEAD, PAUSE, "pause", "PT72H", SATURDAY, ANNA);
    private static final WaitEnded ELAPSED = new WaitEnded(LEAD, PAUSE, "pause", "elapsed", SATURDAY, SATURDAY);
    private static final StepOpened CALL_OPENED = opened(CALL, "call", "phone-call", "First call", ANNA, SATURDAY);
    private static final EnrollmentEnded COMPLETED =
            new EnrollmentEnded(LEAD, EndReason.SEQUENCE_COMPLETED, null, null, 2, WEDNESDAY, SATURDAY);

    private final DeciderSpec<EnrollmentCommand, Enrollment, EnrollmentEvent> spec =
            DeciderSpec.of(new EnrollmentDecider());

    private static StepOpened opened(String id, String key, String type, String name, Assignee assignee, Instant due) {
        return new StepOpened(LEAD, id, key, type, name, null, null, assignee, due);
    }

    private static EnrollRecord enroll(String startAt) {
        return new EnrollRecord(ID, LEAD, "segment", "g1", ANNA, false, GRAPH, startAt, RecordFacts.NONE, WEDNESDAY);
    }

    private static CompleteStep complete(String step, Assignee owner, Instant at) {
        return new CompleteStep(step, null, "anna", GRAPH, owner, RecordFacts.NONE, at, at);
    }

    @Test
    void opensTheFirstStepForTheOwnerWhenARecordIsEnrolled() {
        spec.givenNothing().when(enroll(null)).then(ENROLLED, MAIL_OPENED);
    }

    @Test
    void startsAtTheGivenNode() {
        spec.givenNothing()
                .when(enroll("call"))
                .then(
                        ENROLLED,
                        opened(
                                EnrollmentDecider.stepId(ID, "call"),
                                "call",
                                "phone-call",
                                "First call",
                                ANNA,
                                WEDNESDAY));
    }

    @Test
    void refusesAnUnknownStartNode() {
        spec.givenNothing().when(enroll("nowhere")).thenRefused("step-unknown");
    }

    @Test
    void enrollsOnceWhenRepeated() {
        spec.given(ENROLLED, MAIL_OPENED).when(enroll(null)).thenNothing();
    }

    @Test
    void startsTheWaitWhenTheStepBeforeItIsCompleted() {
        spec.given(ENROLLED, MAIL_OPENED).when(complete(MAIL, ANNA, LATER)).then(MAIL_DONE, WAIT);
    }

    @Test
    void recordsTheCompletionTimeAndContinuesFromNow() {
        Instant done = LATER.minusSeconds(90);
        spec.given(ENROLLED, MAIL_OPENED)
                .when(new CompleteStep(MAIL, null, "anna", GRAPH, ANNA, RecordFacts.NONE, done, LATER))
                .then(new StepCompleted(LEAD, MAIL, "mail", null, "anna", done), WAIT);
        spec.given(ENROLLED, MAIL_OPENED)
                .when(new SkipStep(MAIL, null, "anna", GRAPH, ANNA, RecordFacts.NONE, done, LATER))
                .then(new StepSkipped(LEAD, MAIL, "mail", null, "anna", done), WAIT);
    }

    @Test
    void continuesAfterASkippedStep() {
        spec.given(ENROLLED, MAIL_OPENED)
                .when(new SkipStep(MAIL, "no address", "anna", GRAPH, ANNA, RecordFacts.NONE, LATER, LATER))
                .then(new StepSkipped(LEAD, MAIL, "mail", "no address", "anna", LATER), WAIT);
    }

    @Test
    void opensTheNextStepWhenTheWaitIsOver() {
        spec.given(ENROLLED, MAIL_OPENED, MAIL_DONE, WAIT)
                .when(new ElapseWait(PAUSE, GRAPH, ANNA, RecordFacts.NONE, SATURDAY))
                .then(ELAPSED, CALL_OPENED);
    }

    @Test
    void doesNotEndAWaitEarly() {
        spec.given(ENROLLED, MAIL_OPENED, MAIL_DONE, WAIT)
                .when(new ElapseWait(PAUSE, GRAPH, ANNA, RecordFacts.NONE, SATURDAY.minusMillis(1)))
                .thenNothing();
    }

    @Test
    void endsAWaitOnceWhenItsTimerFiresTwice() {
        spec.given(ENROLLED, MAIL_OPENED, MAIL_DONE, WAIT, ELAPSED, CALL_OPENED)
                .when(new ElapseWait(PAUSE, GRAPH, ANNA, RecordFacts.NONE, SATURDAY))
                .thenNothing();
    }

    @Test
    void endsASkippedWaitAtOnce() {
        spec.given(ENROLLED, MAIL_OPENED, MAIL_DONE, WAIT)
                .when(new SkipWait(PAUSE, GRAPH, ANNA, RecordFacts.NONE, LATER))
                .then(
                        new WaitEnded(LEAD, PAUSE, "pause", "skipped", SATURDAY, LATER),
                        opened(CALL, "call", "phone-call", "First call", ANNA, LATER));
    }

    @Test
    void assignsLaterStepsToTheNewOwner() {
        spec.given(ENROLLED, MAIL_OPENED, MAIL_DONE, WAIT)
                .when(new ElapseWait(PAUSE, GRAPH, BEN, RecordFacts.NONE, SATURDAY))
                .then(ELAPSED, opened(CALL, "call", "phone-call", "First call", BEN, SATURDAY));
    }

    @Test
    void keepsTheAssigneeGivenAtEnrolling() {
        RecordEnrolled fixed = new RecordEnrolled(LEAD, "manual", null, ANNA, true, WEDNESDAY);
        spec.given(fixed, MAIL_OPENED, MAIL_DONE, WAIT)
                .when(new ElapseWait(PAUSE, GRAPH, BEN, RecordFacts.NONE, SATURDAY))
                .then(ELAPSED, CALL_OPENED);
    }

    @Test
    void completesTheEnrollmentAtTheEndOfThePath() {
        spec.given(ENROLLED, MAIL_OPENED, MAIL_DONE, WAIT, ELAPSED, CALL_OPENED)
                .when(new CompleteStep(CALL, "made", "anna", GRAPH, ANNA, RecordFacts.NONE, SATURDAY, SATURDAY))
                .then(new StepCompleted(LEAD, CALL, "call", "made", "anna", SATURDAY), COMPLETED);
    }

    @Test
    void ignoresCommandsForAnEarlierStep() {
        List<EnrollmentEvent> waiting = List.of(ENROLLED, MAIL_OPENED, MAIL_DONE, WAIT);
        spec.given(waiting).when(complete(MAIL, ANNA, SATURDAY)).thenNothing();
        spec.given(waiting)
                .when(new SkipStep(MAIL, null, "anna", GRAPH, ANNA, RecordFacts.NONE, SATURDAY, SATURDAY))
                .thenNothing();
        spec.given(waiting).when(new RescheduleStep(MAIL, SATURDAY)).thenNothing();
        spec.given(waiting).when(new ReassignStep(MAIL, BEN)).thenNothing();
    }

    @Test
    void movesTheDueTimeAndKeepsTheProposedOne() {
        StepRescheduled once = new StepRescheduled(LEAD, MAIL, "mail", LATER, WEDNESDAY, 1);
        spec.given(ENROLLED, MAIL_OPENED).when(new RescheduleStep(MAIL, LATER)).then(once);
        spec.given(ENROLLED, MAIL_OPENED, once)
                .when(new RescheduleStep(MAIL, SATURDAY))
                .then(new StepRescheduled(LEAD, MAIL, "mail", SATURDAY, WEDNESDAY, 2));
        spec.given(ENROLLED, MAIL_OPENED, once)
                .when(new RescheduleStep(MAIL, LATER))
                .thenNothing();
    }

    @Test
    void reassignsTheCurrentStep() {
        StepReassigned given = new StepReassigned(LEAD, MAIL, "mail", BEN);
        spec.given(ENROLLED, MAIL_OPENED).when(new ReassignStep(MAIL, BEN)).then(given);
        spec.given(ENROLLED, MAIL_OPENED, given)
                .when(new ReassignStep(MAIL, BEN))
                .thenNothing();
    }

    @Test
    void cancelsTheCurrentStepWhenTheRecordIsClosed() {
        EndEnrollment closed = new EndEnrollment(EndReason.RECORD_CLOSED, null, null, LATER);
        spec.given(ENROLLED, MAIL_OPENED)
                .when(closed)
                .then(
                        new StepCancelled(LEAD, MAIL, "mail"),
                        new EnrollmentEnded(LEAD, EndReason.RECORD_CLOSED, null, null, 0, WEDNESDAY, LATER));
        spec.given(ENROLLED, MAIL_OPENED, MAIL_DONE, WAIT)
                .when(closed)
                .then(
                        new StepCancelled(LEAD, PAUSE, "pause"),
                        new EnrollmentEnded(LEAD, EndReason.RECORD_CLOSED, null, null, 1, WEDNESDAY, LATER));
    }

    @Test
    void ignoresCommandsAfterTheEnd() {
        List<EnrollmentEvent> ended = List.of(
                ENROLLED,
                MAIL_OPENED,
                MAIL_DONE,
                WAIT,
                ELAPSED,
                CALL_OPENED,
                new StepCompleted(LEAD, CALL, "call", null, "anna", SATURDAY),
                COMPLETED);
        spec.given(ended).when(complete(CALL, ANNA, SATURDAY)).thenNothing();
        spec.given(ended)
                .when(new EndEnrollment(EndReason.USER_DISCONNECTED, "x", null, SATURDAY))
                .thenNothing();
        spec.given(ended).when(enroll(null)).thenNothing();
    }

    @Test
    void refusesToEndAnUnknownEnrollment() {
        spec.givenNothing()
                .when(new EndEnrollment(EndReason.USER_DISCONNECTED, null, null, LATER))
                .thenRefused("enrollment-unknown");
    }

    @Test
    void countsCompletedStepsAndNotSkippedOnes() {
        Enrollment state = spec.given(
                        ENROLLED,
                        MAIL_OPENED,
                        new StepSkipped(LEAD, MAIL, "mail", null, "anna", LATER),
                        WAIT,
                        ELAPSED,
                        CALL_OPENED)
                .state();
        assertThat(EnrollmentDecider.progressOf(state))
                .extracting(Enrollment.Progress::completedSteps)
                .isEqualTo(0);
    }
}
