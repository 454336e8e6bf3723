package dev.sequences.segment.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.security.Roles;
import dev.sequences.segment.ServiceUnderTest;
import dev.sequences.segment.ServiceUnderTest.Reply;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "false"))
class SegmentHttpTest {

    private static final Map<String, Object> MUMBAI = Map.of("field", "city", "op", "equals", "value", "Mumbai");

    @Inject
    ServiceUnderTest service;

    @BeforeEach
    void empty() {
        service.empty();
    }

    private void lead(String id, String city, boolean active) {
        Reply put = service.send(
                "PUT",
                "/records/lead/" + id,
                Map.of("name", "Lead " + id, "ownerId", "tomas", "active", active, "fields", Map.of("city", city)));
        assertThat(put.status()).isEqualTo(201);
    }

    @Test
    void writesReadsChangesAndDeletesARecord() {
        lead("1", "Mumbai", true);
        Reply read = service.send("GET", "/records/lead/1", null);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.json().path("fields").path("city").asText()).isEqualTo("Mumbai");
        String tag = read.header("ETag");

        Reply same = service.send(
                "PUT", "/records/lead/1", Map.of("name", "Lead 1", "active", true, "fields", Map.of("city", "Mumbai")));
        assertThat(same.status()).isEqualTo(200);
        assertThat(same.header("ETag")).as("an unchanged record").isEqualTo(tag);
        assertThat(same.json().path("ownerId").asText()).isEqualTo("tomas");

        Reply changed = service.send("PUT", "/records/lead/1", Map.of("fields", Map.of("city", "Pune")));
        assertThat(changed.header("ETag")).isNotEqualTo(tag);
        assertThat(service.send("DELETE", "/records/lead/1", null).status()).isEqualTo(204);
        assertThat(service.send("GET", "/records/lead/1", null).status()).isEqualTo(404);
        assertThat(service.send("DELETE", "/records/lead/1", null).status()).isEqualTo(404);
    }

    @Test
    void acceptsAnyPrintableCharacterInARecordId() {
        assertThat(service.send("PUT", "/records/lead/a%20b%2Fc%3Ad", Map.of("fields", Map.of()))
                        .status())
                .isEqualTo(201);
        assertThat(service.rows("select record_id from record")).containsExactly("a b/c:d");
    }

    @Test
    void refusesInvalidRecords() {
        assertThat(put(Map.of("active", true, "closedAs", "won"))).isEqualTo("422 closed-but-active");
        assertThat(put(Map.of("fields", Map.of("a", List.of())))).isEqualTo("422 field-not-flat");
        assertThat(put(Map.of("fields", Map.of("a", "x\0")))).isEqualTo("422 character-not-allowed");
        assertThat(put(Map.of("ownerType", "robot"))).isEqualTo("422 owner-type-unknown");
        assertThat(put(Map.of("city", "Mumbai"))).isEqualTo("400 unknown-field");
        assertThat(service.send("PUT", "/records/case/1", Map.of()).code()).isEqualTo("record-type-unknown");
        assertThat(service.send("PUT", "/records/lead/1", null).status()).isEqualTo(415);
        assertThat(put(Map.of("fields", Map.of("a", "x".repeat(2_100_000))))).startsWith("413");
    }

    private String put(Map<String, Object> body) {
        Reply reply = service.send("PUT", "/records/lead/1", body);
        return reply.status() + " " + reply.code();
    }

    @Test
    void shiftsSegmentsWithTheSamePriority() {
        String first = service.segment("First", MUMBAI, Map.of());
        String second = service.segment("Second", MUMBAI, Map.of());
        String far = service.segment("Far", MUMBAI, Map.of("priority", 9));
        String account = service.segment("Account", MUMBAI, Map.of("recordType", "account"));
        service.activate(first, false);
        String inserted = service.segment("Inserted", MUMBAI, Map.of("priority", 1));
        assertThat(service.rows("select id, priority from segment where record_type = 'lead' order by priority"))
                .containsExactly(inserted + " 1", first + " 2", second + " 3", far + " 9");
        service.send("PATCH", "/segments/" + second, Map.of("priority", 1));
        assertThat(service.rows("select id, priority from segment where record_type = 'lead' order by priority"))
                .containsExactly(second + " 1", inserted + " 2", first + " 3", far + " 9");
        assertThat(service.rows("select status from segment where id = '" + first + "'"))
                .containsExactly("active");
        assertThat(service.rows("select priority from segment where id = '" + account + "'"))
                .containsExactly("1");
    }

    @Test
    void createsReadsPatchesCopiesAndDeletesASegment() {
        String id = service.segment("Mumbai", MUMBAI, Map.of("sequenceId", "s1"));
        Reply read = service.send("GET", "/segments/" + id, null);
        assertThat(read.header("ETag")).isEqualTo("\"1\"");
        assertThat(read.json().path("priority").asInt()).isEqualTo(1);
        assertThat(read.json().path("status").asText()).isEqualTo("inactive");
        assertThat(read.json().path("onLeave").asText()).isEqualTo("keep");

        Map<String, Object> disconnected = new HashMap<>();
        disconnected.put("sequenceId", null);
        Reply patched = service.send("PATCH", "/segments/" + id, disconnected);
        assertThat(patched.status()).isEqualTo(200);
        assertThat(patched.json().path("sequenceId").isNull()).isTrue();
        assertThat(patched.json().path("name").asText()).isEqualTo("Mumbai");

        Reply copy = service.send("POST", "/segments/" + id + "/copy", Map.of("name", "Copy"));
        assertThat(copy.status()).isEqualTo(201);
        assertThat(copy.json().path("priority").asInt()).isEqualTo(2);
        assertThat(copy.json().path("conditions")).isEqualTo(patched.json().path("conditions"));

        assertThat(service.send("DELETE", "/segments/" + id, null).status()).isEqualTo(204);
        assertThat(service.send("GET", "/segments/" + id, null).status()).isEqualTo(404);
        assertThat(service.send("PATCH", "/segments/" + id, Map.of("name", "x")).status())
                .isEqualTo(404);
        assertThat(service.send("GET", "/segments", null).json().path("items")).hasSize(1);
    }

    /** T53. */
    @Test
    void refusesElevenConditions() {
        Reply refused = service.send(
                "POST",
                "/segments",
                Map.of(
                        "name",
                        "n",
                        "recordType",
                        "lead",
                        "conditions",
                        Map.of("all", Collections.nCopies(11, MUMBAI))));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("condition-too-large");
        assertThat(service.send("POST", "/segments", Map.of("name", "n")).code())
                .isEqualTo("condition-missing");
        assertThat(service.send("PATCH", "/segments/" + service.segment("a", MUMBAI, Map.of()), Map.of("nam", "x"))
                        .code())
                .isEqualTo("unknown-field");
    }

    @Test
    void backfillsMatchingActiveRecords() {
        lead("1", "Mumbai", true);
        lead("2", "Delhi", true);
        lead("3", "Mumbai", false);
        String id = service.segment("Mumbai", MUMBAI, Map.of("sequenceId", "s1"));

        JsonNode simulated =
                service.send("POST", "/segments/" + id + "/simulate", null).json();
        assertThat(simulated.path("count").asInt()).isEqualTo(2);
        assertThat(simulated.path("changes").path("join").asInt()).isEqualTo(1);
        assertThat(simulated.path("sample").get(0).path("reasons").get(0).asText())
                .isEqualTo("city equals Mumbai");
        assertThat(service.send("GET", "/segments/" + id + "/members", null)
                        .json()
                        .path("items"))
                .isEmpty();

        JsonNode job = service.activate(id, true);
        assertThat(job.path("status").asText()).isEqualTo("succeeded");
        assertThat(job.path("done").asInt()).isEqualTo(2);
        JsonNode members =
                service.send("GET", "/segments/" + id + "/members", null).json();
        assertThat(members.path("items")).hasSize(1);
        assertThat(members.path("items").get(0).path("recordId").asText()).isEqualTo("1");
        assertThat(members.path("items").get(0).path("segmentVersion").asInt()).isEqualTo(1);
        assertThat(service.rows("select convert_from(payload, 'UTF8')::jsonb ->> 'ownerId', convert_from(payload,"
                        + " 'UTF8')::jsonb ->> 'sequenceId' from chassis.domain_event_entry where type = 'membership'"))
                .containsExactly("tomas s1");

        service.activate(id, true);
        assertThat(service.count("select count(*) from chassis.domain_event_entry where type = 'membership'"))
                .isEqualTo(1);
        JsonNode where = service.send("GET", "/memberships?recordType=lead&recordId=1", null)
                .json();
        assertThat(where.path("items").get(0).path("segmentId").asText()).isEqualTo(id);
    }

    /** T58. */
    @Test
    void keepsMembersWhenTheSegmentIsDeactivated() {
        lead("1", "Mumbai", true);
        String id = service.segment("Mumbai", MUMBAI, Map.of());
        service.activate(id, true);
        Reply off = service.send("POST", "/segments/" + id + "/deactivate", null);
        assertThat(off.json().path("status").asText()).isEqualTo("inactive");
        assertThat(service.send("GET", "/segments/" + id + "/members", null)
                        .json()
                        .path("items"))
                .hasSize(1);
    }

    @Test
    void listsMembersInPages() {
        for (int i = 0; i < 5; i++) {
            lead("L" + i, "Mumbai", true);
        }
        String id = service.segment("Mumbai", MUMBAI, Map.of());
        service.activate(id, true);
        JsonNode first = service.send("GET", "/segments/" + id + "/members?limit=3", null)
                .json();
        JsonNode second = service.send(
                        "GET",
                        "/segments/" + id + "/members?limit=3&after="
                                + first.path("next").asText(),
                        null)
                .json();
        assertThat(first.path("items").findValuesAsText("recordId")).containsExactly("L0", "L1", "L2");
        assertThat(second.path("items").findValuesAsText("recordId")).containsExactly("L3", "L4");
        assertThat(second.path("next").isNull()).isTrue();
    }

    @Test
    void refusesAStaleChange() {
        String id = service.segment("Mumbai", MUMBAI, Map.of());
        service.activate(id, false);
        Map<String, Object> rename = Map.of("name", "Bombay");
        assertThat(service.send("PATCH", "/segments/" + id, rename, "If-Match", "\"1\"")
                        .status())
                .isEqualTo(412);
        Reply changed = service.send("PATCH", "/segments/" + id, rename, "If-Match", "\"2\"");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().path("ruleVersion").asInt()).isEqualTo(2);

        lead("1", "Mumbai", true);
        String tag = service.send("GET", "/records/lead/1", null).header("ETag");
        Map<String, Object> body = Map.of("fields", Map.of("city", "Pune"));
        assertThat(service.send("PUT", "/records/lead/1", body, "If-Match", tag).status())
                .isEqualTo(200);
        assertThat(service.send("PUT", "/records/lead/1", Map.of(), "If-Match", tag)
                        .status())
                .isEqualTo(412);
        assertThat(service.send("PUT", "/records/lead/2", body, "If-Match", tag).status())
                .isEqualTo(412);
    }

    @Test
    void listsTheFieldsOfARecordType() {
        lead("1", "Mumbai", true);
        lead("2", "Delhi", true);
        lead("3", "Mumbai", false);
        JsonNode type = service.send("GET", "/record-types/lead", null).json();
        assertThat(type.path("records").asInt()).isEqualTo(3);
        assertThat(type.path("active").asInt()).isEqualTo(2);
        assertThat(type.path("fields").get(0).path("name").asText()).isEqualTo("city");
        assertThat(type.path("fields")
                        .get(0)
                        .path("values")
                        .get(0)
                        .path("value")
                        .asText())
                .isEqualTo("Mumbai");
    }

    @Test
    void limitsSalespeopleToNamesAndOwnRecordsWithoutWriteAccess() {
        lead("1", "Mumbai", true);
        String id = service.segment("Mumbai", MUMBAI, Map.of());
        service.activate(id, true);

        Reply list = service.as("tomas", Roles.SALESPERSON, "GET", "/segments", null);
        assertThat(list.json().path("items").get(0).properties()).hasSize(2);
        assertThat(status("tomas", "GET", "/records/lead/1")).isEqualTo(200);
        assertThat(status("anna", "GET", "/records/lead/1")).isEqualTo(404);
        assertThat(status("tomas", "PUT", "/records/lead/1")).isEqualTo(403);
        assertThat(status("tomas", "POST", "/segments/" + id + "/deactivate")).isEqualTo(403);
        assertThat(status("tomas", "GET", "/segments/" + id)).isEqualTo(403);
        assertThat(status("tomas", "GET", "/segments/" + id + "/members")).isEqualTo(403);
        assertThat(service.as("tomas", Roles.SALESPERSON, "GET", "/memberships?recordType=lead&recordId=1", null)
                        .json()
                        .path("items"))
                .hasSize(1);
        assertThat(service.as("anna", Roles.SALESPERSON, "GET", "/memberships?recordType=lead&recordId=1", null)
                        .json()
                        .path("items"))
                .isEmpty();
        assertThat(service.as(null, "", "GET", "/segments", null).status()).isEqualTo(401);
    }

    private int status(String user, String method, String path) {
        Object body = method.equals("PUT") ? Map.of("fields", Map.of()) : null;
        return service.as(user, Roles.SALESPERSON, method, path, body).status();
    }
}
