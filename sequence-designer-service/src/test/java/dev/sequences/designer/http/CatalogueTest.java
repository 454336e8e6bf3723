package dev.sequences.designer.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.security.Roles;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
        assertThat(names("owner=" + owner + "&q=_")).isEmpty();
        assertThat(names("owner=nobody")).isEmpty();
    }

    @Test
    void listsWithoutDraftsAndReadsWithThem() {
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

    @ParameterizedTest
    @ValueSource(strings = {"name", "-name", "createdAt", "-createdAt", "changedAt", "-changedAt"})
    void pagesThroughEverythingOnceInAnyOrder(String sort) {
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
