package dev.sequences.acceptance;

import static dev.sequences.acceptance.RunningSuite.all;
import static dev.sequences.acceptance.RunningSuite.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The life cycle of a sequence with enrolled records: domain rules T12, T13, T16, T17 and T20. */
@Order(201)
@ExtendWith(Suite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SequenceLifecycleStory {

    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);

    private final RunningSuite suite;
    private final Api maria;
    private int leads;

    SequenceLifecycleStory(RunningSuite suite) {
        this.suite = suite;
        this.maria = suite.designer(suite.maria());
    }

    /** Creates a lead of this owner; returns its id. */
    private String leadOf(String seller) {
        String id = "runs-" + RUN + "-" + leads++;
        Sequences.require(
                suite.segment(suite.maria())
                        .put(
                                "/records/lead/" + id,
                                Map.of(
                                        "name",
                                        id,
                                        "ownerType",
                                        "user",
                                        "ownerId",
                                        seller,
                                        "active",
                                        true,
                                        "fields",
                                        Map.of("city", "Graz"))),
                201);
        return id;
    }

    private Reply enroll(Api enrollment, String sequenceId, String leadId) {
        return enrollment.post(
                "/enrollments", Map.of("sequenceId", sequenceId, "recordType", "lead", "recordId", leadId));
    }

    /** Enrolls a new lead as soon as the services know it and the sequence; returns the enrollment. */
    private JsonNode enrolled(String sequenceId) {
        String lead = leadOf("rosa-" + RUN);
        Api enrollment = suite.enrollment(suite.maria());
        eventually("lead and sequence are known", () -> enroll(enrollment, sequenceId, lead)
                .ok());
        return enroll(enrollment, sequenceId, lead).json();
    }

    private List<JsonNode> enrollments(String sequenceId) {
        return all(suite.enrollment(suite.maria()), "/enrollments?sequenceId=" + sequenceId);
    }

    private int versionOf(JsonNode enrollment) {
        return suite.enrollment(suite.maria())
                .get("/enrollments/" + enrollment.path("id").asText())
                .json()
                .path("version")
                .asInt();
    }

    /** Domain rules T12 and T13. */
    @Test
    void keepsRunningEnrollmentsOnTheOldVersionAndEnrollsNewRecordsInTheNewOne() {
        String id = Sequences.activated(suite, Sequences.draft());
        JsonNode before = enrolled(id);
        Sequences.require(maria.post("/sequences/" + id + "/revise"), 200);
        assertThat(maria.get("/sequences/" + id).field("status")).isEqualTo("revision");
        JsonNode during = enrolled(id);
        assertThat(versionOf(during)).isEqualTo(1);

        Map<String, Object> shorter = Sequences.draft(
                "intro",
                List.of(
                        Sequences.node("intro", "email", "meet", "name", "Introduction"),
                        Sequences.node("meet", "task", null, "name", "Schedule a meeting")));
        // The call and the wait before it are removed; no condition follows them.
        Sequences.require(maria.put("/sequences/" + id + "/draft", shorter), 200);
        Sequences.require(
                maria.post("/sequences/" + id + "/activate", Map.of("changeDescription", "No call any more")), 200);
        assertThat(maria.get("/sequences/" + id).json().path("version").asInt()).isEqualTo(2);

        eventually("new records get version 2", () -> versionOf(enrolled(id)) == 2);
        assertThat(versionOf(before)).isEqualTo(1);
        assertThat(versionOf(during)).isEqualTo(1);
    }

    /** Domain rule T16. */
    @Test
    void endsTheEnrollmentsOfADeletedSequence() {
        String id = Sequences.activated(suite, Sequences.draft());
        enrolled(id);
        enrolled(id);
        enrolled(id);
        Sequences.require(maria.post("/sequences/" + id + "/deactivate"), 200);
        assertThat(maria.delete("/sequences/" + id).status()).isEqualTo(204);
        assertThat(maria.get("/sequences/" + id).status()).isEqualTo(404);
        eventually("three have ended", () -> enrollments(id).stream()
                .allMatch(enrollment -> enrollment.path("status").asText().equals("disconnected")));
        assertThat(enrollments(id)).hasSize(3).allSatisfy(enrollment -> assertThat(
                        enrollment.path("endReason").asText())
                .isEqualTo("sequence-deactivated"));
    }

    /** Domain rule T17. */
    @Test
    void copiesTheStepsWithoutTheRecords() {
        String id = Sequences.activated(suite, Sequences.draft());
        enrolled(id);
        JsonNode copy = Sequences.require(maria.post("/sequences/" + id + "/copy", Map.of("name", "Copy " + RUN)), 201);
        String copyId = copy.path("id").asText();
        assertThat(copy.path("status").asText()).isEqualTo("inactive");
        assertThat(copy.path("draft"))
                .isEqualTo(maria.get("/sequences/" + id + "/draft").json());
        assertThat(enrollments(copyId)).isEmpty();
        assertThat(enrollments(id)).hasSize(1);
    }

    /** Domain rule T20. */
    @Test
    void allowsASellerToViewEnrollAndCopyButNotEditAColleaguesSequence() {
        String ana = suite.local().tokens().token("ana-" + RUN, List.of("salesperson"), List.of(), "emea");
        String ben = suite.local().tokens().token("ben-" + RUN, List.of("salesperson"), List.of(), "emea");
        Reply created = suite.designer(ana).post("/sequences", Map.of("name", "Ana's " + RUN));
        String path = "/sequences/" + Sequences.require(created, 201).path("id").asText();
        Sequences.require(suite.designer(ana).put(path + "/draft", Sequences.draft()), 200);
        Sequences.require(suite.designer(ana).post(path + "/activate"), 200);

        Sequences.require(suite.designer(ben).get(path), 200);
        Sequences.require(suite.designer(ben).post(path + "/copy", Map.of("name", "Ben's " + RUN)), 201);
        // His own lead: sellers cannot enroll leads of others.
        String lead = leadOf("ben-" + RUN);
        eventually("Ben connects a lead", () -> enroll(suite.enrollment(ben), created.field("id"), lead)
                .ok());
        for (Reply refused : List.of(
                suite.designer(ben).post(path + "/revise"),
                suite.designer(ben).put(path + "/draft", Sequences.draft()),
                suite.designer(ben).patch(path, Map.of("name", "Mine")),
                suite.designer(ben).post(path + "/deactivate"),
                suite.designer(ben).delete(path))) {
            assertThat(refused.status()).as("%s", refused).isEqualTo(403);
            assertThat(refused.field("code")).isEqualTo("not-owner");
        }
        assertThat(maria.get(path).field("status")).isEqualTo("active");
    }
}
