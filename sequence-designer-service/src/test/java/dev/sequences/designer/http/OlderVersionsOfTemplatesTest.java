package dev.sequences.designer.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URL;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Enrollments walk the version that they began with, and need its message templates to the end. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class OlderVersionsOfTemplatesTest {

    @TestHTTPResource("/")
    URL service;

    @Inject
    DataSource dataSource;

    private DesignerClient manager;

    @BeforeEach
    void person() {
        manager = DesignerClient.manager(service);
    }

    private String template() {
        return manager.post(
                        "/message-templates",
                        "{\"name\": \"T\", \"channel\": \"email\", \"contents\": {\"en\": {\"subject\": \"S\","
                                + " \"body\": \"B\"}}}")
                .expect(201)
                .json()
                .path("id")
                .asText();
    }

    private static String graph(String templateId) {
        return "{\"start\": \"a\", \"nodes\": [{\"key\": \"a\", \"type\": \"automated-email\", \"name\": \"Mail\","
                + " \"templateId\": \""
                + templateId + "\"}]}";
    }

    @Test
    void keepsATemplateOfAnOlderVersionWhileTheSequenceIsActive() {
        String older = template();
        String newer = template();
        String path = manager.create("Two versions");
        manager.draw(path, graph(older)).expect(200);
        manager.post(path + "/activate", null).expect(200);
        manager.post(path + "/revise", null).expect(200);
        manager.draw(path, graph(newer)).expect(200);
        manager.post(path + "/activate", "{\"changeDescription\": \"Another mail\"}")
                .expect(200);
        manager.send("DELETE", "/message-templates/" + older, null).expectProblem(409, "message-template-in-use");
        manager.send("DELETE", "/message-templates/" + newer, null).expectProblem(409, "message-template-in-use");
        manager.post(path + "/deactivate", null).expect(200);
        manager.send("DELETE", "/message-templates/" + older, null).expect(204);
        manager.send("DELETE", "/message-templates/" + newer, null).expect(204);
        manager.send("DELETE", path, null).expect(204);
    }

    /** Half a million versions are not read for one answer. */
    @Test
    void findsVersionsThatUseATemplateByIndex() throws Exception {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set enable_seqscan = off");
            StringBuilder plan = new StringBuilder();
            try (ResultSet lines = statement.executeQuery(
                    "explain select 1 from sequence_version v where version_templates(v.definition)"
                            + " @> array['00000000-0000-7000-8000-000000000000']")) {
                while (lines.next()) {
                    plan.append(lines.getString("QUERY PLAN")).append('\n');
                }
            } finally {
                statement.execute("reset enable_seqscan");
            }
            assertThat(plan.toString()).contains("sequence_version_templates");
        }
    }
}
