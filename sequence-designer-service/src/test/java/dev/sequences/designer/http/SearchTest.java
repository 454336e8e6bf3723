package dev.sequences.designer.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.json.Json;
import dev.sequences.designer.http.DesignerClient.Reply;
import dev.sequences.designer.support.Drawings;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URL;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class SearchTest {

    @TestHTTPResource("/")
    URL service;

    @Inject
    DataSource dataSource;

    private DesignerClient manager;

    @BeforeEach
    void person() {
        manager = DesignerClient.manager(service);
    }

    private List<String> names(String query) {
        return manager.get("/sequences?" + query)
                .expect(200)
                .json()
                .path("items")
                .findValuesAsText("name");
    }

    @Test
    void findsByTheTextOfStepsInTheDraft() {
        String path = manager.create("Searched by step");
        manager.draw(
                        path,
                        Drawings.STORY
                                .replace("First call", "Zebra Call")
                                .replace("\"description\": \"\"", "\"description\": \"Striped 50%\""))
                .expect(200);
        assertThat(names("step=zebra")).containsExactly("Searched by step");
        assertThat(names("step=ebra+cal")).containsExactly("Searched by step");
        assertThat(names("step=striped+50%25")).containsExactly("Searched by step");
        assertThat(names("step=zebra&q=searched&status=inactive")).containsExactly("Searched by step");
        assertThat(names("q=zebra")).isEmpty();
        manager.post(path + "/activate", null).expect(200);
        manager.post(path + "/revise", null).expect(200);
        manager.draw(path, Drawings.STORY).expect(200);
        assertThat(names("step=zebra")).isEmpty();
        manager.post(path + "/discard", null).expect(200);
        assertThat(names("step=zebra")).containsExactly("Searched by step");
        manager.send("DELETE", path, null).expect(204);
        assertThat(names("step=zebra")).isEmpty();
    }

    @Test
    void findsShortWordsAfterPunctuation() {
        List<String> words = new ArrayList<>();
        for (char sign : " \t\n!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\u00a0\u00ab\u00bf\u2013\u2019\u201c\u20ac\u3001"
                .toCharArray()) {
            String name = "Behind sign " + (int) sign;
            manager.post("/sequences", Json.text(Map.of("name", name, "description", "a" + sign + "qj]")))
                    .expect(201);
            words.add(name);
        }
        manager.post("/sequences", Json.text(Map.of("name", "Within a word", "description", "aqj")))
                .expect(201);
        for (String query : List.of("q=qj", "q=QJ", "q=q")) {
            assertThat(names(query + "&limit=100")).containsAll(words).doesNotContain("Within a word");
        }
        manager.create("[EU] Outbound");
        assertThat(names("q=EU")).contains("[EU] Outbound");
        assertThat(names("q=ou")).contains("[EU] Outbound");
    }

    @ParameterizedTest
    @CsvSource({
        "jx, jx%C3%A9 and more",
        "j%C3%89, j\u00e9jx",
        "%D0%96, \u0436\u0443\u043a",
        "j%CC%8C, j\u030cx",
        "%E9%9B%BB, \u96fb\u8a71",
        "%F0%9D%94%B8j, \ud835\udd38jx",
        "%234, Take #4",
        "4x, Take #4x"
    })
    void findsHowWordsBegin(String query, String name) {
        String found = "Begun \u201c" + name.replace("%C3%A9", "\u00e9") + "\u201d";
        manager.create(found);
        assertThat(names("limit=200&q=" + query)).contains(found);
    }

    @Test
    void findsByTheNewNameOnly() {
        String path = manager.create("Oldnamedthing");
        manager.send("PATCH", path, "{\"name\": \"Newnamedthing\", \"description\": \"\u00c4rger 100%\"}")
                .expect(200);
        assertThat(names("q=oldnamed")).isEmpty();
        assertThat(names("q=NEWNAMED")).containsExactly("Newnamedthing");
        assertThat(names("q=%C3%A4rger+100%25")).containsExactly("Newnamedthing");
        assertThat(names("q=100_")).doesNotContain("Newnamedthing");
        assertThat(names("q=newnamedthing%0A")).containsExactly("Newnamedthing");
    }

    @ParameterizedTest
    @CsvSource({"owner", "status", "recordType", "version", "-owner", "-status", "-recordType", "-version"})
    void pagesThroughEveryOrder(String sort) {
        for (int i = 0; i < 3; i++) {
            manager.create("Ordered" + sort + i);
        }
        String query = "/sequences?limit=2&q=ordered" + sort + "&sort=" + sort;
        JsonNode first = manager.get(query).expect(200).json();
        JsonNode second = manager.get(query + "&after=" + first.path("next").asText())
                .expect(200)
                .json();
        assertThat(first.path("items")).hasSize(2);
        assertThat(second.path("items")).hasSize(1);
        assertThat(first.path("items").findValuesAsText("id"))
                .doesNotContainAnyElementsOf(second.path("items").findValuesAsText("id"));
        assertThat(second.path("next").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "step=%00",
                "tag=%00",
                "template=%00",
                "ownerType=queue",
                "sort=--name",
                "sort=-",
                "sort=version&after=YR9i"
            })
    void refusesOddSearches(String query) {
        Reply refused = manager.get("/sequences?" + query).expect(400);
        refused.expectProblem(400, refused.code());
    }

    @Test
    void keepsTheBytesOfAVersion() throws Exception {
        String path = manager.createActive("Bytes");
        String frozen = manager.get(path + "/draft").body();
        String read = manager.get(path + "/versions/1").expect(200).body();
        assertThat(read).endsWith("\"definition\":" + frozen + "}");

        // As an earlier release might have stored it: another order, a missing field, a removed field, other white
        // space.
        String earlier = "{\"retired\" : [1.50, 1e3],  \"graph\": {\"nodes\":[ ]}}";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update sequence_version set definition = ? where sequence_id = ?")) {
            update.setString(1, earlier);
            update.setString(2, path.substring(11));
            update.executeUpdate();
        }
        assertThat(manager.get(path + "/versions/1").expect(200).body()).endsWith("\"definition\":" + earlier + "}");
        assertThat(manager.get(path + "/versions").json().path("items").get(0).has("definition"))
                .isFalse();
    }

    @Test
    void returnsTheQuotas() {
        JsonNode quotas = manager.get("/quotas").expect(200).json();
        assertThat(quotas.path("activeSequences").path("most").asInt()).isEqualTo(250);
        assertThat(quotas.path("versionsPerSequence").path("most").asInt()).isEqualTo(500);
        assertThat(quotas.path("tagsPerLevel").path("most").asInt()).isEqualTo(100);
        int before = quotas.path("activeSequences").path("used").asInt();
        manager.createActive("Counted");
        assertThat(manager.get("/quotas")
                        .json()
                        .path("activeSequences")
                        .path("used")
                        .asInt())
                .isEqualTo(before + 1);
    }

    @Test
    void copiesStepsAndSettingsOnly() {
        String tag = manager.post("/tags", "{\"name\": \"Not copied\"}")
                .expect(201)
                .json()
                .path("id")
                .asText();
        String path = manager.createActive("Original");
        manager.send("PUT", path + "/tags", Json.text(Map.of("tagIds", List.of(tag))))
                .expect(200);
        manager.post(path + "/revise", null).expect(200);
        manager.draw(path, Drawings.STORY.replace("P3D", "P8D")).expect(200);
        JsonNode copy =
                manager.post(path + "/copy", "{\"name\": \"Copy\"}").expect(201).json();
        assertThat(copy.path("tags")).isEmpty();
        assertThat(copy.path("version").asInt()).isZero();
        assertThat(copy.path("status").asText()).isEqualTo("inactive");
        assertThat(copy.path("description").isNull()).isTrue();
        assertThat(copy.path("draft")).isEqualTo(manager.get(path + "/draft").json());
        assertThat(manager.get("/sequences/" + copy.path("id").asText() + "/versions")
                        .json()
                        .path("items"))
                .isEmpty();
    }
}
