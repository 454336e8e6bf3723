package dev.sequences.acceptance;

import static dev.sequences.acceptance.RunningSuite.all;
import static dev.sequences.acceptance.RunningSuite.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Failed steps are visible and continue after a retry; an A/B test finds its winner. */
@Order(150)
@ExtendWith(Suite.class)
class FailedStepsStory {

    private final String seller = "seer-" + UUID.randomUUID();
    private final String lead = "seen-" + UUID.randomUUID();
    private final RunningSuite suite;

    FailedStepsStory(RunningSuite suite) {
        this.suite = suite;
    }

    private void record(String id, Map<String, Object> fields) {
        Reply put = suite.segment(suite.maria())
                .put(
                        "/records/lead/" + id,
                        Map.of("name", id, "ownerType", "user", "ownerId", seller, "active", true, "fields", fields));
        assertThat(put.status()).as("%s", put).isIn(200, 201);
    }

    private String enrolled(String sequence, String record) {
        List<String> id = new ArrayList<>();
        eventually(record + " is enrolled", () -> {
            Reply reply = suite.enrollment(suite.maria())
                    .post("/enrollments", Map.of("sequenceId", sequence, "recordType", "lead", "recordId", record));
            if (reply.ok()) {
                id.add(reply.field("id"));
            }
            return reply.ok();
        });
        return id.getFirst();
    }

    private JsonNode enrollment(String id) {
        return Sequences.require(suite.enrollment(suite.maria()).get("/enrollments/" + id), 200);
    }

    private void becomes(String id, Predicate<JsonNode> what) {
        eventually(id + " goes on", () -> what.test(enrollment(id)));
    }

    private String activated(@Nullable String assignTo, String start, List<Map<String, @Nullable Object>> nodes) {
        Map<String, Object> draft = new HashMap<>(Sequences.draft(start, nodes));
        if (assignTo != null) {
            draft.put("assignTo", assignTo);
        }
        return Sequences.activated(suite, draft);
    }

    private static Map<String, @Nullable Object> condition(String onMissing) {
        Map<String, @Nullable Object> node = Sequences.node("local", "field-condition", null, "name", "Local?");
        node.remove("next");
        node.put("when", Map.of("field", "city", "op", "equals", "value", "Pune"));
        node.put("onMissing", onMissing);
        node.put("yes", "near");
        node.put("no", "far");
        return node;
    }

    private static Map<String, @Nullable Object> task(String key) {
        return Sequences.node(key, "task", null, "name", key);
    }

    @Test
    void failsTheStepUntilTheMissingFieldIsSetAndItIsRetried() {
        String sequence = activated(null, "local", List.of(condition("error"), task("near"), task("far")));
        record(lead, Map.of());
        String id = enrolled(sequence, lead);
        JsonNode standing = enrollment(id);
        assertThat(standing.path("status").asText()).isEqualTo("error");
        assertThat(standing.path("error").path("code").asText()).isEqualTo("field-missing");
        assertThat(standing.path("error").path("reason").asText()).isEqualTo("The record has no value for city.");
        assertThat(standing.path("currentStep").path("status").asText()).isEqualTo("failed");

        Api maria = suite.enrollment(suite.maria());
        assertThat(all(maria, "/enrollments?status=error&errorCode=field-missing&sequenceId=" + sequence))
                .hasSize(1);
        assertThat(all(maria, "/enrollments?status=error&errorCode=assignee-missing&sequenceId=" + sequence))
                .isEmpty();
        eventually("insights count it", () -> suite.insights(suite.maria())
                .get("/insights/sequences/" + sequence)
                .json()
                .path("errors")
                .toString()
                .equals("[{\"key\":\"local\",\"code\":\"field-missing\",\"enrollments\":1}]"));

        // An unsuccessful retry is a normal response; the same key gives the same response.
        String etag = maria.get("/enrollments/" + id).etag();
        Api once = maria.key(UUID.randomUUID().toString()).with("If-Match", etag);
        Reply again = once.post("/enrollments/" + id + "/retry");
        assertThat(Sequences.require(again, 200).path("errorCode").asText()).isEqualTo("field-missing");
        assertThat(once.post("/enrollments/" + id + "/retry").text()).isEqualTo(again.text());
        assertThat(maria.with("If-Match", etag)
                        .post("/enrollments/" + id + "/retry")
                        .status())
                .isEqualTo(412);
        assertThat(suite.enrollment(suite.seller("nosy"))
                        .post("/enrollments/" + id + "/retry")
                        .status())
                .isEqualTo(404);

        record(lead, Map.of("city", "Pune"));
        becomes(id, now -> now.path("currentStep").path("key").asText().equals("near"));
        assertThat(enrollment(id).path("error").isNull()).isTrue();
        Reply nothing = maria.post("/enrollments/" + id + "/retry");
        assertThat(nothing.status()).isEqualTo(409);
        assertThat(nothing.field("code")).isEqualTo("not-in-error");
        JsonNode results = Sequences.require(
                        maria.post("/enrollments/bulk/retry", Map.of("ids", List.of(id, "nobody"))), 200)
                .path("results");
        assertThat(results.findValuesAsText("code")).containsExactly("not-in-error", "enrollment-unknown");
        eventually("insights no longer count the error and count the branch", () -> {
            JsonNode funnel = suite.insights(suite.maria())
                    .get("/insights/sequences/" + sequence)
                    .json();
            return funnel.path("errors").isEmpty()
                    && funnel.path("branches").path(0).path("yes").asInt() == 1;
        });
    }

    @Test
    void retriesAnAdvanceToADeactivatedSequence() {
        String target = activated(null, "hello", List.of(task("hello")));
        Map<String, @Nullable Object> away =
                new HashMap<>(Map.of("key", "away", "type", "advance", "sequenceId", target));
        String sequence =
                activated(null, "call", List.of(Sequences.node("call", "task", "away", "name", "Call"), away));
        Sequences.require(suite.designer(suite.maria()).post("/sequences/" + target + "/deactivate"), 200);
        record(lead, Map.of());
        String id = enrolled(sequence, lead);
        Api worklist = suite.worklist(suite.seller(seller));
        eventually("the task is there", () -> !all(worklist, "/work-items").isEmpty());
        // The deactivation of the target reaches the enrollment service before the record.
        eventually("the target is deactivated", () -> {
            Reply refused = suite.enrollment(suite.maria())
                    .post("/enrollments", Map.of("sequenceId", target, "recordType", "lead", "recordId", lead));
            return refused.status() == 409;
        });
        for (JsonNode item : all(worklist, "/work-items")) {
            worklist.post("/work-items/" + item.path("id").asText() + "/complete", Map.of());
        }
        becomes(id, now -> now.path("status").asText().equals("error"));
        JsonNode failed = enrollment(id);
        assertThat(failed.path("endReason").asText()).isEqualTo("advanced");
        assertThat(failed.path("error").path("code").asText()).isEqualTo("advance-target-inactive");
        assertThat(failed.path("error").path("stepKey").asText()).isEqualTo("away");

        Sequences.require(
                suite.designer(suite.maria())
                        .post("/sequences/" + target + "/activate", Map.of("changeDescription", "again")),
                200);
        Api maria = suite.enrollment(suite.maria());
        eventually("the record is on the target", () -> {
            maria.post("/enrollments/" + id + "/retry");
            return all(maria, "/enrollments?recordType=lead&recordId=" + lead + "&sequenceId=" + target).stream()
                    .anyMatch(one -> one.path("source").asText().equals("command"));
        });
        becomes(
                id,
                now -> now.path("status").asText().equals("disconnected")
                        && now.path("error").isNull());
    }

    @Test
    void listsATeamsStepsForEveryMember() {
        String sequence = activated("owner-team", "hello", List.of(task("hello")));
        String team = "team-" + seller;
        record(lead, Map.of("ownerTeamId", team));
        String id = enrolled(sequence, lead);
        assertThat(enrollment(id).path("assignee").toString()).isEqualTo("{\"type\":\"team\",\"id\":\"" + team + "\"}");
        Api member = suite.worklist(
                suite.local().tokens().token("member-" + seller, List.of("salesperson"), List.of(team), ""));
        eventually("the member has it", () -> all(member, "/work-items").size() == 1);
        assertThat(all(suite.worklist(suite.seller("stranger-" + seller)), "/work-items"))
                .isEmpty();
        String item = all(member, "/work-items").getFirst().path("id").asText();
        Sequences.require(member.post("/work-items/" + item + "/complete", Map.of()), 200);
        becomes(id, now -> now.path("status").asText().equals("completed"));
    }

    @Test
    void endsAnAbTestWithItsWinner() {
        Map<String, @Nullable Object> test = Sequences.node("which", "ab-test", "then", "name", "Which subject");
        test.put("a", Map.of("name", "Question", "templateId", "welcome"));
        test.put("b", Map.of("name", "Statement", "templateId", "welcome-long"));
        test.put("winningMetric", "opens");
        String sequence = activated(null, "which", List.of(test, task("then")));
        List<String> leads = new ArrayList<>();
        StringBuilder csv = new StringBuilder("id,name,owner\n");
        for (int i = 0; i < 260; i++) {
            leads.add(lead + "-" + i);
            csv.append(lead)
                    .append('-')
                    .append(i)
                    .append(",Lead ")
                    .append(i)
                    .append(',')
                    .append(seller)
                    .append('\n');
        }
        Sequences.imported(suite, csv.toString(), "idColumn=id&nameColumn=name&ownerColumn=owner");
        Api maria = suite.enrollment(suite.maria());
        eventually("all are enrolled", () -> {
            Reply reply = maria.post(
                    "/enrollments/bulk", Map.of("sequenceId", sequence, "recordType", "lead", "recordIds", leads));
            return reply.ok() && !reply.text().contains("refused");
        });
        JsonNode running = Sequences.require(maria.get("/ab-tests?sequenceId=" + sequence), 200)
                .path("items")
                .path(0);
        assertThat(running.path("status").asText()).isEqualTo("in-progress");
        assertThat(running.path("versions").path(0).path("sent").asInt()
                        + running.path("versions").path(1).path("sent").asInt())
                .isEqualTo(260);

        int opened = 0;
        for (JsonNode one : all(maria, "/enrollments?sequenceId=" + sequence)) {
            JsonNode sent = maria.get("/enrollments/" + one.path("id").asText() + "/history")
                    .json()
                    .path("items")
                    .path(1)
                    .path("data");
            assertThat(sent.path("stepKey").asText()).isEqualTo("which");
            if (sent.path("version").asText().equals("b")) {
                Map<String, Object> activity = Map.of(
                        "id",
                        "open-" + sent.path("stepId").asText(),
                        "type",
                        "email-opened",
                        "recordType",
                        "lead",
                        "recordId",
                        one.path("recordId").asText(),
                        "at",
                        Instant.now().toString(),
                        "stepId",
                        sent.path("stepId").asText());
                assertThat(maria.post("/activities", activity).field("status")).isEqualTo("taken");
                assertThat(maria.post("/activities", activity).field("status")).isEqualTo("known");
                opened++;
            }
        }
        suite.clock(Duration.ofHours(1));
        String id = running.path("id").asText();
        eventually(
                "the test has a winner",
                () -> maria.get("/ab-tests/" + id).field("status").equals("ended"));
        JsonNode ended = maria.get("/ab-tests/" + id).json();
        assertThat(ended.path("outcome").asText()).isEqualTo("winner");
        assertThat(ended.path("winner").asText()).isEqualTo("b");
        assertThat(ended.path("versions").path(1).path("engaged").asInt()).isEqualTo(opened);
        assertThat(ended.path("versions").path(1).path("sent").asInt()).isEqualTo(opened);
        assertThat(maria.post("/ab-tests/" + id + "/stop", Map.of("version", "a"))
                        .field("code"))
                .isEqualTo("ab-test-ended");
        assertThat(maria.post("/ab-tests/" + id + "/stop", Map.of("version", "c"))
                        .field("code"))
                .isEqualTo("version-unknown");

        for (int i = 0; i < 12; i++) {
            record(lead + "-late-" + i, Map.of());
            JsonNode sent = maria.get("/enrollments/" + enrolled(sequence, lead + "-late-" + i) + "/history")
                    .json()
                    .path("items")
                    .path(1)
                    .path("data");
            assertThat(sent.path("version").asText()).isEqualTo("b");
        }
    }
}
