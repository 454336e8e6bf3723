package dev.sequences.acceptance;

import static dev.sequences.acceptance.RunningSuite.all;
import static dev.sequences.acceptance.RunningSuite.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.contracts.Headers;
import dev.sequences.contracts.Topics;
import dev.sequences.contracts.catalogue.EventTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** The main path through all five services: a lead gets work items, they are completed, the figures show it. */
@Order(1)
@ExtendWith(Suite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OneRecordOneSequenceStory {

    private static final String CITY = "Mumbai-" + UUID.randomUUID().toString().substring(0, 8);
    private static final String ANNA = "anna-" + CITY;
    private static final String BEN = "ben-" + CITY;

    private final RunningSuite suite;
    private String sequenceId = "";
    private String segmentId = "";

    /** The enrollment whose steps are all completed. */
    private String diligent = "";

    OneRecordOneSequenceStory(RunningSuite suite) {
        this.suite = suite;
    }

    @Test
    @Order(1)
    void mariaDesignsASequenceAndItsFirstVersionGoesLive() {
        Api maria = suite.designer(suite.maria());
        Reply created = maria.post("/sequences", Map.of("name", "Win " + CITY, "recordType", "lead"));
        JsonNode sequence = Sequences.require(created, 201);
        sequenceId = sequence.path("id").asText();
        assertThat(created.header("Location"))
                .hasValueSatisfying(at -> assertThat(at).endsWith("/sequences/" + sequenceId));
        assertThat(sequence.path("status").asText()).isEqualTo("inactive");
        assertThat(sequence.path("version").asInt()).isZero();

        Sequences.require(maria.put("/sequences/" + sequenceId + "/draft", Sequences.draft()), 200);
        JsonNode findings = Sequences.require(maria.post("/sequences/" + sequenceId + "/validate"), 200);
        assertThat(findings.path("findings"))
                .noneMatch(finding -> finding.path("severity").asText().equals("error"));

        Sequences.require(
                maria.post("/sequences/" + sequenceId + "/activate", Map.of("changeDescription", "first")), 200);
        JsonNode live = maria.get("/sequences/" + sequenceId).json();
        assertThat(live.path("status").asText()).isEqualTo("active");
        assertThat(live.path("version").asInt()).isEqualTo(1);
    }

    @Test
    @Order(2)
    void leadsComeInFromAFileAndThoseOfOneCityBecomeMembers() {
        JsonNode job = Sequences.imported(
                suite,
                """
                Prospect ID,Name,City,Owner
                a1,Asha,%1$s,%2$s
                a2,"Bela, jr.",%1$s,%2$s
                a3,Chand,%1$s,%3$s
                a4,Deva,Elsewhere,%3$s
                """.formatted(CITY, ANNA, BEN).replace("\na", "\n" + CITY + "-a"),
                "idColumn=Prospect%20ID&nameColumn=Name&ownerColumn=Owner");
        assertThat(job.path("status").asText()).isEqualTo("succeeded");
        assertThat(job.path("done").asInt()).isEqualTo(4);

        segmentId = Sequences.segment(suite, sequenceId, CITY);
        JsonNode simulated = Sequences.require(
                suite.segment(suite.maria()).post("/segments/" + segmentId + "/simulate", Map.of()), 200);
        assertThat(simulated.path("count").asInt()).isEqualTo(3);
        Sequences.activateSegment(suite, segmentId);
        eventually(
                "three members",
                () -> all(suite.segment(suite.maria()), "/segments/" + segmentId + "/members")
                                .size()
                        == 3);
    }

    @Test
    @Order(3)
    void eachMemberIsEnrolledOnceAndTheFirstStepGoesToTheOwnerOfTheRecord() {
        eventually("three enrollments", () -> enrollments().size() == 3);
        assertThat(enrollments()).allSatisfy(enrollment -> {
            assertThat(enrollment.path("status").asText()).isEqualTo("connected");
            assertThat(enrollment.path("currentStep").path("key").asText()).isEqualTo("intro");
        });
        eventually("two items for Anna", () -> items(ANNA, "all").size() == 2);
        eventually("one item for Ben", () -> items(BEN, "all").size() == 1);
        JsonNode item = items(BEN, "all").getFirst();
        assertThat(item.path("record").path("id").asText()).isEqualTo(CITY + "-a3");
        assertThat(item.path("activityType").asText()).isEqualTo("email");
        assertThat(item.path("status").asText()).isEqualTo("open");
        eventually(
                "the item shows the sequence's name",
                () -> items(BEN, "all").getFirst().path("sequenceName").asText().equals("Win " + CITY));
    }

    @Test
    @Order(4)
    void aSellerCompletesSkipsAndSnoozes() {
        List<JsonNode> annas = items(ANNA, "all");
        Api anna = suite.worklist(suite.seller(ANNA));
        String done = annas.get(0).path("id").asText();
        diligent = annas.get(0).path("enrollmentId").asText();
        String skipped = annas.get(1).path("id").asText();
        Sequences.require(anna.post("/work-items/" + done + "/complete", Map.of("note", "sent")), 200);
        Sequences.require(anna.post("/work-items/" + skipped + "/skip", Map.of("reason", "no address")), 200);
        assertThat(anna.get("/work-items/" + done).field("status")).isEqualTo("done");
        assertThat(anna.get("/work-items/" + skipped).field("status")).isEqualTo("skipped");

        Api ben = suite.worklist(suite.seller(BEN));
        String item = items(BEN, "all").getFirst().path("id").asText();
        Sequences.require(
                ben.post(
                        "/work-items/" + item + "/snooze",
                        Map.of("until", Instant.now().plus(Duration.ofDays(30)).toString())),
                200);
        assertThat(ben.get("/work-items/" + item).field("status")).isEqualTo("snoozed");

        // In both cases the enrollment has continued to the wait, which is on the list.
        eventually(
                "Anna's records wait",
                () -> enrollments().stream()
                                .filter(e -> e.path("currentStep")
                                        .path("key")
                                        .asText()
                                        .equals("pause"))
                                .count()
                        == 2);
        eventually("the waits are on the list", () -> items(ANNA, "waiting").size() == 2);
    }

    @Test
    @Order(5)
    void theWaitFiresWhenItsTimeHasComeAndNotBefore() {
        assertThat(items(ANNA, "all")).noneMatch(i -> i.path("stepKey").asText().equals("call"));
        suite.clock(Duration.ofDays(3).plusMinutes(1));
        eventually(
                "two calls for Anna",
                () -> items(ANNA, "all").stream()
                                .filter(i -> i.path("stepKey").asText().equals("call"))
                                .count()
                        == 2);
        assertThat(items(ANNA, "waiting")).isEmpty();
    }

    @Test
    @Order(6)
    void theLastStepEndsTheEnrollment() {
        Api anna = suite.worklist(suite.seller(ANNA));
        for (String step : List.of("call", "meet")) {
            Predicate<JsonNode> due = i -> i.path("enrollmentId").asText().equals(diligent)
                    && i.path("stepKey").asText().equals(step);
            eventually(
                    step + " is on the list", () -> items(ANNA, "all").stream().anyMatch(due));
            JsonNode item = items(ANNA, "all").stream().filter(due).findFirst().orElseThrow();
            Sequences.require(
                    anna.post(
                            "/work-items/" + item.path("id").asText() + "/complete",
                            step.equals("call") ? Map.of("callResult", "made") : Map.of()),
                    200);
        }
        eventually(
                "one enrollment is completed",
                () -> enrollments().stream()
                                .filter(e -> e.path("endReason").asText().equals("sequence-completed"))
                                .count()
                        == 1);
    }

    @Test
    @Order(7)
    void insightsCountWhatHappened() {
        eventually("insights see the end", () -> insights().path("completed").asInt() == 1);
        JsonNode figures = insights();
        assertThat(figures.path("entered").asInt()).isEqualTo(3);
        assertThat(figures.path("inProgress").asInt()).isEqualTo(2);
        assertThat(figures.path("endReasons").path("sequence-completed").asInt())
                .isEqualTo(1);
        JsonNode intro = step(figures, "intro");
        assertThat(intro.path("entered").asInt()).isEqualTo(3);
        assertThat(intro.path("completed").asInt()).isEqualTo(1);
        assertThat(intro.path("skipped").asInt()).isEqualTo(1);
        assertThat(intro.path("inProgress").asInt()).isEqualTo(1);
        assertThat(step(figures, "call").path("entered").asInt()).isEqualTo(2);
        assertThat(step(figures, "meet").path("completed").asInt()).isEqualTo(1);
    }

    @Test
    @Order(8)
    void everyEventIsOnItsTopicInTheAgreedEnvelope() {
        List<JsonNode> enrollments = enrollments();
        String done = enrollments.stream()
                .filter(e -> e.path("endReason").asText().equals("sequence-completed"))
                .map(e -> e.path("id").asText())
                .findFirst()
                .orElseThrow();
        List<Tape.Message> messages = Tape.of(suite, Topics.ENROLLMENTS).about(done);
        assertThat(messages.stream().map(Tape.Message::type).distinct())
                .startsWith(
                        "sequences.enrollment.record-enrolled.v1",
                        "sequences.enrollment.step-opened.v1",
                        "sequences.enrollment.step-completed.v1",
                        "sequences.enrollment.wait-started.v1",
                        "sequences.enrollment.wait-ended.v1")
                .endsWith("sequences.enrollment.enrollment-ended.v1");
        for (Tape.Message event : messages) {
            assertThat(event.header(Headers.SPEC_VERSION)).isEqualTo("1.0");
            assertThat(event.header(Headers.SOURCE)).isEqualTo("/sequences/enrollment");
            assertThat(event.header(Headers.SUBJECT)).isEqualTo(done);
            assertThat(event.header(Headers.PARTITION_KEY)).isEqualTo(done);
            assertThat(event.header(Headers.DATA_SCHEMA)).isEqualTo(Headers.schemaOf(event.type()));
            assertThat(event.header(Headers.SEQUENCE)).matches("\\d{20}");
            assertThat(event.header(Headers.CONTENT_TYPE)).isEqualTo("application/json");
            assertThat(event.header(Headers.TRACE_PARENT)).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
            assertThat(event.header(Headers.ID)).isNotEmpty();
            assertThat(event.header(Headers.CORRELATION_ID)).isNotEmpty();
            assertThat(event.header(Headers.CAUSATION_ID)).isNotEmpty();
            assertThat(event.header(Headers.ACTOR)).isNotEmpty();
            assertThat(Instant.parse(event.header(Headers.TIME))).isNotNull();
            assertThat(Instant.parse(event.header(Headers.RECORDED_TIME))).isNotNull();
            assertThat(EventTypes.named(event.type())).isPresent();
            assertThat(event.json().path("enrollmentId").asText()).isEqualTo(done);
        }
        Tape.Message activated = Tape.of(suite, Topics.DEFINITIONS).about(sequenceId).stream()
                .filter(event -> event.type().equals("sequences.definition.sequence-activated.v1"))
                .findFirst()
                .orElseThrow();
        assertThat(activated.json().path("graph").path("nodes")).hasSize(4);
        assertThat(activated.header(Headers.ACTOR)).isEqualTo("maria");
    }

    private List<JsonNode> enrollments() {
        return all(suite.enrollment(suite.maria()), "/enrollments?sequenceId=" + sequenceId);
    }

    private List<JsonNode> items(String seller, String due) {
        return all(suite.worklist(suite.seller(seller)), "/work-items?due=" + due);
    }

    private JsonNode insights() {
        return suite.insights(suite.maria())
                .get("/insights/sequences/" + sequenceId)
                .json();
    }

    private static JsonNode step(JsonNode figures, String key) {
        for (JsonNode step : figures.path("steps")) {
            if (step.path("key").asText().equals(key)) {
                return step;
            }
        }
        throw new AssertionError("no step " + key + " in " + figures);
    }
}
