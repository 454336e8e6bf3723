package dev.sequences.acceptance;

import static dev.sequences.acceptance.RunningSuite.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** T42: an update-field step changes the record; a refused update is a failed step that can be retried. */
@Order(151)
@ExtendWith(Suite.class)
class FieldUpdateStory {

    private final String seller = "seller-" + UUID.randomUUID();
    private final String lead = "lead-" + UUID.randomUUID();
    /** A name of its own: a declaration concerns all leads of the suite. */
    private final String field = "plan" + UUID.randomUUID().toString().substring(0, 8);

    private final RunningSuite suite;

    FieldUpdateStory(RunningSuite suite) {
        this.suite = suite;
    }

    private Api segment() {
        return suite.segment(suite.maria());
    }

    private JsonNode record() {
        return Sequences.require(segment().get("/records/lead/" + lead), 200);
    }

    private JsonNode enrollment(String id) {
        return Sequences.require(suite.enrollment(suite.maria()).get("/enrollments/" + id), 200);
    }

    private void reaches(String id, String step, String status) {
        eventually(id + " reaches " + step + " " + status, () -> {
            JsonNode current = enrollment(id).path("currentStep");
            return current.path("key").asText().equals(step)
                    && current.path("status").asText().equals(status);
        });
    }

    private String sequence(Object value) {
        Map<String, @Nullable Object> update = Sequences.node("set", "update-field", "call");
        update.put("field", field);
        update.put("value", value);
        Map<String, Object> draft = new HashMap<>(Sequences.draft(
                "set", List.of(update, Sequences.node("call", "phone-call", null, "name", "Call them"))));
        return Sequences.activated(suite, draft);
    }

    private String enrolled(String sequence) {
        List<String> id = new ArrayList<>();
        eventually("the lead is enrolled", () -> {
            Reply reply = suite.enrollment(suite.maria())
                    .post("/enrollments", Map.of("sequenceId", sequence, "recordType", "lead", "recordId", lead));
            if (reply.ok()) {
                id.add(reply.field("id"));
            }
            return reply.ok();
        });
        return id.getFirst();
    }

    private void declare(String... choices) {
        Sequences.require(
                segment()
                        .put(
                                "/record-types/lead",
                                Map.of(
                                        "fields",
                                        List.of(Map.of(
                                                "name",
                                                field,
                                                "type",
                                                "choice",
                                                "choices",
                                                List.of(choices).stream()
                                                        .map(choice -> Map.of("value", choice))
                                                        .toList())))),
                200);
    }

    private List<String> listed(String query) {
        return Sequences.require(segment().get("/records?recordType=lead&ids=" + lead + query), 200)
                .path("items")
                .findValuesAsText("recordId");
    }

    @Test
    void changesTheRecordOnceItConformsToTheDeclaredType() {
        declare("customer");
        Sequences.require(
                segment()
                        .put(
                                "/records/lead/" + lead,
                                Map.of(
                                        "name",
                                        "Acme",
                                        "ownerType",
                                        "user",
                                        "ownerId",
                                        seller,
                                        "active",
                                        true,
                                        "fields",
                                        Map.of("city", "Pune"))),
                201);
        String sequence = sequence("partner");
        assertThat(listed("&withoutOpenEnrollmentIn=" + sequence)).containsExactly(lead);
        String id = enrolled(sequence);

        reaches(id, "set", "failed");
        JsonNode failed = enrollment(id);
        assertThat(failed.path("status").asText()).isEqualTo("error");
        assertThat(failed.path("error").path("code").asText()).isEqualTo("choice-unknown");
        assertThat(record().path("fields").has(field)).isFalse();

        declare("customer", "partner");
        Sequences.require(suite.enrollment(suite.maria()).post("/enrollments/" + id + "/retry"), 200);
        reaches(id, "call", "open");
        assertThat(record().path("fields").path(field).asText()).isEqualTo("partner");
        assertThat(record().path("fields").path("city").asText()).isEqualTo("Pune");
        eventually("the list leaves out the enrolled lead", () -> listed("&withoutOpenEnrollmentIn=" + sequence)
                .isEmpty());
        String condition = URLEncoder.encode(
                "{\"field\": \"" + field + "\", \"op\": \"equals\", \"value\": \"Partner\"}", StandardCharsets.UTF_8);
        assertThat(listed("&conditions=" + condition)).containsExactly(lead);
    }
}
