package dev.sequences.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad input is answered with problem, location and remedy, never with internals. */
@Order(2)
@ExtendWith(Suite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputStory {

    private static final String UNKNOWN_ID = "00000000-0000-7000-8000-000000000000";
    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);

    private final RunningSuite suite;

    BadInputStory(RunningSuite suite) {
        this.suite = suite;
    }

    @Test
    void importsValidRowsAndReportsEachBrokenRow() {
        JsonNode job = Sequences.imported(suite, """
                Prospect ID,Name,City
                %1$s-1,Asha,Pune
                ,Nobody,Pune
                %1$s-2,"Bela
                with a second line",Pune
                %1$s-1,Asha again,Pune
                %1$s-3,too,many,cells,here
                """.formatted("bad-" + RUN), "idColumn=Prospect%20ID&nameColumn=Name");
        assertThat(job.path("status").asText()).isEqualTo("partly");
        assertThat(job.path("done").asInt()).isEqualTo(2);
        assertThat(job.path("failed").asInt()).isEqualTo(3);
        assertThat(job.path("errors")).hasSize(3).allSatisfy(error -> {
            assertThat(error.path("item").asText()).isNotBlank();
            assertThat(error.path("code").asText()).matches("[a-z][a-z-]+");
            assertThat(error.path("message").asText()).isNotBlank();
        });
        assertThat(suite.segment(suite.maria())
                        .get("/records/lead/bad-" + RUN + "-2")
                        .field("name"))
                .isEqualTo("Bela\nwith a second line");
    }

    @Test
    void listsTheColumnsWhenOneIsUnknown() {
        Reply reply = suite.segment(suite.maria())
                .post("/records/import?recordType=lead&idColumn=Prospekt", "text/csv", "Prospect ID,City\n1,Pune\n");
        JsonNode problem = problem(reply, 422);
        assertThat(problem.path("errors").toString()).contains("Prospekt").contains("Prospect ID");
    }

    @Test
    void refusesAFileThatIsNotCsv() {
        Reply reply = suite.segment(suite.maria())
                .post(
                        "/records/import?recordType=lead&idColumn=id",
                        "text/csv",
                        "\u0000\u0001\u0002PNG\r\n\u001a\u0000\u0000binary\u0000");
        problem(reply, 422);
    }

    @Test
    void refusesAFileOfAnotherFormat() {
        problem(
                suite.segment(suite.maria())
                        .post("/records/import?recordType=lead&idColumn=id", "application/pdf", "%PDF-1.7"),
                415);
    }

    @Test
    void refusesAnEmptyFile() {
        problem(suite.segment(suite.maria()).post("/records/import?recordType=lead&idColumn=id", "text/csv", ""), 422);
    }

    static Stream<Arguments> graphsThatLeadNowhere() {
        return Stream.of(
                Arguments.of("no nodes", Map.of("nodes", List.of())),
                Arguments.of("unknown start", graph("nowhere", Sequences.node("a", "email", null, "name", "A"))),
                Arguments.of("unknown next", graph("a", Sequences.node("a", "email", "b", "name", "A"))),
                Arguments.of(
                        "a circle",
                        graph(
                                "a",
                                Sequences.node("a", "email", "b", "name", "A"),
                                Sequences.node("b", "task", "a", "name", "B"))),
                Arguments.of("unknown type", graph("a", Sequences.node("a", "carrier-pigeon", null, "name", "A"))),
                Arguments.of(
                        "a wait without an end",
                        graph("w", Sequences.node("w", "wait", "a"), Sequences.node("a", "email", null, "name", "A"))),
                Arguments.of(
                        "a wait at the end",
                        graph(
                                "a",
                                Sequences.node("a", "email", "w", "name", "A"),
                                Sequences.node("w", "wait", null, "duration", "P1D"))),
                Arguments.of(
                        "the same key twice",
                        graph(
                                "a",
                                Sequences.node("a", "email", null, "name", "A"),
                                Sequences.node("a", "task", null, "name", "B"))));
    }

    private static Map<String, Object> graph(String start, Map<?, ?>... nodes) {
        return Map.of("start", start, "nodes", List.of(nodes));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("graphsThatLeadNowhere")
    void aGraphThatLeadsNowhereIsNotActivated(String what, Map<String, Object> graph) {
        Api maria = suite.designer(suite.maria());
        String id = maria.post("/sequences", Map.of("name", what + " " + RUN, "recordType", "lead"))
                .field("id");
        Reply put = maria.put("/sequences/" + id + "/draft", Map.of("graph", graph));
        if (!put.ok()) {
            problem(put, 400, 422);
            return;
        }
        JsonNode findings = maria.post("/sequences/" + id + "/validate").json().path("findings");
        assertThat(findings).isNotEmpty().anySatisfy(finding -> {
            assertThat(finding.path("code").asText()).matches("[a-z][a-z-]+");
            assertThat(finding.path("message").asText()).isNotBlank();
            assertThat(finding.path("remedy").asText()).isNotBlank();
        });
        problem(maria.post("/sequences/" + id + "/activate", Map.of()), 422);
        assertThat(maria.get("/sequences/" + id).field("status")).isEqualTo("inactive");
    }

    @Test
    void whatIsNotThereIsNotThere() {
        problem(suite.designer(suite.maria()).get("/sequences/" + UNKNOWN_ID), 404);
        problem(suite.enrollment(suite.maria()).get("/enrollments/" + UNKNOWN_ID), 404);
        problem(suite.worklist(suite.sam()).get("/work-items/" + UNKNOWN_ID), 404);
        problem(suite.worklist(suite.sam()).post("/work-items/" + UNKNOWN_ID + "/complete", Map.of()), 404);
        problem(suite.segment(suite.maria()).get("/records/lead/nobody-" + RUN), 404);
        problem(suite.segment(suite.maria()).get("/segments/" + UNKNOWN_ID), 404);
        problem(suite.segment(suite.maria()).get("/jobs/" + UNKNOWN_ID), 404);
        problem(suite.insights(suite.maria()).get("/insights/sequences/" + UNKNOWN_ID), 404);
        problem(suite.designer(suite.maria()).get("/sequences/..%2f..%2fetc%2fpasswd"), 400, 404);
        problem(suite.designer(suite.maria()).get("/no-such-thing"), 404);
    }

    @Test
    void answersAnImpossibleIdWithoutAnInternalError() {
        problem(suite.designer(suite.maria()).get("/sequences/'%20or%201=1"), 400, 404);
        problem(suite.worklist(suite.sam()).get("/work-items/not-an-id"), 400, 404);
        problem(suite.enrollment(suite.maria()).get("/enrollments/" + "x".repeat(500)), 400, 404);
    }

    @Test
    void reportsTheLocationOfAnUnreadableBody() {
        Api maria = suite.designer(suite.maria());
        problem(maria.post("/sequences", "application/json", "{not json"), 400);
        problem(maria.post("/sequences", "application/json", "[]"), 400);
        problem(maria.post("/sequences", "application/json", "\"text\""), 400);
        problem(maria.post("/sequences", "application/json", ""), 400, 422);
        problem(maria.post("/sequences", "text/plain", "name=x"), 415);
        JsonNode unknown = problem(maria.post("/sequences", Map.of("name", "x", "colour", "green")), 400);
        assertThat(unknown.path("code").asText()).isEqualTo("unknown-field");
        assertThat(unknown.path("errors").toString()).contains("colour");
        problem(maria.post("/sequences", Map.of("name", Map.of("first", "x"))), 400, 422);
        problem(maria.post("/sequences", Map.of("recordType", "lead")), 400, 422);
        problem(maria.post("/sequences", Map.of("name", "x".repeat(5000), "recordType", "lead")), 422);
        problem(maria.post("/sequences", Map.of("name", "x " + RUN, "recordType", "spaceship")), 422);
        problem(
                suite.worklist(suite.sam())
                        .post("/work-items/" + UNKNOWN_ID + "/snooze", "application/json", "{\"until\": \"tomorrow\"}"),
                400,
                404,
                422);
    }

    @Test
    void acceptsACommandWithoutABodyOrContentType() {
        // Unknown ids: only the parsing of the request is tested.
        problem(suite.worklist(suite.sam()).post("/work-items/" + UNKNOWN_ID + "/complete"), 404);
        problem(suite.worklist(suite.sam()).post("/work-items/" + UNKNOWN_ID + "/skip"), 404);
        problem(suite.segment(suite.maria()).post("/segments/" + UNKNOWN_ID + "/simulate"), 404);
        problem(suite.segment(suite.maria()).post("/segments/" + UNKNOWN_ID + "/activate"), 404);
        problem(suite.designer(suite.maria()).post("/sequences/" + UNKNOWN_ID + "/activate"), 404);
        problem(suite.enrollment(suite.maria()).post("/enrollments/" + UNKNOWN_ID + "/disconnect"), 404);
    }

    @Test
    void refusesAnUnknownListParameter() {
        problem(suite.designer(suite.maria()).get("/sequences?limit=0"), 400);
        problem(suite.designer(suite.maria()).get("/sequences?limit=many"), 400, 404);
        problem(suite.designer(suite.maria()).get("/sequences?after=nonsense"), 400);
        problem(suite.worklist(suite.sam()).get("/work-items?due=sometime"), 400, 422);
        problem(suite.worklist(suite.sam()).get("/work-items?limit=100000"), 400);
    }

    @Test
    void refusesRequestsWithoutAToken() {
        problem(Api.of(suite.at().designer(), null).get("/sequences"), 401);
        problem(Api.of(suite.at().enrollment(), null).get("/enrollments"), 401);
        problem(Api.of(suite.at().worklist(), null).get("/work-items"), 401);
        problem(Api.of(suite.at().segment(), null).get("/segments"), 401);
        problem(Api.of(suite.at().insights(), null).get("/insights/sequences"), 401);
        problem(Api.of(suite.at().worklist(), "not.a.token").get("/work-items"), 401);
    }

    @Test
    void allowsEachRoleOnlyItsOwnOperations() {
        String seller = suite.seller("ben-" + RUN);
        problem(suite.segment(seller).post("/records/import?recordType=lead&idColumn=id", "text/csv", "id\n1\n"), 403);
        problem(suite.segment(seller).put("/records/lead/x", Map.of("active", true, "fields", Map.of())), 403);
        problem(suite.insights(seller).get("/insights/sequences"), 403);
        problem(suite.worklist(seller).get("/work-items?assignee=somebody-else"), 403);
        problem(
                suite.designer(suite.local().tokens().token("eve", "no-such-role"))
                        .get("/sequences"),
                403);
    }

    @Test
    void refusesAnUnsupportedMethod() {
        problem(suite.designer(suite.maria()).delete("/sequences"), 405);
    }

    /** Checks that a problem document is complete and contains no internals. */
    private static JsonNode problem(Reply reply, Integer... statuses) {
        assertThat(reply.status()).as("%s", reply).isIn((Object[]) statuses);
        assertThat(reply.header("Content-Type")).as("%s", reply).hasValueSatisfying(type -> assertThat(type)
                .startsWith("application/problem+json"));
        JsonNode problem = reply.json();
        assertThat(problem.path("status").asInt()).as("%s", reply).isEqualTo(reply.status());
        assertThat(problem.path("title").asText()).as("%s", reply).isNotBlank();
        assertThat(problem.path("code").asText()).as("%s", reply).matches("[a-zA-Z][a-zA-Z-]+");
        assertThat(problem.path("errors")).as("%s", reply).isNotEmpty().allSatisfy(error -> {
            assertThat(error.has("path")).isTrue();
            assertThat(error.path("code").asText()).isNotBlank();
            assertThat(error.path("message").asText()).isNotBlank();
            assertThat(error.path("remedy").asText()).isNotBlank();
        });
        assertThat(reply.text())
                .doesNotContain("\tat ", "Exception", "dev.sequences", "org.postgresql", "jakarta.", "com.fasterxml");
        return problem;
    }
}
