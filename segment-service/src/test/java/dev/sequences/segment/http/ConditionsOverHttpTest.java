package dev.sequences.segment.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.segment.ServiceUnderTest;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a condition means from the request to the stored record: attributes, related records, exact decimals and the time zone. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = {
            @ResourceArg(name = "sequences.relay.enabled", value = "false"),
            @ResourceArg(name = "sequences.organization.time-zone", value = "Pacific/Auckland")
        })
class ConditionsOverHttpTest {

    @Inject
    ServiceUnderTest service;

    @BeforeEach
    void empty() {
        service.empty();
    }

    private void record(String type, String id, Map<String, Object> fields) {
        assertThat(service.send(
                                "PUT",
                                "/records/" + type + "/" + id,
                                Map.of("name", "R", "ownerId", "tomas", "active", true, "fields", fields))
                        .status())
                .isEqualTo(201);
    }

    private JsonNode sample(Map<String, Object> condition) {
        String id = service.segment("s", condition, Map.of());
        return service.send("POST", "/segments/" + id + "/simulate", Map.of())
                .json()
                .path("sample");
    }

    private List<String> matches(Map<String, Object> condition) {
        return sample(condition).findValuesAsText("recordId");
    }

    private static Map<String, Object> leaf(String field, String op, Object value) {
        return Map.of("field", field, "op", op, "value", value);
    }

    @Test
    void readsTheRelatedRecordOfALookupField() {
        record("account", "A1", Map.of("city", "Graz"));
        record("account", "A2", Map.of("city", "Linz"));
        record("lead", "1", Map.of("accountId", "A1"));
        record("lead", "2", Map.of("accountId", "A2"));
        record("lead", "3", Map.of("accountId", "A9"));
        record("lead", "4", Map.of("city", "Graz"));
        JsonNode sample = sample(Map.of("related", "account", "all", List.of(leaf("city", "equals", "GRAZ"))));
        assertThat(sample.findValuesAsText("recordId")).containsExactly("1");
        assertThat(sample.get(0).path("reasons").get(0).asText()).isEqualTo("account.city equals GRAZ");
    }

    @Test
    void backfillsASegmentByConditionsOnRelatedRecords() {
        record("account", "A1", Map.of("city", "Graz"));
        record("lead", "1", Map.of("accountId", "A1"));
        record("lead", "2", Map.of("accountId", "A2"));
        String id = service.segment(
                "s", Map.of("related", "account", "any", List.of(leaf("city", "begins-with", "g"))), Map.of());
        service.activate(id, true);
        assertThat(service.rows("select record_id from membership where segment_id = '" + id + "'"))
                .containsExactly("1");
    }

    @Test
    void readsAttributesOfTheRecordAndOfRelatedRecords() {
        record("account", "A1", Map.of());
        record("lead", "1", Map.of("accountId", "A1"));
        assertThat(matches(Map.of("related", "account", "all", List.of(leaf("ownerType", "equals", "user")))))
                .containsExactly("1");
        assertThat(matches(leaf("ownerId", "equals", "tomas"))).containsExactly("1");
        assertThat(matches(leaf("ownerId", "equals", "Tomas"))).isEmpty();
    }

    @Test
    void comparesJsonNumbersExactly() {
        record("lead", "1", Map.of("score", new BigDecimal("0.30000000000000000001")));
        assertThat(matches(leaf("score", "equals", new BigDecimal("0.3")))).isEmpty();
        assertThat(matches(leaf("score", "equals", new BigDecimal("0.300000000000000000010"))))
                .containsExactly("1");
    }

    @Test
    void keepsAnEnormousNumberAsText() {
        record("lead", "1", Map.of("score", new BigDecimal("1e999999")));
        assertThat(matches(leaf("score", "gt", 5))).containsExactly("1");
    }

    @Test
    void countsDaysInTheZoneOfTheOrganization() {
        record("lead", "1", Map.of("since", "2026-03-04T11:00:00Z"));
        record("lead", "2", Map.of("since", "2026-03-04T10:59:59Z"));
        record("lead", "3", Map.of("since", "2026-03-05 00:30"));
        assertThat(matches(leaf("since", "on", "2026-03-05"))).containsExactly("1", "3");
    }
}
