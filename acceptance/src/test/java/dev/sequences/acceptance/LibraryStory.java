package dev.sequences.acceptance;

import static dev.sequences.acceptance.Sequences.node;
import static dev.sequences.acceptance.Sequences.require;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sequences.local.Component;
import dev.sequences.local.LocalSuite;
import dev.sequences.local.Ports;
import dev.sequences.local.ProjectHome;
import dev.sequences.local.SuiteSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** The library around sequences: tags, message templates, and export to another suite. */
@Order(202)
@ExtendWith(Suite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LibraryStory {

    private static final String RUN = UUID.randomUUID().toString().substring(0, 8);

    private final RunningSuite suite;
    private final Api maria;
    private String templateId = "";
    private String welcomeId = "";
    private String nurtureId = "";
    private String calendarId = "";

    LibraryStory(RunningSuite suite) {
        this.suite = suite;
        this.maria = suite.designer(suite.maria());
    }

    private String created(String path, Map<String, ?> body) {
        return require(maria.post(path, body), 201).path("id").asText();
    }

    @Test
    @Order(1)
    void mariaWritesAMessageAndSeesItAsACustomerWould() {
        templateId = created(
                "/message-templates",
                Map.of(
                        "name",
                        "Thanks " + RUN,
                        "channel",
                        "email",
                        "contents",
                        Map.of(
                                "en",
                                Map.of(
                                        "subject",
                                        "Thanks, {{first_name|friend}}",
                                        "body",
                                        "Hello {{first_name}} of {{company}}"),
                                "de",
                                Map.of("subject", "Danke", "body", "Hallo {{first_name}}"))));
        JsonNode seen = require(
                maria.post(
                        "/message-templates/" + templateId + "/render",
                        Map.of("language", "en", "values", Map.of("first_name", "<b>Ana</b>"))),
                200);
        assertThat(seen.path("subject").asText()).isEqualTo("Thanks, <b>Ana</b>");
        assertThat(seen.path("html").asText())
                .contains("&lt;b&gt;Ana&lt;/b&gt;")
                .doesNotContain("<b>");
        assertThat(seen.path("missing").toString()).isEqualTo("[\"company\"]");
        Reply broken = maria.post(
                "/message-templates",
                Map.of(
                        "name",
                        "Broken",
                        "channel",
                        "email",
                        "contents",
                        Map.of("en", Map.of("subject", "{{x", "body", "y"))));
        assertThat(broken.status()).isEqualTo(422);
        assertThat(broken.field("code")).isEqualTo("placeholder-unreadable");
    }

    @Test
    @Order(2)
    void findsSequencesByTagsThatAreRenamedMovedOrDeleted() {
        nurtureId = Sequences.activated(
                suite, Sequences.draft("call", List.of(node("call", "phone-call", null, "name", "Call once more"))));
        calendarId = created(
                "/holiday-calendars",
                Map.of(
                        "id",
                        "fair-" + RUN,
                        "name",
                        "Days without a fair",
                        "holidays",
                        List.of(Map.of("day", "2026-12-25", "name", "Christmas Day", "yearly", true))));
        welcomeId = created("/sequences", Map.of("name", "Welcome " + RUN, "description", "After the fair"));
        Map<String, Object> draft = new HashMap<>(Sequences.draft(
                "mail",
                List.of(
                        node("mail", "email", "on", "name", "Say thanks", "templateId", templateId),
                        node("on", "advance", null, "sequenceId", nurtureId))));
        draft.put("holidayCalendar", calendarId);
        require(maria.put("/sequences/" + welcomeId + "/draft", draft), 200);
        require(maria.post("/sequences/" + welcomeId + "/activate"), 200);

        String region = created("/tags", Map.of("name", "Region " + RUN));
        String emea = created("/tags", Map.of("name", "EMEA", "parentId", region));
        String dach = created("/tags", Map.of("name", "DACH", "parentId", emea));
        require(maria.put("/sequences/" + welcomeId + "/tags", Map.of("tagIds", List.of(dach, emea))), 200);
        require(maria.put("/sequences/" + nurtureId + "/tags", Map.of("tagIds", List.of(dach))), 200);
        assertThat(found("tag=" + dach)).containsExactlyInAnyOrder(welcomeId, nurtureId);
        assertThat(paths(welcomeId)).containsExactly("Region " + RUN + "/EMEA", "Region " + RUN + "/EMEA/DACH");

        require(maria.patch("/tags/" + region, Map.of("name", "Area " + RUN)), 200);
        assertThat(paths(welcomeId)).containsExactly("Area " + RUN + "/EMEA", "Area " + RUN + "/EMEA/DACH");
        assertThat(maria.delete("/tags/" + emea).status()).isEqualTo(204);
        assertThat(paths(welcomeId)).containsExactly("Area " + RUN + "/DACH");
        assertThat(found("tag=" + emea)).isEmpty();
        assertThat(found("tag=Area+" + RUN + "/DACH&q=welcome")).containsExactly(welcomeId);
        // A message that is live is not taken away.
        assertThat(maria.delete("/message-templates/" + templateId).field("code"))
                .isEqualTo("message-template-in-use");
        assertThat(found("template=" + templateId)).containsExactly(welcomeId);
    }

    private List<String> found(String query) {
        return RunningSuite.all(maria, "/sequences?" + query).stream()
                .map(item -> item.path("id").asText())
                .toList();
    }

    private List<String> paths(String sequenceId) {
        List<String> paths = new ArrayList<>();
        maria.get("/sequences/" + sequenceId)
                .json()
                .path("tags")
                .forEach(tag -> paths.add(tag.path("path").asText()));
        return paths;
    }

    @Test
    @Order(3)
    void everythingGoesIntoAnEmptySuiteAndComesOutTheSame() throws Exception {
        Reply exported = maria.get("/sequences/export");
        JsonNode document = require(exported, 200);
        assertThat(document.path("sequences").size()).isGreaterThanOrEqualTo(2);
        Path data = Files.createTempDirectory("sequences-empty");
        SuiteSettings whole = SuiteSettings.packaged(
                ProjectHome.find(),
                data,
                Ports.withOffset(suite.local().settings().ports().designer() - 8081 + 50));
        LocalSuite other = LocalSuite.of(whole.withServices(Map.of(
                Component.DESIGNER,
                Objects.requireNonNull(whole.serviceArguments().get(Component.DESIGNER)))));
        try {
            other.start();
            Api there = Api.of(other.endpoints().designer(), other.tokens().token("maria", "sequence-manager"));
            assertThat(there.get("/sequences").json().path("items")).isEmpty();
            missingDependenciesAreInThePlan(there, document);
            goesInOnce(there, exported.text());
        } finally {
            other.reset(line -> {});
            delete(data);
        }
    }

    /** Without the message, the calendar and the sequence that it needs, Welcome stays out; the plan says of each where it is named. */
    private void missingDependenciesAreInThePlan(Api there, JsonNode document) {
        ObjectNode alone = document.deepCopy();
        alone.putArray("messageTemplates");
        alone.remove("holidayCalendars");
        ArrayNode sequences = alone.putArray("sequences");
        document.path("sequences").forEach(entry -> {
            if (entry.path("id").asText().equals(welcomeId)) {
                sequences.add(entry);
            }
        });
        JsonNode plan = require(there.post("/sequences/import", alone), 200);
        assertThat(plan.path("summary").path("missing").asInt()).isEqualTo(3);
        assertThat(plan.toString()).contains(templateId).contains(nurtureId).contains(calendarId);
        Reply refused = there.post("/sequences/import?dryRun=false", alone);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.field("code")).isEqualTo("import-refused");
        assertThat(there.get("/sequences").json().path("items")).isEmpty();
        assertThat(there.get("/tags").json().path("items")).isEmpty();
    }

    private void goesInOnce(Api there, String text) {
        // Of another story there may be drafts that were refused here, since they name a calendar that is nowhere.
        String apply = "/sequences/import?dryRun=false&allowMissing=true";
        JsonNode plan = require(there.post("/sequences/import", "application/json", text), 200);
        plan.path("items").forEach(item -> {
            if (item.path("id").asText().equals(welcomeId)) {
                assertThat(item.path("missing")).isEmpty();
            }
        });
        assertThat(there.get("/sequences").json().path("items")).isEmpty();
        JsonNode applied = require(there.post(apply, "application/json", text), 200);
        assertThat(applied.path("summary")).isEqualTo(plan.path("summary"));
        assertThat(there.get("/sequences/export").text()).isEqualTo(text);
        assertThat(require(there.get("/holiday-calendars/" + calendarId), 200).path("holidays"))
                .isEqualTo(require(maria.get("/holiday-calendars/" + calendarId), 200)
                        .path("holidays"));

        String etag = there.get("/sequences/" + welcomeId).etag();
        JsonNode again = require(there.post(apply, "application/json", text), 200);
        assertThat(again.path("items"))
                .isNotEmpty()
                .allSatisfy(item -> assertThat(item.path("action").asText()).isEqualTo("unchanged"));
        assertThat(there.get("/sequences/" + welcomeId).etag()).isEqualTo(etag);
        assertThat(there.get("/sequences/export").text()).isEqualTo(text);
        assertThat(there.get("/sequences/" + welcomeId).field("status")).isEqualTo("inactive");
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
