package dev.sequences.insights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sequences.chassis.intake.Unreadable;
import dev.sequences.chassis.unit.Units;
import dev.sequences.contracts.enrollment.EnrollmentEndedV1;
import dev.sequences.contracts.enrollment.RecordEnrolledV1;
import dev.sequences.contracts.enrollment.StepCancelledV1;
import dev.sequences.contracts.enrollment.StepCompletedV1;
import dev.sequences.contracts.enrollment.StepOpenedV1;
import dev.sequences.contracts.enrollment.StepReassignedV1;
import dev.sequences.contracts.enrollment.StepSkippedV1;
import dev.sequences.contracts.enrollment.WaitEndedV1;
import dev.sequences.contracts.enrollment.WaitStartedV1;
import dev.sequences.insights.views.enrollments.EnrollmentsView;
import dev.sequences.testkit.infra.ServiceResource;
import dev.sequences.testkit.spec.Delivery;
import dev.sequences.testkit.spec.EverythingTwice;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class EnrollmentsViewTest {

    private static final String[] PROJECTION = {
        "enrollment_fact",
        "step_fact",
        "step_funnel",
        "step_action",
        "step_time",
        "enrollment_funnel",
        "end_reason",
        "enrollment_day",
        "seller_funnel",
        "branch_fact",
        "branch_funnel",
        "enrollment_error"
    };
    private static final Instant T0 = Instant.parse("2026-03-02T10:00:00Z");

    @Inject
    EnrollmentsView view;

    @Inject
    Units units;

    @Inject
    DataSource dataSource;

    @Inject
    InsightsUnderTest insights;

    @BeforeEach
    void empty() throws Exception {
        insights.empty();
    }

    private static Delivery enrolled(String id) {
        return Delivery.of(
                        id, 0, new RecordEnrolledV1(id, "s", 1, "lead", "r-" + id, "segment", "seg", "user", "amara"))
                .at(T0);
    }

    private static Delivery opened(String id, long position, String key) {
        return Delivery.of(
                        id,
                        position,
                        new StepOpenedV1(
                                id,
                                "s",
                                1,
                                "lead",
                                "r-" + id,
                                id + key,
                                key,
                                "phone-call",
                                "Call",
                                null,
                                null,
                                "user",
                                "amara",
                                T0))
                .at(T0.plusSeconds(position));
    }

    private static Delivery completed(String id, long position, String key, String result, Instant at) {
        return Delivery.of(
                id, position, new StepCompletedV1(id, "s", 1, "lead", "r-" + id, id + key, key, result, "amara", at));
    }

    private static Delivery cancelled(String id, long position, String key) {
        return Delivery.of(id, position, new StepCancelledV1(id, "s", 1, "lead", "r-" + id, id + key, key))
                .at(T0.plusSeconds(position));
    }

    private static Delivery ended(String id, long position, String status, String reason, Instant at) {
        return Delivery.of(
                id,
                position,
                new EnrollmentEndedV1(id, "s", 1, "lead", "r-" + id, status, reason, null, null, 1, T0, at));
    }

    @Test
    void opensAndCompletesAStepDespiteDuplicates() throws Exception {
        EverythingTwice.on(units, dataSource)
                .comparing(PROJECTION)
                .deliver(
                        view,
                        enrolled("a"),
                        opened("a", 1, "call"),
                        completed("a", 2, "call", "made", T0.plusSeconds(61)),
                        opened("a", 3, "meet"));

        assertThat(insights.rows("select step_key, entered, in_progress, completed from step_funnel order by 1"))
                .containsExactly("call 1 0 1", "meet 1 1 0");
        assertThat(insights.rows("select step_key, action, occurrences from step_action"))
                .containsExactly("call made 1");
        assertThat(insights.rows("select status, completed_steps, last_sequence from enrollment_fact"))
                .containsExactly("connected 1 2");
        assertThat(insights.rows(
                        "select status, extract(epoch from closed_at - opened_at)::int from step_fact order by 1"))
                .containsExactly("completed 60", "open null");
    }

    @Test
    void ignoresOldEventsRedeliveredLater() throws Exception {
        List<Delivery> events =
                List.of(enrolled("a"), opened("a", 1, "call"), completed("a", 2, "call", "made", T0.plusSeconds(9)));
        events.forEach(event -> insights.take(view, List.of(event)));
        List<String> before = insights.rows("select * from step_fact");

        insights.take(view, List.of(events.get(1)));
        insights.take(view, List.of(events.get(2), events.get(0)));

        assertThat(insights.rows("select * from step_fact")).isEqualTo(before);
        assertThat(insights.rows("select entered, in_progress, completed from step_funnel"))
                .containsExactly("1 0 1");
        assertThat(insights.rows("select completed_steps from enrollment_fact")).containsExactly("1");
    }

    @Test
    void balancesSkippedAndCancelledSteps() throws Exception {
        EverythingTwice.on(units, dataSource)
                .comparing(PROJECTION)
                .deliver(
                        view,
                        enrolled("a"),
                        opened("a", 1, "call"),
                        Delivery.of(
                                "a",
                                2,
                                new StepSkippedV1("a", "s", 1, "lead", "r-a", "acall", "call", "no", "amara", T0)),
                        enrolled("b"),
                        opened("b", 1, "call"),
                        cancelled("b", 2, "call"),
                        ended("b", 3, "disconnected", "user-disconnected", T0.plusSeconds(5)));

        assertThat(insights.rows("select entered, in_progress, completed, skipped, cancelled from step_funnel"))
                .containsExactly("2 0 0 1 1");
        assertThat(insights.rows("select entered, in_progress, completed, disconnected from enrollment_funnel"))
                .containsExactly("2 1 0 1");
    }

    @Test
    void completesAWaitThatElapsedOrWasSkipped() throws Exception {
        for (String how : List.of("elapsed", "skipped")) {
            EverythingTwice.on(units, dataSource)
                    .comparing(PROJECTION)
                    .deliver(
                            view,
                            enrolled(how),
                            Delivery.of(
                                    how,
                                    1,
                                    new WaitStartedV1(
                                            how, "s", 1, "lead", "r", how + "-w", "pause", "P3D", T0, "user", "amara")),
                            Delivery.of(
                                    how,
                                    2,
                                    new WaitEndedV1(how, "s", 1, "lead", "r", how + "-w", "pause", how, T0, T0)));
        }

        assertThat(insights.rows("select step_type, entered, in_progress, completed, skipped from step_funnel"))
                .containsExactly("wait 2 0 2 0");
        assertThat(insights.rows("select action, occurrences from step_action order by 1"))
                .containsExactly("elapsed 1", "skipped 1");
        assertThat(insights.rows("select count(*) from seller_funnel")).containsExactly("0");
    }

    @Test
    void countsAReassignedStepForItsFormerAndItsNewAssignee() throws Exception {
        EverythingTwice.on(units, dataSource)
                .comparing(PROJECTION)
                .deliver(
                        view,
                        enrolled("a"),
                        opened("a", 1, "call"),
                        Delivery.of(
                                "a",
                                2,
                                new StepReassignedV1("a", "s", 1, "lead", "r", "acall", "call", "team", "west")));

        assertThat(
                        insights.rows(
                                "select assignee_type, assignee, entered, in_progress, reassigned from seller_funnel order by 1"))
                .containsExactly("team west 1 1 0", "user amara 1 0 1");
        assertThat(insights.rows("select step_id, position, from_assignee, to_assignee from step_reassignment"))
                .containsExactly("acall 2 amara west");
    }

    /** Domain rule T70. */
    @Test
    void averagesOnlyEnrollmentsThatReachedTheEnd() throws Exception {
        insights.take(
                view,
                List.of(
                        enrolled("a"),
                        ended("a", 1, "disconnected", "user-disconnected", T0.plusSeconds(1)),
                        enrolled("b"),
                        ended("b", 1, "disconnected", "exit-criterion-met", T0.plusSeconds(1)),
                        enrolled("c"),
                        ended("c", 1, "completed", "sequence-completed", T0.plusSeconds(86_400)),
                        enrolled("d"),
                        ended("d", 1, "completed", "sequence-completed", T0.plusSeconds(3 * 86_400))));

        var funnel = insights.get("/insights/sequences/s", "sales-manager").json();
        assertThat(funnel.path("averageDaysToComplete").asDouble()).isEqualTo(2.0);
        assertThat(funnel.path("endReasons").toString())
                .isEqualTo("{\"exit-criterion-met\":1,\"sequence-completed\":2,\"user-disconnected\":1}");
        assertThat(insights.rows("select average_days_to_complete from analytics.enrollment_funnel"))
                .containsExactly("2.000000");
    }

    @Test
    void foldsEveryPublishedEnrollmentEvent() throws Exception {
        String id = "019cadfd-8900-73a1-8000-5eed00000003";
        EverythingTwice.on(units, dataSource)
                .comparing(PROJECTION)
                .deliver(
                        view,
                        sample(id, 0, "record-enrolled"),
                        sample(id, 1, "step-opened"),
                        sample(id, 2, "wait-started"),
                        sample(id, 3, "wait-ended"),
                        Delivery.of(
                                id,
                                4,
                                new StepOpenedV1(
                                        id,
                                        "019cad8f-ac00-73a1-8000-5eed00000001",
                                        2,
                                        "lead",
                                        "lead-20418",
                                        "4239893d-2958-5692-bc99-173a76b96817",
                                        "call",
                                        "phone-call",
                                        "First call",
                                        null,
                                        null,
                                        "user",
                                        "tomas.lind",
                                        T0)),
                        sample(id, 5, "step-rescheduled"),
                        sample(id, 6, "step-reassigned"),
                        sample(id, 7, "step-completed"),
                        sample(id, 8, "enrollment-ended"));

        assertThat(insights.rows("select step_key, status, assignee, call_result, wait_end from step_fact order by 1"))
                .containsExactly(
                        "call completed inside-sales-west made null",
                        "intro open tomas.lind null null",
                        "pause completed tomas.lind null elapsed");
        assertThat(insights.rows("select status, end_reason, disposition, completed_steps from enrollment_fact"))
                .containsExactly("disconnected user-disconnected no-budget 2");
        insights.take(
                view,
                List.of(
                        sample("other", 0, "record-enrolled"),
                        sample("other", 1, "wait-started").at(T0)));
        insights.take(view, List.of(sample("other", 9, "step-cancelled")));
    }

    private static Delivery sample(String key, long position, String event) {
        return Delivery.sample(key, position, "sequences.enrollment." + event + ".v1");
    }

    @Test
    void parksTheCompletionOfAStepThatWasNeverOpened() {
        assertThatThrownBy(() -> insights.take(view, List.of(enrolled("a"), completed("a", 2, "call", "made", T0))))
                .isInstanceOf(Unreadable.class)
                .hasMessageContaining("acall");
    }

    @Test
    void replacesCharactersThatTheDatabaseCannotStore() throws Exception {
        insights.take(
                view,
                List.of(enrolled("a"), opened("a", 1, "call"), completed("a", 2, "call", "ma\0de", T0.plusSeconds(2))));

        assertThat(insights.rows("select call_result from step_fact")).containsExactly("ma\uFFFDde");
    }
}
