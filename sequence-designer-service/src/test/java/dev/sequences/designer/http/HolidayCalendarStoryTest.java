package dev.sequences.designer.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.security.Roles;
import dev.sequences.designer.http.DesignerClient.Reply;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class HolidayCalendarStoryTest {

    private static final String GRAPH =
            "{\"start\": \"a\", \"nodes\": [{\"key\": \"a\", \"type\": \"task\", \"name\": \"Do it\"}]}";

    @TestHTTPResource("/")
    URL service;

    private final String id = "at-" + UUID.randomUUID();
    private DesignerClient manager;
    private DesignerClient seller;

    @BeforeEach
    void people() {
        manager = DesignerClient.manager(service);
        seller = DesignerClient.of(service, "calendar-seller", Roles.SALESPERSON);
    }

    private String austria() {
        return """
            {"id": "%s", "name": "Austria", "holidays": [
               {"day": "2026-12-25", "name": "Christmas Day", "yearly": true}, {"day": "2026-04-06"}]}\
            """.formatted(id);
    }

    @Test
    void createsReadsChangesAndDeletesACalendar() {
        Reply created = manager.post("/holiday-calendars", austria(), "Idempotency-Key", id)
                .expect(201);
        assertThat(manager.post("/holiday-calendars", austria(), "Idempotency-Key", id)
                        .expect(201)
                        .json())
                .isEqualTo(created.json());
        manager.post("/holiday-calendars", austria()).expectProblem(409, "holiday-calendar-exists");
        String path = "/holiday-calendars/" + id;
        assertThat(created.location()).endsWith(path);
        JsonNode read = seller.get(path).expect(200).json();
        assertThat(read.path("holidays"))
                .extracting(day -> day.path("day").asText())
                .containsExactly("2026-04-06", "2026-12-25");
        assertThat(read.path("days").asInt()).isEqualTo(2);

        JsonNode changed = manager.send(
                        "PATCH", path, "{\"holidays\": [{\"day\": \"2027-03-29\"}]}", "If-Match", "\"1\"")
                .expect(200)
                .json();
        assertThat(changed.path("name").asText()).isEqualTo("Austria");
        assertThat(changed.path("holidays")).hasSize(1);
        manager.send("PATCH", path, "{\"name\": \"x\"}", "If-Match", "\"1\"").expectProblem(412, "stale-version");
        assertThat(manager.get(path).etag()).isEqualTo("\"2\"");

        manager.send("DELETE", path, null, "If-Match", "\"1\"").expectProblem(412, "stale-version");
        manager.send("DELETE", path, null).expect(204);
        manager.get(path).expectProblem(404, "holiday-calendar-unknown");
        manager.send("PATCH", path, "{}").expectProblem(404, "holiday-calendar-unknown");
        manager.post("/holiday-calendars", austria()).expectProblem(409, "holiday-calendar-exists");
    }

    @Test
    void listsCalendarsPageByPage() {
        manager.post("/holiday-calendars", austria()).expect(201);
        manager.post("/holiday-calendars", austria().replace(id, id + "-2")).expect(201);
        String after = null;
        java.util.List<String> found = new java.util.ArrayList<>();
        do {
            JsonNode page = seller.get("/holiday-calendars?limit=1" + (after == null ? "" : "&after=" + after))
                    .expect(200)
                    .json();
            page.path("items").forEach(one -> found.add(one.path("id").asText()));
            assertThat(page.path("items").get(0).has("holidays")).isFalse();
            after = page.path("next").isNull() ? null : page.path("next").asText();
        } while (after != null);
        assertThat(found).contains(id, id + "-2").isSorted().doesNotHaveDuplicates();
    }

    @Test
    void requiresAnExistingCalendar() {
        String path = manager.create("Keeps holidays");
        String draft = "{\"graph\": " + GRAPH + ", \"holidayCalendar\": \"" + id + "\", \"skipNonWorkingDays\": true,"
                + " \"timeZone\": {\"rule\": \"fixed\", \"zone\": \"Europe/Vienna\"}, \"dailyCaps\": {\"steps\": 5},"
                + " \"sendWindow\": {\"days\": [\"monday\"], \"from\": \"08:00\", \"to\": \"17:00\"}}";
        manager.send("PUT", path + "/draft", draft).expect(200);
        assertThat(manager.post(path + "/validate", null).json().path("findings"))
                .extracting(finding -> finding.path("code").asText())
                .containsExactly("holiday-calendar-unknown");
        manager.post(path + "/activate", null).expectProblem(422, "holiday-calendar-unknown");
        manager.post("/holiday-calendars", austria()).expect(201);
        manager.post(path + "/activate", null).expect(200);

        manager.send("DELETE", "/holiday-calendars/" + id, null).expectProblem(409, "holiday-calendar-in-use");
        manager.post(path + "/deactivate", null).expect(200);
        manager.send("DELETE", "/holiday-calendars/" + id, null).expect(204);
    }

    @Test
    void letsSellersOnlyRead() {
        seller.post("/holiday-calendars", austria()).expectProblem(403, "role-missing");
        manager.post("/holiday-calendars", austria()).expect(201);
        seller.send("PATCH", "/holiday-calendars/" + id, "{\"name\": \"Mine\"}").expectProblem(403, "role-missing");
        seller.send("DELETE", "/holiday-calendars/" + id, null).expectProblem(403, "role-missing");
        DesignerClient.withToken(service, "").get("/holiday-calendars").expect(401);
    }

    @Test
    void refusesInvalidCalendars() {
        manager.post("/holiday-calendars", null).expectProblem(400, "body-missing");
        manager.post("/holiday-calendars", "{}").expectProblem(422, "id-malformed");
        manager.post("/holiday-calendars", austria().replace(id, "Österreich")).expectProblem(422, "id-malformed");
        manager.post("/holiday-calendars", austria().replace(id, "\\u0000"))
                .expectProblem(422, "character-not-allowed");
        manager.post("/holiday-calendars", austria().replace(id, "\\ud800"))
                .expectProblem(422, "character-not-allowed");
        manager.post("/holiday-calendars", austria().replace(id, "x".repeat(100_000)))
                .expectProblem(422, "id-malformed");
        manager.post("/holiday-calendars", austria().replace("2026-04-06", "soon"))
                .expectProblem(422, "day-malformed");
        manager.post("/holiday-calendars", austria().replace("\"2026-04-06\"", "20260406"))
                .expectProblem(400, "wrong-type");
        manager.post("/holiday-calendars", austria().replace("\"holidays\"", "\"days\""))
                .expectProblem(400, "unknown-field");
        manager.post("/holiday-calendars", "{\"id\": \"" + id + "\", \"name\": \"Nothing\", \"holidays\": [null]}")
                .expectProblem(422, "day-malformed");
        manager.get("/holiday-calendars/" + id).expectProblem(404, "holiday-calendar-unknown");
        manager.get("/holiday-calendars/No%20id").expectProblem(404, "holiday-calendar-unknown");
        manager.get("/holiday-calendars?after=%00").expect(400);
    }
}
