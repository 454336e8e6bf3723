package dev.sequences.segment.recordtype;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.kafka.KafkaConnection;
import dev.sequences.chassis.security.Roles;
import dev.sequences.contracts.Topics;
import dev.sequences.segment.ServiceUnderTest;
import dev.sequences.segment.ServiceUnderTest.Reply;
import dev.sequences.testkit.infra.Await;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "false"))
class RecordTypeHttpTest {

    private static final Map<String, Object> DECLARATION = Map.of(
            "fields",
            List.of(
                    Map.of("name", "budget", "type", "number", "label", "Budget in EUR"),
                    Map.of(
                            "name",
                            "rating",
                            "type",
                            "choice",
                            "choices",
                            List.of(Map.of("value", "hot", "label", "Hot"), Map.of("value", "cold"))),
                    Map.of("name", "visited", "type", "date-time")),
            "processes",
            List.of(Map.of("name", "sales", "stages", List.of("qualify", "propose"))));

    @Inject
    KafkaConnection kafka;

    @Inject
    ServiceUnderTest service;

    @BeforeEach
    void empty() {
        service.empty();
    }

    private Reply declare(Object declaration, String... headers) {
        return service.send("PUT", "/record-types/lead", declaration, headers);
    }

    private Reply asAdministrator(String path, Object declaration) {
        return service.as("root", Roles.SYSTEM_ADMINISTRATOR, "PUT", path, declaration);
    }

    private Reply put(String id, Map<String, Object> fields) {
        return service.send("PUT", "/records/lead/" + id, Map.of("ownerId", "tomas", "fields", fields));
    }

    private static String refusal(Reply reply) {
        JsonNode first = reply.json().path("errors").path(0);
        return reply.status() + " " + reply.code() + " " + first.path("path").asText();
    }

    @Test
    void enforcesADeclaredTypeOnRequests() {
        assertThat(asAdministrator("/record-types/lead", DECLARATION).status()).isEqualTo(200);

        assertThat(put("1", Map.of("budget", 5, "rating", "hot", "visited", "2026-03-04 10:00", "city", List.of("x")))
                        .code())
                .isEqualTo("field-not-flat");
        assertThat(put("1", Map.of("budget", 5, "rating", "hot", "visited", "2026-03-04 10:00", "city", 7))
                        .status())
                .isEqualTo(201);
        Reply wrong = put("2", Map.of("budget", "a lot", "rating", "warm"));
        assertThat(refusal(wrong)).isEqualTo("422 value-wrong-type fields.budget");
        assertThat(wrong.json().path("errors").findValuesAsText("code"))
                .containsExactly("value-wrong-type", "choice-unknown");
        assertThat(wrong.json().path("errors").findValuesAsText("remedy"))
                .containsExactly("Send a number, or null.", "Send one of 'hot', 'cold', or null.");
        assertThat(service.send("GET", "/records/lead/2", null).status()).isEqualTo(404);
        assertThat(service.send("PUT", "/records/contact/2", Map.of("fields", Map.of("budget", "a lot")))
                        .status())
                .as("another type")
                .isEqualTo(201);

        assertThat(asAdministrator("/record-types/lead", Map.of("fields", List.of()))
                        .status())
                .isEqualTo(200);
        assertThat(put("2", Map.of("budget", "a lot")).status()).isEqualTo(201);
    }

    @Test
    void listsDeclaredAndDiscoveredFields() {
        put("1", Map.of("budget", 5, "city", "Mumbai", "since", "2026-03-04", "seen", "2026-03-04", "open", true));
        put("2", Map.of("budget", "7.5", "city", "Mumbai", "since", "2025-12-24", "seen", "2026-03-04 10:30"));
        put("3", Map.of("budget", 6, "city", "Delhi", "note", "first", "open", "FALSE"));
        put("4", Map.of("note", "second"));
        asAdministrator("/record-types/lead", DECLARATION);

        JsonNode type = service.as("tomas", Roles.SALESPERSON, "GET", "/record-types/lead", null)
                .json();
        assertThat(type.path("records").asInt()).isEqualTo(4);
        assertThat(type.path("declared").asBoolean()).isTrue();
        assertThat(type.path("processes").path(0).path("stages").path(1).asText())
                .isEqualTo("propose");
        assertThat(type.path("fields"))
                .extracting(field -> field.path("name").asText() + " "
                        + field.path("type").asText() + " "
                        + field.path("declared").asBoolean() + " "
                        + field.path("records").asLong())
                .containsExactly(
                        "budget number true 3",
                        "rating choice true 0",
                        "visited date-time true 0",
                        "city choice false 3",
                        "note text false 2",
                        "open boolean false 2",
                        "seen date-time false 2",
                        "since date false 2");
        JsonNode rating = type.path("fields").path(1);
        assertThat(rating.path("choices").path(0).path("label").asText()).isEqualTo("Hot");
        assertThat(rating.path("choices").path(1).path("label").isNull()).isTrue();
        assertThat(type.path("fields")
                        .path(3)
                        .path("values")
                        .path(0)
                        .path("value")
                        .asText())
                .isEqualTo("Mumbai");

        JsonNode types = service.as("tomas", Roles.SALESPERSON, "GET", "/record-types", null)
                .json();
        assertThat(types.path("items").findValuesAsText("recordType"))
                .containsExactly("lead", "opportunity", "account", "contact");
        assertThat(types.path("items").path(0).path("records").asInt()).isEqualTo(4);
        assertThat(types.path("items").path(0).path("declared").asBoolean()).isTrue();
        assertThat(types.path("items").path(1).path("declared").asBoolean()).isFalse();
        assertThat(types.path("next").isNull()).isTrue();
    }

    @Test
    void countsExistingRecordsThatDoNotConformAndChangesNone() {
        put("1", Map.of("budget", 5));
        put("2", Map.of("budget", "a lot", "rating", "warm"));
        put("3", Map.of("rating", "hot"));
        List<String> before = service.rows("select record_id, fields, version from record order by 1");

        Reply dryRun = asAdministrator("/record-types/lead?dryRun=true", DECLARATION);
        assertThat(dryRun.status()).isEqualTo(200);
        assertThat(dryRun.json().path("dryRun").asBoolean()).isTrue();
        assertThat(dryRun.json().path("checked").asInt()).isEqualTo(3);
        assertThat(dryRun.json().path("nonConforming").asInt()).isEqualTo(1);
        assertThat(dryRun.json().path("fields").findValuesAsText("nonConforming"))
                .containsExactly("1", "1", "0");
        assertThat(dryRun.json().path("examples").path(0).path("recordId").asText())
                .isEqualTo("2");
        assertThat(dryRun.json().path("examples").path(0).path("value").asText())
                .isEqualTo("a lot");
        assertThat(service.send("GET", "/record-types/lead", null)
                        .json()
                        .path("declared")
                        .asBoolean())
                .isFalse();
        assertThat(put("4", Map.of("budget", "unknown")).status())
                .as("a dry run enforces nothing")
                .isEqualTo(201);

        Reply declared = asAdministrator("/record-types/lead", DECLARATION);
        assertThat(declared.json().path("nonConforming").asInt()).isEqualTo(2);
        assertThat(service.rows("select record_id, fields, version from record where record_id <> '4' order by 1"))
                .isEqualTo(before);
        assertThat(service.send("GET", "/records/lead/2", null)
                        .json()
                        .path("findings")
                        .findValuesAsText("code"))
                .containsExactly("value-wrong-type", "choice-unknown");
        assertThat(service.send("GET", "/records/lead/1", null).json().path("findings"))
                .isEmpty();
    }

    @Test
    void refusesAStaleDeclaration() {
        Map<String, Object> other = Map.of("fields", List.of(Map.of("name", "a", "type", "text")));
        String tag = service.send("GET", "/record-types/lead", null).header("ETag");
        assertThat(tag).isEqualTo("\"0\"");
        Reply created = service.as("root", Roles.SEQUENCE_MANAGER, "PUT", "/record-types/lead", DECLARATION);
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        assertThat(declare(other, "If-Match", tag).status())
                .as("a sales manager")
                .isEqualTo(403);
        Reply stale =
                service.sendAs("root", Roles.SEQUENCE_MANAGER, "PUT", "/record-types/lead", other, "If-Match", tag);
        assertThat(stale.status()).isEqualTo(412);
        Reply current =
                service.sendAs("root", Roles.SEQUENCE_MANAGER, "PUT", "/record-types/lead", other, "If-Match", "\"1\"");
        assertThat(current.header("ETag")).isEqualTo("\"2\"");
        assertThat(asAdministrator("/record-types/lead", other).header("ETag"))
                .as("an equal declaration")
                .isEqualTo("\"2\"");
    }

    @Test
    void refusesAnInvalidDeclaration() {
        assertThat(refusal(asAdministrator("/record-types/lead", Map.of()))).isEqualTo("400 field-missing fields");
        assertThat(refusal(asAdministrator(
                        "/record-types/lead", Map.of("fields", List.of(Map.of("name", "a", "type", "money"))))))
                .isEqualTo("422 field-type-unknown fields[0].type");
        assertThat(refusal(asAdministrator(
                        "/record-types/lead?dryRun=true",
                        Map.of("fields", List.of(Map.of("name", "a", "type", "choice"))))))
                .isEqualTo("422 choices-missing fields[0].choices");
        assertThat(asAdministrator("/record-types/lead", Map.of("fields", List.of(), "field", 1))
                        .code())
                .isEqualTo("unknown-field");
        assertThat(asAdministrator("/record-types/case", DECLARATION).code()).isEqualTo("record-type-unknown");
    }

    /** The other system owns its records, so nothing is refused, changed or delayed. */
    @Test
    void acceptsNonConformingRecordsOfAnotherProducerWithAFinding() throws Exception {
        asAdministrator("/record-types/lead", DECLARATION);
        String id = UUID.randomUUID().toString();
        try (KafkaProducer<byte[], byte[]> producer = kafka.producer("crm")) {
            producer.send(new ProducerRecord<>(
                            Topics.CRM_RECORDS,
                            ("lead:" + id).getBytes(StandardCharsets.UTF_8),
                            Json.bytes(Map.of(
                                    "recordType",
                                    "lead",
                                    "recordId",
                                    id,
                                    "ownerType",
                                    "user",
                                    "ownerId",
                                    "tomas",
                                    "active",
                                    true,
                                    "fields",
                                    Map.of("budget", "a lot", "rating", "hot")))))
                    .get();
        }
        long deadline = System.nanoTime() + Await.TIMEOUT.toNanos();
        Reply record = service.send("GET", "/records/lead/" + id, null);
        while (record.status() != 200 && System.nanoTime() < deadline) {
            Thread.sleep(50);
            record = service.send("GET", "/records/lead/" + id, null);
        }
        assertThat(record.json().path("fields").path("budget").asText()).isEqualTo("a lot");
        assertThat(record.json().path("findings").path(0).path("field").asText())
                .isEqualTo("budget");
        assertThat(record.json().path("findings")).hasSize(1);
    }
}
