package dev.sequences.worklist.workitem.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.chassis.decider.Refusal;
import dev.sequences.testkit.spec.DeciderSpec;
import dev.sequences.worklist.workitem.model.WorkItemCommand.AddNote;
import dev.sequences.worklist.workitem.model.WorkItemCommand.CompleteWorkItem;
import dev.sequences.worklist.workitem.model.WorkItemCommand.HandOverWorkItem;
import dev.sequences.worklist.workitem.model.WorkItemCommand.OpenWaitingItem;
import dev.sequences.worklist.workitem.model.WorkItemCommand.OpenWorkItem;
import dev.sequences.worklist.workitem.model.WorkItemCommand.ReassignWorkItem;
import dev.sequences.worklist.workitem.model.WorkItemCommand.RequestWaitSkip;
import dev.sequences.worklist.workitem.model.WorkItemCommand.RescheduleWorkItem;
import dev.sequences.worklist.workitem.model.WorkItemCommand.ResumeWorkItem;
import dev.sequences.worklist.workitem.model.WorkItemCommand.SkipWorkItem;
import dev.sequences.worklist.workitem.model.WorkItemCommand.SnoozeWorkItem;
import dev.sequences.worklist.workitem.model.WorkItemCommand.WithdrawWorkItem;
import dev.sequences.worklist.workitem.model.WorkItemEvent.Completed;
import dev.sequences.worklist.workitem.model.WorkItemEvent.HandedOver;
import dev.sequences.worklist.workitem.model.WorkItemEvent.NoteAdded;
import dev.sequences.worklist.workitem.model.WorkItemEvent.Opened;
import dev.sequences.worklist.workitem.model.WorkItemEvent.Reassigned;
import dev.sequences.worklist.workitem.model.WorkItemEvent.Rescheduled;
import dev.sequences.worklist.workitem.model.WorkItemEvent.Resumed;
import dev.sequences.worklist.workitem.model.WorkItemEvent.Skipped;
import dev.sequences.worklist.workitem.model.WorkItemEvent.Snoozed;
import dev.sequences.worklist.workitem.model.WorkItemEvent.WaitOpened;
import dev.sequences.worklist.workitem.model.WorkItemEvent.WaitSkipRequested;
import dev.sequences.worklist.workitem.model.WorkItemEvent.Withdrawn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkItemDeciderTest {

    private static final StepRef STEP = new StepRef("enrollment-1", "sequence-1", "step-1", "call", "lead", "lead-7");
    private static final Assignee TOMAS = Assignee.user("tomas");
    private static final Assignee IRIS = Assignee.user("iris");
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final Instant TOMORROW = NOON.plus(Duration.ofDays(1));
    private static final Instant FRIDAY = NOON.plus(Duration.ofDays(2));

    private static final Opened CALL =
            new Opened(STEP, "phone-call", "First call", "Ask for Amara.", null, TOMAS, NOON);
    private static final Opened EMAIL = new Opened(STEP, "email", "Introduction", null, "intro-mail", TOMAS, NOON);
    private static final WaitOpened WAIT = new WaitOpened(STEP, TOMAS, FRIDAY);
    private static final Snoozed SNOOZED = new Snoozed(STEP, TOMORROW, 1, "tomas");

    private static final CompleteWorkItem COMPLETE = new CompleteWorkItem(null, null, "tomas", NOON);
    private static final SkipWorkItem SKIP = new SkipWorkItem(null, "tomas", NOON);
    private static final SnoozeWorkItem SNOOZE = new SnoozeWorkItem(TOMORROW, "tomas", NOON);

    private final DeciderSpec<WorkItemCommand, WorkItem, WorkItemEvent> spec = DeciderSpec.of(new WorkItemDecider());

    static Stream<WorkItemEvent> endings() {
        return Stream.of(
                new Completed(STEP, null, null, "tomas", NOON),
                new Skipped(STEP, null, "tomas", NOON),
                new Withdrawn(STEP, "step-closed"));
    }

    @Test
    void opensAnItemForAnOpenedStep() {
        spec.givenNothing()
                .when(new OpenWorkItem(STEP, "phone-call", "First call", "Ask for Amara.", null, TOMAS, NOON))
                .then(CALL)
                .thenState(state -> assertThat(state)
                        .isEqualTo(new WorkItem.Open(new WorkItemDetails(
                                STEP, "phone-call", "First call", "Ask for Amara.", null, TOMAS, NOON, 0))));
    }

    @Test
    void opensAnItemOnce() {
        OpenWorkItem again = new OpenWorkItem(STEP, "email", "Introduction", null, null, IRIS, TOMORROW);
        spec.given(CALL).when(again).thenNothing();
        spec.given(WAIT).when(again).thenNothing();
        spec.given(CALL, new Withdrawn(STEP, "step-closed")).when(again).thenNothing();
    }

    @Test
    void opensAWaitingItemForAWait() {
        spec.givenNothing()
                .when(new OpenWaitingItem(STEP, TOMAS, FRIDAY))
                .then(WAIT)
                .thenState(state ->
                        assertThat(state.known().map(WorkItem.Known::status)).contains("waiting"));
        spec.given(WAIT).when(new OpenWaitingItem(STEP, TOMAS, FRIDAY)).thenNothing();
    }

    @Test
    void completesWithNoteAndCallResult() {
        spec.given(CALL)
                .when(new CompleteWorkItem("Wants prices.", "made", "tomas", NOON))
                .then(new Completed(STEP, "made", "Wants prices.", "tomas", NOON))
                .thenState(state -> assertThat(state).isInstanceOf(WorkItem.Done.class));
    }

    @Test
    void recordsTheUserWhoCompletedIt() {
        spec.given(EMAIL)
                .when(new CompleteWorkItem(null, null, "manager", NOON))
                .then(new Completed(STEP, null, null, "manager", NOON));
    }

    @Test
    void acceptsACallResultForPhoneCallsOnly() {
        spec.given(EMAIL)
                .when(new CompleteWorkItem(null, "made", "tomas", NOON))
                .thenRefused("call-result-not-allowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"made", "left-voicemail", "no-answer-2"})
    void acceptsAnyShortKebabCaseCallResult(String result) {
        spec.given(CALL)
                .when(new CompleteWorkItem(null, result, "tomas", NOON))
                .then(new Completed(STEP, result, null, "tomas", NOON));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Made",
                "left voicemail",
                "-made",
                "made-",
                "a--b",
                "ä",
                "made\u0000",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void refusesAMalformedCallResult(String result) {
        spec.given(CALL).when(new CompleteWorkItem(null, result, "tomas", NOON)).thenRefused("call-result-malformed");
    }

    @Test
    void refusesTextsThatAreTooLong() {
        String longest = "x".repeat(2_000);
        spec.given(CALL)
                .when(new CompleteWorkItem(longest, null, "tomas", NOON))
                .then(new Completed(STEP, null, longest, "tomas", NOON));
        spec.given(CALL)
                .when(new CompleteWorkItem(longest + "x", null, "tomas", NOON))
                .thenRefused("note-too-long");
        spec.given(CALL).when(new SkipWorkItem(longest + "x", "tomas", NOON)).thenRefused("reason-too-long");
        spec.given(CALL).when(new AddNote(longest + "x", "tomas", NOON)).thenRefused("text-too-long");
    }

    @Test
    void skipsWithAReason() {
        spec.given(CALL)
                .when(new SkipWorkItem("Asked for mail.", "tomas", NOON))
                .then(new Skipped(STEP, "Asked for mail.", "tomas", NOON))
                .thenState(state -> assertThat(state).isInstanceOf(WorkItem.Skipped.class));
    }

    @Test
    void snoozesUntilALaterTime() {
        spec.given(CALL).when(SNOOZE).then(SNOOZED).thenState(state -> assertThat(
                        state.known().orElseThrow().details())
                .isEqualTo(new WorkItemDetails(
                        STEP, "phone-call", "First call", "Ask for Amara.", null, TOMAS, TOMORROW, 1)));
    }

    @Test
    void refusesASnoozeIntoThePast() {
        spec.given(CALL).when(new SnoozeWorkItem(NOON, "tomas", NOON)).thenRefused("snooze-in-the-past");
        spec.given(CALL)
                .when(new SnoozeWorkItem(NOON.minusNanos(1), "tomas", NOON))
                .thenRefused("snooze-in-the-past");
        spec.given(CALL).when(new SnoozeWorkItem(Instant.MIN, "tomas", NOON)).thenRefused("snooze-in-the-past");
    }

    @Test
    void refusesASnoozeBeyondTenYears() {
        Instant latest = NOON.plus(Duration.ofDays(3_650));
        spec.given(CALL).when(new SnoozeWorkItem(latest, "tomas", NOON)).then(new Snoozed(STEP, latest, 1, "tomas"));
        spec.given(CALL)
                .when(new SnoozeWorkItem(latest.plusSeconds(1), "tomas", NOON))
                .thenRefused("snooze-too-far");
        spec.given(CALL).when(new SnoozeWorkItem(Instant.MAX, "tomas", NOON)).thenRefused("snooze-too-far");
    }

    @Test
    void permitsSnoozingAndClosingWhileSnoozed() {
        spec.given(CALL, SNOOZED)
                .when(new SnoozeWorkItem(FRIDAY, "tomas", NOON))
                .then(new Snoozed(STEP, FRIDAY, 2, "tomas"));
        spec.given(CALL, SNOOZED).when(COMPLETE).then(new Completed(STEP, null, null, "tomas", NOON));
        spec.given(CALL, SNOOZED).when(SKIP).then(new Skipped(STEP, null, "tomas", NOON));
    }

    @Test
    void ignoresASecondSnoozeUntilTheSameTime() {
        spec.given(CALL, SNOOZED).when(SNOOZE).thenNothing();
    }

    @Test
    void refusesMoreThanTenThousandSnoozes() {
        Snoozed last = new Snoozed(STEP, TOMORROW, 10_000, "tomas");
        spec.given(CALL, new Snoozed(STEP, TOMORROW, 9_999, "tomas"))
                .when(new SnoozeWorkItem(FRIDAY, "tomas", NOON))
                .then(new Snoozed(STEP, FRIDAY, 10_000, "tomas"));
        spec.given(CALL, last).when(new SnoozeWorkItem(FRIDAY, "tomas", NOON)).thenRefused("snooze-limit-reached");
        spec.given(CALL, last, new Resumed(STEP)).when(SNOOZE).thenRefused("snooze-limit-reached");
    }

    @Test
    void resumesWhenTheSnoozeEnds() {
        spec.given(CALL, SNOOZED)
                .when(new ResumeWorkItem(TOMORROW))
                .then(new Resumed(STEP))
                .thenState(state ->
                        assertThat(state.known().map(WorkItem.Known::status)).contains("open"));
    }

    @Test
    void ignoresAResumeBeforeTheSnoozeEnds() {
        spec.given(CALL, SNOOZED)
                .when(new ResumeWorkItem(TOMORROW.minusNanos(1_000)))
                .thenNothing();
        spec.given(CALL, SNOOZED, new Snoozed(STEP, FRIDAY, 2, "tomas"))
                .when(new ResumeWorkItem(TOMORROW))
                .thenNothing();
    }

    @Test
    void ignoresAResumeOfAnItemThatIsNotSnoozed() {
        spec.givenNothing().when(new ResumeWorkItem(FRIDAY)).thenNothing();
        spec.given(CALL).when(new ResumeWorkItem(FRIDAY)).thenNothing();
        spec.given(CALL, SNOOZED, new Resumed(STEP))
                .when(new ResumeWorkItem(FRIDAY))
                .thenNothing();
        spec.given(CALL, SNOOZED, new Completed(STEP, null, null, "tomas", NOON))
                .when(new ResumeWorkItem(FRIDAY))
                .thenNothing();
    }

    @ParameterizedTest
    @MethodSource("endings")
    void refusesEveryUserCommandOnAClosedItem(WorkItemEvent ending) {
        for (WorkItemCommand command : List.of(
                COMPLETE,
                SKIP,
                SNOOZE,
                new RequestWaitSkip("tomas"),
                new ReassignWorkItem(IRIS, "manager"),
                new AddNote("Hello", "tomas", NOON),
                new CompleteWorkItem(null, "Not Kebab", "tomas", NOON))) {
            assertThat(spec.given(CALL, ending)
                            .when(command)
                            .thenRefused("work-item-closed")
                            .refusals())
                    .allMatch(refusal -> refusal.kind() == Refusal.Kind.CONFLICT);
        }
    }

    @ParameterizedTest
    @MethodSource("endings")
    void ignoresEnrollmentChangesOnAClosedItem(WorkItemEvent ending) {
        for (WorkItemCommand command : List.of(
                new WithdrawWorkItem("step-closed"),
                new HandOverWorkItem(IRIS),
                new RescheduleWorkItem(FRIDAY, 3),
                new ResumeWorkItem(FRIDAY))) {
            spec.given(CALL, ending).when(command).thenNothing();
        }
    }

    @Test
    void permitsOnlyAWaitSkipWhileWaiting() {
        for (WorkItemCommand command : List.of(COMPLETE, SKIP, SNOOZE, new ReassignWorkItem(IRIS, "manager"))) {
            List<Refusal> refusals = spec.given(WAIT)
                    .when(command)
                    .thenRefused("work-item-waiting")
                    .refusals();
            assertThat(refusals.getFirst().remedy()).contains("skip-wait");
        }
    }

    @Test
    void requestsAWaitSkipOnce() {
        spec.given(WAIT).when(new RequestWaitSkip("tomas")).then(new WaitSkipRequested(STEP, "tomas"));
        spec.given(WAIT, new WaitSkipRequested(STEP, "tomas"))
                .when(new RequestWaitSkip("iris"))
                .thenNothing();
    }

    @Test
    void refusesAWaitSkipOfAnItemThatIsNotWaiting() {
        spec.given(CALL).when(new RequestWaitSkip("tomas")).thenRefused("work-item-not-waiting");
        spec.given(CALL, SNOOZED).when(new RequestWaitSkip("tomas")).thenRefused("work-item-not-waiting");
    }

    @Test
    void reassignsToAUserOrTeam() {
        spec.given(CALL).when(new ReassignWorkItem(IRIS, "manager")).then(new Reassigned(STEP, IRIS, "manager"));
        spec.given(CALL, SNOOZED)
                .when(new ReassignWorkItem(new Assignee("team", "west"), "manager"))
                .then(new Reassigned(STEP, new Assignee("team", "west"), "manager"))
                .thenState(state -> assertThat(state).isInstanceOf(WorkItem.Snoozed.class));
        spec.given(CALL).when(new ReassignWorkItem(TOMAS, "manager")).thenNothing();
    }

    @Test
    void refusesAssigneesOtherThanUsersAndTeams() {
        spec.given(CALL)
                .when(new ReassignWorkItem(new Assignee("queue", "west"), "manager"))
                .thenRefused("assignee-type-unknown");
        for (String id : List.of("", "  ", "a\u0000b", "x".repeat(201))) {
            spec.given(CALL)
                    .when(new ReassignWorkItem(Assignee.user(id), "manager"))
                    .thenRefused("assignee-id-malformed");
        }
    }

    @Test
    void acceptsNotesUntilItIsClosed() {
        AddNote note = new AddNote("On leave until Monday.", "tomas", NOON);
        NoteAdded added = new NoteAdded(STEP, "On leave until Monday.", "tomas", NOON);
        spec.given(CALL).when(note).then(added);
        spec.given(CALL, SNOOZED).when(note).then(added);
        spec.given(WAIT).when(note).then(added);
        spec.given(CALL).when(new AddNote(" \n", "tomas", NOON)).thenRefused("note-empty");
    }

    @Test
    void changesTheAssigneeWithTheStep() {
        spec.given(CALL).when(new HandOverWorkItem(IRIS)).then(new HandedOver(STEP, IRIS));
        spec.given(WAIT).when(new HandOverWorkItem(IRIS)).then(new HandedOver(STEP, IRIS));
        spec.given(CALL, new Reassigned(STEP, IRIS, "manager"))
                .when(new HandOverWorkItem(IRIS))
                .thenNothing();
    }

    @Test
    void changesTheDueTimeWithTheStep() {
        spec.given(CALL).when(new RescheduleWorkItem(FRIDAY, 0)).then(new Rescheduled(STEP, FRIDAY, 0));
        spec.given(WAIT).when(new RescheduleWorkItem(TOMORROW, 0)).then(new Rescheduled(STEP, TOMORROW, 0));
        spec.given(CALL, SNOOZED)
                .when(new RescheduleWorkItem(FRIDAY, 1))
                .then(new Rescheduled(STEP, FRIDAY, 1))
                .thenState(state -> assertThat(state).isInstanceOf(WorkItem.Snoozed.class));
    }

    @Test
    void ignoresTheResponseToItsOwnSnooze() {
        spec.given(CALL, SNOOZED).when(new RescheduleWorkItem(TOMORROW, 1)).thenNothing();
        spec.given(CALL, SNOOZED, new Resumed(STEP))
                .when(new RescheduleWorkItem(TOMORROW, 1))
                .thenNothing();
    }

    @Test
    void ignoresTheResponseToAnEarlierSnooze() {
        spec.given(CALL, SNOOZED, new Snoozed(STEP, FRIDAY, 2, "tomas"))
                .when(new RescheduleWorkItem(TOMORROW, 1))
                .thenNothing();
    }

    @Test
    void withdrawsWhenTheStepIsClosedElsewhere() {
        Withdrawn withdrawn = new Withdrawn(STEP, "wait-ended");
        spec.given(WAIT).when(new WithdrawWorkItem("wait-ended")).then(withdrawn);
        spec.given(CALL).when(new WithdrawWorkItem("wait-ended")).then(withdrawn);
        spec.given(CALL, SNOOZED).when(new WithdrawWorkItem("wait-ended")).then(withdrawn);
    }

    @Test
    void ignoresEnrollmentChangesOfAnUnknownItem() {
        for (WorkItemCommand command : List.of(
                new WithdrawWorkItem("step-closed"), new HandOverWorkItem(IRIS), new RescheduleWorkItem(NOON, 0))) {
            spec.givenNothing().when(command).thenNothing();
        }
        for (WorkItemCommand command :
                List.of(COMPLETE, SKIP, SNOOZE, new RequestWaitSkip("tomas"), new AddNote("x", "tomas", NOON))) {
            spec.givenNothing().when(command).thenRefused("work-item-unknown");
        }
    }

    @Test
    void foldsEventsInAnyOrder() {
        WorkItemDecider decider = new WorkItemDecider();
        for (WorkItemEvent event :
                List.of(SNOOZED, new Resumed(STEP), new Withdrawn(STEP, "x"), new HandedOver(STEP, IRIS))) {
            assertThat(decider.evolve(decider.initial(), event)).isEqualTo(decider.initial());
        }
    }
}
