package dev.sequences.designer.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.security.Roles;
import dev.sequences.designer.http.DesignerClient.Reply;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class TagStoryTest {

    private static int roots;

    @TestHTTPResource("/")
    URL service;

    private DesignerClient manager;
    private DesignerClient seller;
    private String root;

    @BeforeEach
    void people() {
        manager = DesignerClient.manager(service);
        seller = DesignerClient.of(service, "tag-seller", Roles.SALESPERSON);
        root = "Root " + ++roots;
    }

    private String add(String name, String parentId) {
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
    void updatesTagPathsWithEveryChange() {
        String top = add(root, null);
        Reply second = manager.post("/tags", "{\"name\": \"EMEA\", \"parentId\": \"" + top + "\"}")
                .expect(201);
        String emea = second.json().path("id").asText();
        assertThat(second.location()).endsWith("/tags/" + emea);
        assertThat(second.json().path("level").asInt()).isEqualTo(2);
        JsonNode both = manager.post("/tags/bulk", "{\"names\": [\"DACH\", \"UK\"], \"parentId\": \"" + emea + "\"}")
                .expect(201)
                .json()
                .path("items");
        assertThat(both)
                .extracting(tag -> tag.path("path").asText())
                .containsExactly(root + "/EMEA/DACH", root + "/EMEA/UK");
        String dach = both.get(0).path("id").asText();
        String austria = add("Austria", dach);
        manager.post("/tags", "{\"name\": \"Vienna\", \"parentId\": \"" + austria + "\"}")
                .expectProblem(422, "tag-too-deep");

        manager.send("PATCH", "/tags/" + emea, "{\"name\": \"Europe\"}").expect(200);
        assertThat(paths(root))
                .containsExactly(
                        root,
                        root + "/Europe",
                        root + "/Europe/DACH",
                        root + "/Europe/DACH/Austria",
                        root + "/Europe/UK");
        manager.send("PATCH", "/tags/" + dach, "{\"parentId\": \"" + top + "\"}")
                .expect(200);
        assertThat(paths(root)).contains(root + "/DACH/Austria");

        String path = manager.create("Tagged");
        JsonNode tagged = manager.send("PUT", path + "/tags", Json.text(Map.of("tagIds", List.of(dach, emea))))
                .expect(200)
                .json()
                .path("tags");
        assertThat(tagged)
                .extracting(tag -> tag.path("path").asText())
                .containsExactly(root + "/DACH", root + "/Europe");
        assertThat(manager.get(path).json().path("tags")).isEqualTo(tagged);

        // When a tag on level 2 goes, its children are on level 2 and it is off all sequences.
        manager.send("DELETE", "/tags/" + dach, null).expect(204);
        assertThat(paths(root)).contains(root + "/Austria").doesNotContain(root + "/DACH");
        assertThat(manager.get(path).json().path("tags").findValuesAsText("path"))
                .containsExactly(root + "/Europe");
        assertThat(manager.get("/sequences?tag=" + dach).json().path("items")).isEmpty();
        manager.send("PATCH", "/tags/" + dach, "{\"name\": \"x\"}").expectProblem(404, "tag-unknown");
        manager.send("PUT", path + "/tags", Json.text(Map.of("tagIds", List.of(dach))))
                .expectProblem(422, "tag-unknown");
    }

    @Test
    void findsSequencesByTagIdAndPath() {
        String top = add(root, null);
        String child = add("Child", top);
        String idle = manager.create("Idle of " + root);
        String active = manager.createActive("Active of " + root);
        for (String path : List.of(idle, active)) {
            manager.send("PUT", path + "/tags", Json.text(Map.of("tagIds", List.of(child))))
                    .expect(200);
        }
        for (String tag : List.of(child, (root + "/child").replace(" ", "+"))) {
            assertThat(manager.get("/sequences?tag=" + tag).json().path("items").findValuesAsText("status"))
                    .containsExactlyInAnyOrder("active", "inactive");
        }
        assertThat(manager.get("/sequences?tag=" + top).json().path("items")).isEmpty();
        assertThat(manager.get("/sequences?tag=nothing").json().path("items")).isEmpty();
    }

    @Test
    void letsManagersChangeAndSellersUseTags() {
        String top = add(root, null);
        seller.post("/tags", "{\"name\": \"mine\"}").expectProblem(403, "role-missing");
        seller.send("PATCH", "/tags/" + top, "{\"name\": \"mine\"}").expectProblem(403, "role-missing");
        seller.send("DELETE", "/tags/" + top, null).expectProblem(403, "role-missing");
        String own = seller.create("Own");
        seller.send("PUT", own + "/tags", Json.text(Map.of("tagIds", List.of(top))))
                .expect(200);
        String foreign = manager.create("Foreign");
        seller.send("PUT", foreign + "/tags", Json.text(Map.of("tagIds", List.of(top))))
                .expectProblem(403, "not-owner");
        assertThat(seller.get("/tags").expect(200).json().path("items")).isNotEmpty();
    }

    @Test
    void checksTheSharedEntityTagOfTags() {
        Reply added = manager.post("/tags", Json.text(Map.of("name", root))).expect(201);
        String path = added.location().substring(added.location().indexOf("/tags/"));
        Reply read = seller.get(path).expect(200);
        assertThat(read.json()).isEqualTo(added.json());
        assertThat(read.etag()).isEqualTo(added.etag());
        assertThat(seller.get("/tags?limit=1").expect(200).etag()).isEqualTo(added.etag());

        String renamed = manager.send("PATCH", path, "{\"name\": \"" + root + " x\"}", "If-Match", read.etag())
                .expect(200)
                .etag();
        manager.send("PATCH", path, "{\"name\": \"late\"}", "If-Match", read.etag())
                .expectProblem(412, "stale-version");
        assertThat(manager.get(path).etag()).isEqualTo(renamed);
        manager.send("DELETE", path, null, "If-Match", renamed).expect(204);
        seller.get(path).expectProblem(404, "tag-unknown");
        seller.get("/tags/a%00").expectProblem(404, "tag-unknown");
    }

    @Test
    void refusesInvalidTags() {
        String top = add(root, null);
        manager.post("/tags", "{\"name\": \"a/b\"}").expectProblem(422, "name-not-allowed");
        manager.post("/tags", "{}").expectProblem(422, "name-missing");
        manager.post("/tags", "{\"name\": 5}").expectProblem(400, "wrong-type");
        manager.post("/tags", Json.text(Map.of("name", root.toUpperCase(java.util.Locale.ROOT))))
                .expectProblem(409, "tag-exists");
        manager.post("/tags", "{\"name\": \"x\", \"parentId\": \"%00\"}").expectProblem(422, "parent-unknown");
        manager.post("/tags/bulk", "{\"names\": []}").expectProblem(422, "tags-missing");
        manager.post("/tags/bulk", "{\"names\": \"x\"}").expectProblem(400, "wrong-type");
        manager.send("PATCH", "/tags/" + top, "{\"parentId\": 5}").expectProblem(400, "wrong-type");
        manager.send("PATCH", "/tags/" + top, "{\"parentId\": \"" + top + "\"}").expectProblem(422, "tag-below-itself");
        manager.send("PATCH", "/tags/" + top, "{\"name\": \"y\"}", "If-Match", "\"0\"")
                .expectProblem(412, "stale-version");
        manager.send("PUT", manager.create("x") + "/tags", "{}").expectProblem(400, "field-missing");
        manager.get("/tags?after=AGJiAB9h").expect(400);
        manager.get("/tags?limit=0").expectProblem(400, "limit-out-of-range");
    }

    @Test
    void addsARepeatedTagOnce() {
        String body = Json.text(Map.of("name", root));
        Reply first = manager.post("/tags", body, "Idempotency-Key", root).expect(201);
        assertThat(manager.post("/tags", body, "Idempotency-Key", root)
                        .expect(201)
                        .json())
                .isEqualTo(first.json());
        manager.post("/tags", body).expectProblem(409, "tag-exists");
    }

    /** Paths below one root, in the order of the list, which is read in pages. */
    private List<String> paths(String below) {
        List<String> paths = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = manager.get("/tags?limit=2" + after).expect(200).json();
            page.path("items").forEach(tag -> paths.add(tag.path("path").asText()));
            after = page.path("next").isNull()
                    ? ""
                    : "&after=" + page.path("next").asText();
        } while (!after.isEmpty());
        return paths.stream()
                .filter(path -> path.equals(below) || path.startsWith(below + "/"))
                .toList();
    }
}
