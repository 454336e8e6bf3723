package dev.sequences.designer.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.security.Roles;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Findings that depend on the clock, and on who asks. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class TimeAndVisibilityFindingsTest {

    @TestHTTPResource("/")
    URL service;

    private DesignerClient manager;

    @BeforeEach
    void person() {
        manager = DesignerClient.manager(service);
    }

    private JsonNode findings(DesignerClient who, String path) {
        return who.post(path + "/validate", null).expect(200).json().path("findings");
    }

    private static String test(String endsAt) {
        return "{\"start\": \"t\", \"nodes\": [{\"key\": \"t\", \"type\": \"ab-test\", \"name\": \"T\", \"a\":"
                + " {\"name\": \"A\", \"templateId\": \"a\"}, \"b\": {\"name\": \"B\", \"templateId\": \"b\"}, \"endsAt\":"
                + " \"" + endsAt
                + "\"}]}";
    }

    @Test
    void warnsOfAnEndedAbTest() {
        String path = manager.create("Ended test");
        manager.draw(path, test("2020-01-01T00:00:00Z")).expect(200);
        JsonNode past = findings(manager, path);
        assertThat(past.findValuesAsText("code")).contains("ab-end-past");
        past.forEach(one -> assertThat(one.path("severity").asText()).isEqualTo("warning"));
        manager.draw(path, test("2099-01-01T00:00:00Z")).expect(200);
        assertThat(findings(manager, path).findValuesAsText("code")).doesNotContain("ab-end-past");
        manager.post(path + "/activate", null).expect(200);
        manager.send("DELETE", path, null).expect(204);
    }

    @Test
    void refusesAnAbTestThatEndsAfterTheYear9999() {
        String path = manager.create("Endless test");
        manager.draw(path, test("+300000-01-01T00:00:00Z")).expect(200);
        manager.post(path + "/activate", null).expectProblem(422, "ab-end-out-of-range");
        manager.send("DELETE", path, null).expect(204);
    }

    /** Validation must not reveal the name of an invisible sequence. */
    @Test
    void treatsAnInvisibleSequenceAsUnknown() {
        DesignerClient ana = DesignerClient.in(service, "emea", List.of(), "find-ana", Roles.SALESPERSON);
        DesignerClient cat = DesignerClient.in(service, "apac", List.of(), "find-cat", Roles.SALESPERSON);
        String hidden = cat.create("Secret of apac");
        String path = ana.create("Curious");
        String graph = "{\"start\": \"c\", \"nodes\": [{\"key\": \"c\", \"type\": \"task\", \"name\": \"C\", \"next\":"
                + " \"on\"}, {\"key\": \"on\", \"type\": \"advance\", \"sequenceId\": \"%s\"}]}";
        ana.draw(path, graph.formatted(hidden.substring(11))).expect(200);
        assertThat(findings(ana, path).toString())
                .contains("advance-target-unknown")
                .doesNotContain("Secret");
        assertThat(ana.post(path + "/activate", null)
                        .expectProblem(422, "advance-target-unknown")
                        .body())
                .doesNotContain("Secret");
        assertThat(findings(manager, path).findValuesAsText("code")).containsExactly("advance-target-inactive");
        ana.send("DELETE", path, null).expect(204);
        cat.send("DELETE", hidden, null).expect(204);
    }
}
