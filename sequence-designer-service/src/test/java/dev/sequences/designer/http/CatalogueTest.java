package dev.sequences.designer.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.security.Roles;
import dev.sequences.designer.support.Drawings;
import dev.sequences.designer.views.catalogue.CatalogueRow;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.reflect.RecordComponent;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class CatalogueTest {

    private static int people;

    @TestHTTPResource("/")
    URL service;

    private String owner;
    private DesignerClient seller;

    @BeforeEach
    void aSellerOfThisTestAlone() {
        people++;
        owner = "seller-" + people;
        seller = DesignerClient.of(service, owner, Roles.SALESPERSON);
    }

    @Test
    void findsByStatusRecordTypeOwnerAndText() {
        seller.create("Quiet 50% off");
        seller.createActive("Loud");
        seller.post(
                        "/sequences",
                        "{\"name\": \"People\", \"description\": \"50 percent\", \"recordType\": \"contact\"}")
                .expect(201);

        assertThat(names("owner=" + owner)).containsExactly("Loud", "People", "Quiet 50% off");
        assertThat(names("owner=" + owner + "&status=active")).containsExactly("Loud");
        assertThat(names("owner=" + owner + "&status=inactive&recordType=lead")).containsExactly("Quiet 50% off");
        assertThat(names("owner=" + owner + "&q=PERCENT")).containsExactly("People");
        assertThat(names("owner=" + owner + "&q=50%25")).containsExactly("Quiet 50% off");
        seller.get("/sequences?q=_").expectProblem(400, "search-too-short");
        assertThat(names("owner=nobody")).isEmpty();
    }

    /** Case folding and composition are Unicode's, whatever the locale of the server. */
    @ParameterizedTest
    @CsvSource({"ΟΔΟΣ 5, οδος", "Straße Nord, STRASSE", "İstanbul, i\u0307stan", "Rene\u0301 Adler, ren\u00e9"})
    void findsTextByUnicodeCaseFolding(String name, String search) {
        seller.create(name);

        assertThat(names("owner=" + owner + "&q=" + URLEncoder.encode(search, StandardCharsets.UTF_8)))
                .containsExactly(name);
    }

    @Test
    void omitsDraftsInListsOnly() {
        String path = seller.create("One");
        JsonNode listed =
                seller.get("/sequences?owner=" + owner).json().path("items").get(0);
        assertThat(listed.has("draft")).isFalse();
        assertThat(listed.path("description").isNull()).isTrue();
        assertThat(listed.path("createdAt").asText()).endsWith("Z");
        assertThat(listed.path("changedBy").asText()).isEqualTo(owner);
        assertThat(listed.has("streamVersion")).isFalse();
        JsonNode read = seller.get(path).expect(200).json();
        assertThat(read.path("draft").path("assignTo").asText()).isEqualTo("record-owner");
        assertThat(seller.get(path).etag()).isEqualTo("\"1\"");
    }

    @Test
    void returnsTheFieldsOfTheApiDocument() throws Exception {
        String path = seller.create("Card \"quoted\" \\ \u00e4\ud83d\ude80");
        List<String> documented = Arrays.stream(CatalogueRow.class.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        JsonNode listed =
                seller.get("/sequences?owner=" + owner).json().path("items").get(0);
        JsonNode read = seller.get(path).json();
        assertThat(names(read)).isEqualTo(documented);
        assertThat(names(listed)).isEqualTo(documented.subList(0, documented.size() - 1));
        CatalogueRow row = Json.HTTP.treeToValue(read, CatalogueRow.class);
        assertThat(row.name()).isEqualTo("Card \"quoted\" \\ \u00e4\ud83d\ude80");
        assertThat(row.createdAt().toString())
                .isEqualTo(listed.path("createdAt").asText());
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void showsTagChangesImmediately() {
        DesignerClient manager = DesignerClient.manager(service);
        String top = tag(manager, "Shown " + owner, null);
        String below = tag(manager, "Below", top);
        String path = seller.create("Tagged");
        seller.send("PUT", path + "/tags", Json.text(Map.of("tagIds", List.of(below))))
                .expect(200);
        assertThat(tags()).containsExactly("Shown " + owner + "/Below");
        manager.send("PATCH", "/tags/" + top, "{\"name\": \"Renamed " + owner + "\"}")
                .expect(200);
        assertThat(tags()).containsExactly("Renamed " + owner + "/Below");
        manager.send("PATCH", "/tags/" + below, "{\"parentId\": null}").expect(200);
        assertThat(tags()).containsExactly("Below");
        assertThat(seller.get(path).json().path("tags").findValuesAsText("path"))
                .containsExactly("Below");
        manager.send("DELETE", "/tags/" + below, null).expect(204);
        assertThat(tags()).isEmpty();
    }

    private List<String> tags() {
        return seller.get("/sequences?owner=" + owner)
                .json()
                .path("items")
                .get(0)
                .path("tags")
                .findValuesAsText("path");
    }

    private static String tag(DesignerClient manager, String name, String parentId) {
        Map<String, String> body = new HashMap<>();
        body.put("name", name);
        body.put("parentId", parentId);
        return manager.post("/tags", Json.text(body))
                .expect(201)
                .json()
                .path("id")
                .asText();
    }

    @Test
    void matchesBeginningsOfWordsForOneOrTwoLetters() {
        seller.create("Webinar follow-up");
        seller.create("Cobweb");
        seller.create("C# developers");
        String drawn = seller.create("Drawn");
        seller.draw(drawn, Drawings.STORY.replace("First call", "Zulu call")).expect(200);
        assertThat(names("owner=" + owner + "&q=we")).containsExactly("Webinar follow-up");
        assertThat(names("owner=" + owner + "&q=W")).containsExactly("Webinar follow-up");
        assertThat(names("owner=" + owner + "&q=up")).containsExactly("Webinar follow-up");
        assertThat(names("owner=" + owner + "&q=web")).containsExactly("Cobweb", "Webinar follow-up");
        assertThat(names("owner=" + owner + "&q=c")).containsExactly("C# developers", "Cobweb");
        assertThat(names("owner=" + owner + "&q=C%23")).containsExactly("C# developers");
        assertThat(names("owner=" + owner + "&step=zu")).containsExactly("Drawn");
        assertThat(names("owner=" + owner + "&q=+")).hasSize(4);
        for (String signs : List.of("%23", "%25%25", "--", "_")) {
            seller.get("/sequences?q=" + signs).expectProblem(400, "search-too-short");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "-name", "createdAt", "-createdAt", "changedAt", "-changedAt"})
    void pagesThroughEverySequenceOnceInAnyOrder(String sort) {
        List<String> created = List.of("b", "A", "c", "a", "d");
        created.forEach(seller::create);
        List<String> seen = new ArrayList<>();
        String after = "";
        for (int page = 0; page < 3; page++) {
            JsonNode list = seller.get("/sequences?limit=2&owner=" + owner + "&sort=" + sort + after)
                    .expect(200)
                    .json();
            list.path("items").forEach(item -> seen.add(item.path("name").asText()));
            assertThat(list.path("next").isNull()).isEqualTo(page == 2);
            after = "&after=" + list.path("next").asText();
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(created);
        switch (sort) {
            case "name" -> assertThat(seen).containsSubsequence("a", "b", "c", "d");
            case "-name" -> assertThat(seen).containsSubsequence("d", "c", "b", "a");
            case "createdAt", "changedAt" -> assertThat(seen).isEqualTo(created);
            default -> assertThat(seen).isEqualTo(created.reversed());
        }
    }

    @Test
    void pagesThroughVersions() {
        String path = seller.createActive("Often");
        for (int i = 0; i < 2; i++) {
            seller.post(path + "/revise", null).expect(200);
            seller.post(path + "/activate", "{\"changeDescription\": \"Once more\"}")
                    .expect(200);
        }
        JsonNode first = seller.get(path + "/versions?limit=2").json();
        assertThat(numbers(first)).containsExactly(3, 2);
        JsonNode second = seller.get(
                        path + "/versions?limit=2&after=" + first.path("next").asText())
                .json();
        assertThat(numbers(second)).containsExactly(1);
        assertThat(second.path("next").isNull()).isTrue();
        seller.get(path + "/versions?after=YQ").expectProblem(400, "cursor-unreadable");
    }

    private static List<Integer> numbers(JsonNode page) {
        List<Integer> numbers = new ArrayList<>();
        page.path("items").forEach(item -> numbers.add(item.path("number").asInt()));
        return numbers;
    }

    private List<String> names(String query) {
        List<String> names = new ArrayList<>();
        seller.get("/sequences?" + query)
                .expect(200)
                .json()
                .path("items")
                .forEach(item -> names.add(item.path("name").asText()));
        return names;
    }
}
