package dev.sequences.designer.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.chassis.json.Json;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Letters whose small form depends on who is asked: a search asks the same as what it searches in. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class NamesOfAllScriptsTest {

    @TestHTTPResource("/")
    URL service;

    @Inject
    DataSource dataSource;

    private DesignerClient manager;

    @BeforeEach
    void person() {
        manager = DesignerClient.manager(service);
    }

    private List<String> found(String parameter, String text) {
        return manager.get("/sequences?" + parameter + "=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
                .expect(200)
                .json()
                .path("items")
                .findValuesAsText("name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0130stanbul",
                "\u039f\u0394\u039f\u03a3",
                "STRASSE \u1e9e",
                "\ufb01nal",
                "\u01c5ungla",
                "\u4e2d\u6587\u540d\u79f0",
                "\ud801\udc00\ud801\udc01\ud801\udc02",
                "100%_\\ \u0130",
                "K\u212aelvin",
                "NAI\u0308VE"
            })
    void findsANameByItself(String name) {
        String path = manager.create(name);
        assertThat(found("q", name)).contains(name);
        int two = name.offsetByCodePoints(0, 2);
        assertThat(found("q", name.substring(0, two))).contains(name);
        manager.draw(path, "{\"nodes\": [{\"key\": \"a\", \"type\": \"task\", \"name\": " + Json.text(name) + "}]}")
                .expect(200);
        assertThat(found("step", name)).contains(name);
        assertThat(found("step", name.substring(0, two))).contains(name);
        manager.send("DELETE", path, null).expect(204);
    }

    /** Also where the statement is planned before the text is known. */
    @Test
    void findsBeginningsOfWordsByIndex() throws Exception {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set enable_seqscan = off");
            statement.execute("set plan_cache_mode = force_generic_plan");
            statement.execute("prepare beginnings(text) as select id from sequence_search c where c.words ~ lower($1)");
            StringBuilder plan = new StringBuilder();
            try (ResultSet lines = statement.executeQuery("explain execute beginnings('(^|[ /(-])we')")) {
                while (lines.next()) {
                    plan.append(lines.getString("QUERY PLAN")).append('\n');
                }
            } finally {
                statement.execute("deallocate beginnings");
                statement.execute("reset plan_cache_mode");
                statement.execute("reset enable_seqscan");
            }
            assertThat(plan.toString()).contains("sequence_search_words");
        }
    }
}
