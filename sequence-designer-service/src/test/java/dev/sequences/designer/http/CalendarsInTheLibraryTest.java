package dev.sequences.designer.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.sequences.chassis.security.Roles;
import dev.sequences.designer.http.DesignerClient.Reply;
import dev.sequences.designer.support.Drawings;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sequences as code bring the holiday calendars that they name. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class CalendarsInTheLibraryTest {

    private static final String BY_HAND = """
        format: sequences-library/v1
        holidayCalendars:
        - id: austria
          name: Austria
          description: Without the provinces
          holidays:
          - {day: 2026-12-25, name: Christmas Day, yearly: true}
          - {day: 2026-04-06}
        sequences:
        - id: welcome
          name: Welcome
          recordType: lead
          draft:
            holidayCalendar: austria
            skipNonWorkingDays: true
            timeZone: {rule: fixed, zone: Europe/Vienna}
            sendWindow: {days: [monday], from: "08:00", to: "17:00"}
            graph:
              start: a
              nodes:
              - {key: a, type: task, name: Do it}
        """;

    @TestHTTPResource("/")
    URL service;

    @Inject
    DataSource dataSource;

    private DesignerClient manager;
    private DesignerClient seller;

    @BeforeEach
    void emptyTheDatabase() throws SQLException {
        manager = DesignerClient.manager(service);
        seller = DesignerClient.of(service, "library-seller", Roles.SALESPERSON);
        EmptyDesigner.in(dataSource);
    }

    private Reply load(String yaml, String parameters) {
        return load(manager, yaml, parameters);
    }

    private static Reply load(DesignerClient who, String yaml, String parameters) {
        return who.post("/sequences/import" + parameters, yaml, "Content-Type", "application/yaml");
    }

    private static String summary(Reply plan) {
        return plan.json().path("summary").toString();
    }

    private static JsonNode item(Reply plan, String kind) {
        for (JsonNode item : plan.json().path("items")) {
            if (item.path("kind").asText().equals(kind)) {
                return item;
            }
        }
        throw new AssertionError("no " + kind + " in " + plan.body());
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }

    private String idOf(String name) {
        return manager.get("/sequences?q=" + name)
                .json()
                .path("items")
                .get(0)
                .path("id")
                .asText();
    }

    @Test
    void importsADocumentAndIsIdempotent() {
        Reply plan = load(BY_HAND, "").expect(200);
        assertThat(summary(plan)).isEqualTo("{\"create\":2,\"change\":0,\"unchanged\":0,\"refused\":0,\"missing\":0}");
        assertThat(item(plan, "holiday-calendar").path("id").asText()).isEqualTo("austria");
        manager.get("/holiday-calendars/austria").expect(404);

        assertThat(summary(load(BY_HAND, "?dryRun=false").expect(200))).isEqualTo(summary(plan));
        JsonNode calendar =
                manager.get("/holiday-calendars/austria").expect(200).json();
        assertThat(calendar.path("description").asText()).isEqualTo("Without the provinces");
        assertThat(calendar.path("changedBy").asText()).isEqualTo("mo");
        assertThat(calendar.path("holidays").toString())
                .isEqualTo("[{\"day\":\"2026-04-06\",\"name\":null,\"yearly\":false},"
                        + "{\"day\":\"2026-12-25\",\"name\":\"Christmas Day\",\"yearly\":true}]");

        Reply again = load(BY_HAND, "?dryRun=false").expect(200);
        assertThat(again.json().path("items").findValuesAsText("action")).containsOnly("unchanged");
        assertThat(manager.get("/holiday-calendars/austria").etag()).isEqualTo("\"1\"");
        // What was missing before: the calendar is there, so the sequence can go live.
        manager.post("/sequences/" + idOf("welcome") + "/activate", null).expect(200);
    }

    @ParameterizedTest
    @CsvSource({"yaml,application/yaml", "json,application/json"})
    void exportsASequenceWithItsCalendarUnchangedAfterImport(String format, String type) throws SQLException {
        load(BY_HAND, "?dryRun=false").expect(200);
        manager.post("/holiday-calendars", "{\"id\": \"unused\", \"name\": \"Unused\"}")
                .expect(201);
        String query = "/sequences/export?format=" + format + "&id=" + idOf("welcome");
        Reply first = manager.get(query).expect(200);
        assertThat(first.body()).contains("austria").doesNotContain("nused");
        assertThat(manager.get("/sequences/export").json().path("holidayCalendars"))
                .as("everything there is has all calendars")
                .hasSize(2);

        EmptyDesigner.in(dataSource);
        manager.post("/sequences/import?dryRun=false", first.body(), "Content-Type", type)
                .expect(200);

        assertThat(manager.get(query).expect(200).body()).isEqualTo(first.body());
        Reply again = manager.post("/sequences/import?dryRun=false", first.body(), "Content-Type", type);
        assertThat(again.json().path("items").findValuesAsText("action")).containsOnly("unchanged");
        manager.post("/sequences/" + idOf("welcome") + "/activate", null).expect(200);
    }

    @Test
    void reportsChangesAndIgnoresTheOrderOfDays() {
        load(BY_HAND, "?dryRun=false").expect(200);
        manager.post("/sequences/" + idOf("welcome") + "/activate", null).expect(200);
        String otherOrder = BY_HAND.replace("  - {day: 2026-04-06}\n", "")
                .replace("  holidays:\n", "  holidays:\n  - {day: 2026-04-06}\n")
                .replace("name: Austria", "name: ' Austria '");
        assertThat(item(load(otherOrder, ""), "holiday-calendar").path("action").asText())
                .isEqualTo("unchanged");

        String changed = BY_HAND.replace("  description: Without the provinces\n", "")
                .replace("name: Austria", "name: Republic")
                .replace("2026-04-06", "2027-03-29");
        Reply plan = load(changed, "").expect(200);
        assertThat(texts(item(plan, "holiday-calendar").path("changes")))
                .containsExactly("name", "description", "holidays");
        assertThat(manager.get("/holiday-calendars/austria").etag()).isEqualTo("\"1\"");
        load(changed, "?dryRun=false").expect(200);
        // An active sequence refers to it; this prevents neither imported nor manual changes.
        JsonNode calendar = manager.get("/holiday-calendars/austria").json();
        assertThat(calendar.path("name").asText()).isEqualTo("Republic");
        assertThat(calendar.path("description").isNull()).isTrue();
        assertThat(calendar.path("holidays").get(1).path("day").asText()).isEqualTo("2027-03-29");
        assertThat(manager.get("/sequences/" + idOf("welcome"))
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("active");
        assertThat(item(load(changed, "?dryRun=false"), "holiday-calendar")
                        .path("action")
                        .asText())
                .isEqualTo("unchanged");
    }

    @Test
    void keepsTwoCalendarsWithTheSameName() throws SQLException {
        String two = BY_HAND.replace(
                        "holidayCalendars:\n",
                        "holidayCalendars:\n- id: at-2\n  name: Austria\n  holidays:\n  - {day: 2026-12-24}\n")
                .replace("holidayCalendar: austria", "holidayCalendar: at-2");
        assertThat(summary(load(two, "?dryRun=false").expect(200))).startsWith("{\"create\":3,");
        Reply both = manager.get("/sequences/export?format=yaml");
        JsonNode one = manager.get("/sequences/export?id=" + idOf("welcome")).json();
        assertThat(one.path("holidayCalendars").findValuesAsText("id")).containsExactly("at-2");

        EmptyDesigner.in(dataSource);
        load(both.body(), "?dryRun=false").expect(200);
        assertThat(manager.get("/sequences/export?format=yaml").body()).isEqualTo(both.body());
        assertThat(manager.get("/holiday-calendars/at-2").json().path("days").asInt())
                .isEqualTo(1);
        assertThat(manager.get("/holiday-calendars/austria").json().path("days").asInt())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: Austria|name: ''|name-missing|name",
                "id: austria|id: austria-|id-malformed|id",
                "day: 2026-04-06|day: soon|day-malformed|holidays[1].day",
                "day: 2026-04-06|day: 2026-02-30|day-malformed|holidays[1].day",
                "day: 2026-04-06|name: No day|day-malformed|holidays[1].day",
                "- {day: 2026-04-06}|- null|day-malformed|holidays[1].day",
                "{day: 2026-04-06}|{day: 2026-12-25, yearly: true}|day-repeated|holidays[1].day",
                "Without the provinces|\"a\\u0000b\"|character-not-allowed|description"
            })
    void aBadCalendarKeepsTheWholeDocumentOutAndSaysWhy(String good, String bad, String code, String path) {
        assertThat(BY_HAND).contains(good);
        String document = BY_HAND.replace(good, bad);
        Reply plan = load(document, "").expect(200);
        JsonNode calendar = item(plan, "holiday-calendar");
        assertThat(calendar.path("action").asText()).isEqualTo("refused");
        JsonNode error = calendar.path("errors").get(0);
        assertThat(error.path("code").asText()).isEqualTo(code);
        assertThat(error.path("path").asText())
                .isEqualTo("holiday-calendar " + calendar.path("id").asText() + " " + path);
        assertThat(error.path("remedy").asText()).isNotBlank();
        assertThat(item(plan, "sequence").path("action").asText()).isEqualTo("create");

        Reply refused = load(document, "?dryRun=false&allowMissing=true").expectProblem(422, "import-refused");
        assertThat(refused.codes()).containsExactly(code);
        assertThat(manager.get("/sequences").json().path("items")).isEmpty();
        assertThat(manager.get("/holiday-calendars").json().path("items")).isEmpty();
    }

    /** Its place in the document, and not the one it would have among the others. */
    @Test
    void reportsADayByItsPositionInTheDocument() {
        String document = BY_HAND.replace("- {day: 2026-04-06}", "- {day: 2025-13-01}\n  - {day: 2024-01-01}");
        assertThat(item(load(document, ""), "holiday-calendar").findValuesAsText("path"))
                .containsExactly("holiday-calendar austria holidays[1].day");
    }

    @Test
    void doesNotReportARefusedCalendarAsMissing() {
        Reply plan = load(BY_HAND.replace("name: Austria", "name: ''"), "").expect(200);
        assertThat(summary(plan)).isEqualTo("{\"create\":1,\"change\":0,\"unchanged\":0,\"refused\":1,\"missing\":0}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yearly: true|yearly: yes|wrong-type|holidayCalendars[0].holidays[0].yearly",
                "day: 2026-04-06|day: 20260406|wrong-type|holidayCalendars[0].holidays[1].day",
                "day: 2026-04-06|date: 2026-04-06|unknown-field|holidayCalendars[0].holidays[1].date",
                "name: Austria|name: [a]|wrong-type|holidayCalendars[0].name",
                "- {day: 2026-04-06}|- 2026-04-06|wrong-type|holidayCalendars[0].holidays[1]",
                "id: austria|id: Österreich|id-unreadable|holidayCalendars[0].id",
                "id: austria|description: x|field-twice|",
                "- id: austria|- null\\n- id: austria|field-missing|holidayCalendars[0]",
                "- id: austria|- {id: austria, name: x}\\n- id: austria|id-twice|holidayCalendars[1].id"
            })
    void aDocumentWithCalendarsOfAnotherFormIsNotReadAtAll(String good, String bad, String code, String path) {
        assertThat(BY_HAND).contains(good);
        Reply refused = load(BY_HAND.replace(good, bad.translateEscapes()), "").expectProblem(400, code);
        assertThat(refused.json().path("errors").get(0).path("path").asText("")).isEqualTo(path == null ? "" : path);
    }

    @Test
    void reportsAnUnknownCalendarAsAMissingDependency() {
        String without = BY_HAND.replaceAll("(?s)holidayCalendars:.*sequences:", "sequences:");
        Reply plan = load(without, "").expect(200);
        assertThat(item(plan, "sequence").path("missing").toString())
                .isEqualTo("[{\"kind\":\"holiday-calendar\",\"id\":\"austria\",\"elsewhere\":false}]");
        Reply refused = load(without, "?dryRun=false").expectProblem(422, "import-refused");
        assertThat(refused.codes()).containsExactly("dependency-missing");
        assertThat(refused.body()).contains("refers to holiday-calendar 'austria'");
        assertThat(manager.get("/sequences").json().path("items")).isEmpty();

        load(without, "?dryRun=false&allowMissing=true").expect(200);
        manager.post("/sequences/" + idOf("welcome") + "/activate", null)
                .expectProblem(422, "holiday-calendar-unknown");
        manager.post("/holiday-calendars", "{\"id\": \"austria\", \"name\": \"Made here\"}")
                .expect(201);
        assertThat(summary(load(without, "?dryRun=false").expect(200)))
                .isEqualTo("{\"create\":0,\"change\":0,\"unchanged\":1,\"refused\":0,\"missing\":0}");
        assertThat(manager.get("/holiday-calendars/austria").etag())
                .as("what the document does not contain is unchanged")
                .isEqualTo("\"1\"");
    }

    @Test
    void refusesTheIdOfADeletedCalendar() {
        load(BY_HAND, "?dryRun=false").expect(200);
        manager.send("DELETE", "/holiday-calendars/austria", null).expect(204);
        Reply refused = load(BY_HAND, "?dryRun=false").expectProblem(422, "import-refused");
        assertThat(refused.codes()).containsExactly("holiday-calendar-exists");
        load(BY_HAND.replace("austria", "austria-2"), "?dryRun=false").expect(200);
    }

    @Test
    void letsSellersImportOnlyExistingCalendars() {
        String own = BY_HAND.replace("id: welcome", "id: own");
        Reply refused = load(seller, own, "?dryRun=false").expectProblem(422, "import-refused");
        assertThat(refused.codes()).containsExactly("role-missing");
        assertThat(refused.json().path("errors").get(0).path("path").asText()).isEqualTo("holiday-calendar austria");
        manager.get("/holiday-calendars/austria").expect(404);

        load(DesignerClient.of(service, "sam", Roles.SALES_MANAGER), BY_HAND, "?dryRun=false")
                .expect(200);
        load(seller, own, "?dryRun=false").expect(200);
        assertThat(seller.get("/sequences?owner=library-seller").json().path("items"))
                .hasSize(1);
        Reply change = load(seller, own.replace("name: Austria", "name: Mine"), "?dryRun=false")
                .expectProblem(422, "import-refused");
        assertThat(change.codes()).containsExactly("role-missing");
        assertThat(manager.get("/holiday-calendars/austria").json().path("name").asText())
                .isEqualTo("Austria");
    }

    /** As the designer exported it when it knew no calendars in documents; it named them all the same. */
    private static String ofAnOlderVersion() {
        try (InputStream text =
                CalendarsInTheLibraryTest.class.getResourceAsStream("/library/without-calendars.yaml")) {
            return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void readsAndWritesDocumentsWithoutCalendars() {
        String old = ofAnOlderVersion();
        assertThat(load(old, "?dryRun=false")
                        .expectProblem(422, "import-refused")
                        .codes())
                .as("its calendar is nowhere")
                .containsExactly("dependency-missing");
        load(old, "?dryRun=false&allowMissing=true").expect(200);
        assertThat(manager.get("/sequences/export?format=yaml").body())
                .as("an older reader can read a document without calendars")
                .isEqualTo(old);

        manager.post("/holiday-calendars", "{\"id\": \"austria\", \"name\": \"Austria\"}")
                .expect(201);
        assertThat(load(old, "?dryRun=false").expect(200).json().path("items").findValuesAsText("action"))
                .containsOnly("unchanged");
    }

    @Test
    void matchesThePublishedSchemaInBothFormats() {
        var check = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(manager.get("/sequences/export/schema").expect(200).json());
        load(ofAnOlderVersion(), "?dryRun=false&allowMissing=true").expect(200);
        JsonNode without = manager.get("/sequences/export").json();
        assertThat(without.has("holidayCalendars")).isFalse();
        assertThat(check.validate(without)).isEmpty();

        load(BY_HAND, "?dryRun=false").expect(200);
        JsonNode with = manager.get("/sequences/export").json();
        assertThat(with.path("holidayCalendars")).hasSize(1);
        assertThat(check.validate(with)).isEmpty();
        ((ObjectNode) with.path("holidayCalendars").get(0).path("holidays").get(0)).put("day", "soon");
        assertThat(check.validate(with)).isNotEmpty();
    }

    @Test
    void importsALargeCalendarAndTruncatesLongTextsInResponses() {
        ObjectNode document = (ObjectNode) Drawings.json("{\"format\": \"sequences-library/v1\"}");
        ObjectNode calendar = document.putArray("holidayCalendars").addObject();
        calendar.put("id", "large").put("name", "Large");
        var holidays = calendar.putArray("holidays");
        for (int i = 0; i < 2_000; i++) {
            holidays.addObject()
                    .put("day", java.time.LocalDate.of(2026, 1, 1).plusDays(i).toString())
                    .put("name", "Day " + i);
        }
        manager.post("/sequences/import?dryRun=false", document.toString()).expect(200);
        assertThat(manager.get("/sequences/export").json()).isEqualTo(withEmptyLists(document));

        holidays.addObject().put("day", "1999-01-01");
        assertThat(manager.post("/sequences/import?dryRun=false", document.toString())
                        .expectProblem(422, "import-refused")
                        .codes())
                .containsExactly("too-many-holidays");
        calendar.put("name", "x".repeat(1_000_000)).remove("holidays");
        Reply plan = manager.post("/sequences/import", document.toString()).expect(200);
        assertThat(item(plan, "holiday-calendar").findValuesAsText("code")).containsExactly("name-too-long");
        assertThat(plan.body()).hasSizeLessThan(2_000);
    }

    private static JsonNode withEmptyLists(ObjectNode document) {
        ObjectNode exported = document.deepCopy();
        exported.putArray("tags");
        exported.putArray("messageTemplates");
        exported.putArray("sequences");
        return exported;
    }
}
