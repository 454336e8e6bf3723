package dev.sequences.designer.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** T07, on the graph that the documents show. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class StepsBeforeConditionsTest {

    private static final String DOCUMENTED = """
        {"start": "intro", "nodes": [
          {"key": "intro", "type": "email", "name": "Introduction", "description": "", "templateId": null, "next": "pause"},
          {"key": "pause", "type": "wait", "duration": "P3D", "next": "call"},
          {"key": "call", "type": "phone-call", "name": "First call", "next": "answered"},
          {"key": "answered", "type": "phone-condition", "results": ["made", "received"], "yes": "meet", "no": null},
          {"key": "meet", "type": "task", "name": "Schedule a meeting", "next": null}]}\
        """;

    private static final String CALL =
            "  {\"key\": \"call\", \"type\": \"phone-call\", \"name\": \"First call\", \"next\": \"answered\"},\n";

    @TestHTTPResource("/")
    URL service;

    private DesignerClient manager;

    @BeforeEach
    void person() {
        manager = DesignerClient.manager(service);
    }

    @Test
    void refusesToRemoveACallBeforeItsCondition() {
        String path = manager.create("T07 as documented");
        manager.draw(path, DOCUMENTED).expect(200);
        String without = DOCUMENTED.replace(CALL, "").replace("\"next\": \"call\"", "\"next\": \"answered\"");
        assertThat(without).doesNotContain("First call");
        manager.draw(path, without).expectProblem(422, "step-has-condition");
        manager.draw(
                        path,
                        DOCUMENTED
                                .replace("\"next\": \"answered\"", "\"next\": \"meet\"")
                                .replaceAll("(?m)^ *\\{\"key\": \"answered\".*\\R", ""))
                .expect(200);
        manager.draw(path, """
            {"start": "intro", "nodes": [
              {"key": "intro", "type": "email", "name": "Introduction", "next": "pause"},
              {"key": "pause", "type": "wait", "duration": "P3D", "next": "meet"},
              {"key": "meet", "type": "task", "name": "Schedule a meeting", "next": null}]}\
            """).expect(200);
        manager.send("DELETE", path, null).expect(204);
    }
}
