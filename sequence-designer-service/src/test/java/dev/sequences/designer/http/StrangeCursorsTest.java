package dev.sequences.designer.http;

import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cursors that no page gave. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class StrangeCursorsTest {

    @TestHTTPResource("/")
    URL service;

    private DesignerClient manager;

    @BeforeEach
    void person() {
        manager = DesignerClient.manager(service);
    }

    private static String cursor(String... parts) {
        return Base64.getUrlEncoder()
                .encodeToString(String.join("\u001f", parts).getBytes(StandardCharsets.UTF_8))
                .replace("=", "");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+300000-01-01T00:00:00Z",
                "-300000-01-01T00:00:00Z",
                "+10000-01-01T00:00:00Z",
                "-0001-01-01T00:00:00Z",
                "+999999999-12-31T23:59:59-18:00",
                "-999999999-01-01T00:00:00+18:00",
                "2026-01-01",
                "x\u0000"
            })
    void aTimeThatNoPageEndsWithIsRefused(String time) {
        for (String sort : new String[] {"createdAt", "-createdAt", "changedAt", "-changedAt"}) {
            manager.get("/sequences?sort=" + sort + "&after=" + cursor(time, "a"))
                    .expectProblem(400, "cursor-unreadable");
            manager.get("/sequences?q=any&sort=" + sort + "&after=" + cursor(time, "a"))
                    .expectProblem(400, "cursor-unreadable");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-01T00:00:00+18:00",
                "2026-01-01T00:00:00-17:59:59",
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999999999Z"
            })
    void aTimeThatThereMayBeIsTaken(String time) {
        manager.get("/sequences?sort=createdAt&after=" + cursor(time, "a")).expect(200);
        manager.get("/sequences?q=any&sort=-changedAt&after=" + cursor(time, "a"))
                .expect(200);
    }

    @ParameterizedTest
    @CsvSource({"/tags", "/message-templates", "/holiday-calendars", "/sequences"})
    void refusesTextThatTheDatabaseCannotStore(String path) {
        manager.get(path + "?after=" + cursor("a\u0000", "b\u0000")).expect(400);
    }
}
