package dev.sequences.worklist.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.unit.Loaded;
import dev.sequences.chassis.unit.Units;
import dev.sequences.contracts.ContractEvent;
import dev.sequences.contracts.Topics;
import dev.sequences.contracts.catalogue.EventType;
import dev.sequences.contracts.catalogue.EventTypes;
import dev.sequences.contracts.catalogue.Samples;
import dev.sequences.testkit.infra.ServiceResource;
import dev.sequences.worklist.support.Step;
import dev.sequences.worklist.support.TestMessage;
import dev.sequences.worklist.support.WorklistUnderTest;
import dev.sequences.worklist.workitem.WorkItems;
import dev.sequences.worklist.workitem.model.WorkItem;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "false"))
class EnrollmentIntakeTest {

    private static final Instant DUE = Instant.parse("2026-03-04T12:00:00.123456Z");

    @Inject
    WorklistUnderTest worklist;

    @Inject
    Units units;

    @Test
    void opensOneItemPerStepDespiteDuplicates() {
        Step step = Step.of("r1");
        worklist.deliverTwice(step.opened("phone-call", "tomas", DUE));

        assertThat(worklist.eventsOf(step.item())).isEqualTo("work-item.opened");
        assertThat(row(step)).isEqualTo("open tomas 2026-03-04T12:00:00.123456Z 1");
    }

    @Test
    void opensAWaitAndWithdrawsItWhenItEnds() {
        Step step = Step.of("r2");
        worklist.deliverTwice(step.waitStarted("tomas", DUE));
        assertThat(row(step)).isEqualTo("waiting tomas 2026-03-04T12:00:00.123456Z 1");

        worklist.deliverTwice(step.waitEnded());
        assertThat(row(step)).isEqualTo("withdrawn tomas 2026-03-04T12:00:00.123456Z 2");
        assertThat(reason(step)).isEqualTo("wait-ended");
    }

    @Test
    void withdrawsItemsOfStepsClosedElsewhere() {
        for (String how : List.of("completed", "skipped", "cancelled")) {
            Step step = Step.of("r3");
            TestMessage closing =
                    switch (how) {
                        case "completed" -> step.completed();
                        case "skipped" -> step.skipped();
                        default -> step.cancelled();
                    };
            worklist.deliverTwice(step.opened("email", "tomas", DUE), closing);

            assertThat(worklist.eventsOf(step.item())).isEqualTo("work-item.opened work-item.withdrawn");
            assertThat(reason(step)).isEqualTo(how.equals("cancelled") ? "enrollment-ended" : "step-closed");
        }
    }

    @Test
    void changesDueTimeAndAssigneeWithTheStep() {
        Step step = Step.of("r4");
        Instant later = DUE.plusSeconds(3600);
        worklist.deliverTwice(step.opened("email", "tomas", DUE));
        worklist.deliverTwice(step.reassigned("iris"), step.rescheduled(later, 0));

        assertThat(worklist.eventsOf(step.item()))
                .isEqualTo("work-item.opened work-item.handed-over work-item.rescheduled");
        assertThat(row(step)).isEqualTo("open iris " + later + " 3");
    }

    @Test
    void ignoresStepsThatTheSellerClosedFirst() {
        Step step = Step.of("r5");
        worklist.deliverTwice(step.opened("email", "tomas", DUE));
        assertThat(worklist.post(WorklistUnderTest.seller("tomas"), "/work-items/" + step.item() + "/complete", null)
                        .status())
                .isEqualTo(200);
        worklist.deliverTwice(step.completed(), step.reassigned("iris"), step.rescheduled(DUE.plusSeconds(1), 4));

        assertThat(worklist.eventsOf(step.item())).isEqualTo("work-item.opened work-item.completed");
        assertThat(row(step)).startsWith("done tomas");
    }

    @Test
    void processesABatchOfManyEnrollmentsInOrder() {
        List<TestMessage> batch = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Step step = Step.of("batch-" + i);
            steps.add(step);
            batch.add(step.opened("task", "tomas", DUE));
            batch.add(step.reassigned("iris"));
            if (i % 2 == 0) {
                batch.add(step.completed());
            }
        }
        worklist.deliverTwice(batch.toArray(TestMessage[]::new));

        for (int i = 0; i < 300; i++) {
            assertThat(row(steps.get(i))).startsWith(i % 2 == 0 ? "withdrawn iris" : "open iris");
        }
    }

    @Test
    void readsEverySampleOfTheTopic() throws IOException {
        List<TestMessage> samples = new ArrayList<>();
        for (EventType type : EventTypes.ALL) {
            if (type.topic().equals(Topics.ENROLLMENTS)) {
                try (InputStream sample = Samples.open(type.name())) {
                    ContractEvent event = Json.MAPPER.readValue(sample, type.shape());
                    samples.add(TestMessage.of("sample", samples.size(), event));
                }
            }
        }
        worklist.deliverTwice(samples.toArray(TestMessage[]::new));

        JsonNode opened = Json.MAPPER.readTree(Samples.open("sequences.enrollment.step-opened.v1"));
        String item = WorkItems.idOf(opened.path("stepId").asText());
        assertThat(worklist.sql("select title from work_item where id = ?::uuid", item))
                .isEqualTo(opened.path("name").asText());
        assertThat(worklist.sql("select description from work_item where id = ?::uuid", item))
                .isEqualTo(opened.path("description").asText());
    }

    @Test
    void keepsEveryRowEqualToTheFoldOfItsEvents() {
        Step step = Step.of("r6");
        Step wait = Step.of("r7");
        worklist.deliverTwice(
                step.opened("email", "tomas", DUE),
                step.rescheduled(DUE.plusSeconds(9), 2),
                wait.waitStarted("iris", DUE),
                wait.reassigned("tomas"));

        for (Step one : List.of(step, wait)) {
            Loaded<WorkItem> folded = units.run(unit -> unit.load(WorkItems.WORK_ITEM, one.item()));
            WorkItem.Known item = folded.state().known().orElseThrow();
            assertThat(row(one))
                    .isEqualTo(String.join(
                            " ",
                            item.status(),
                            item.details().assignee().id(),
                            item.details().dueAt().toString(),
                            Long.toString(folded.version())));
        }
    }

    private String row(Step step) {
        return worklist.sql(
                "select status || ' ' || assignee_id || ' ' || to_char(due_at at time zone 'UTC',"
                        + " 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') || ' ' || version from work_item where id = ?::uuid",
                step.item());
    }

    private String reason(Step step) {
        return worklist.sql(
                "select convert_from(payload, 'UTF8')::json->>'reason' from chassis.domain_event_entry"
                        + " where aggregate_identifier = ? and payload_type = 'work-item.withdrawn'",
                step.item());
    }
}
