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
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "false"))
class ExplainTest {

    @Inject
    ServiceUnderTest service;

    @BeforeEach
    void empty() {
        service.empty();
    }

    private static Map<String, Object> city(String city) {
        return Map.of("field", "city", "op", "equals", "value", city);
    }

    private JsonNode explain(String segment, String record) {
        Reply reply = service.send("POST", "/segments/" + segment + "/explain", Map.of("recordId", record));
        assertThat(reply.status()).as("%s", reply.json()).isEqualTo(200);
        return reply.json();
    }

    @Test
    void explainsOneRecord() {
        String mumbai = service.segment("Mumbai", city("Mumbai"), Map.of());
        service.send("PUT", "/records/lead/1", Map.of("fields", Map.of("city", "Pune")));
        JsonNode no = explain(mumbai, "1");
        assertThat(no.path("matches").asBoolean()).isFalse();
        assertThat(no.at("/reasons/0").asText()).isEqualTo("'Pune' in city does not satisfy 'equals Mumbai'");
        assertThat(no.path("change").asText()).isEqualTo("none");
        assertThat(no.path("segmentActive").asBoolean()).isFalse();

        service.activate(mumbai, false);
        service.send("PUT", "/records/lead/1", Map.of("fields", Map.of("city", "Mumbai")));
        JsonNode yes = explain(mumbai, "1");
        assertThat(yes.path("matches").asBoolean()).isTrue();
        assertThat(yes.path("change").asText()).isEqualTo("join");
        assertThat(yes.path("next").asText()).isEqualTo(mumbai);

        String other = service.segment("Same, later", city("Mumbai"), Map.of());
        service.activate(other, false);
        JsonNode preceded = explain(other, "1");
        assertThat(preceded.path("matches").asBoolean()).isTrue();
        assertThat(preceded.path("next").asText()).isEqualTo(mumbai);
        assertThat(service.count("select count(*) from membership")).isZero();
    }

    @Test
    void refusesUnknownSegmentsAndRecords() {
        String segment = service.segment("Mumbai", city("Mumbai"), Map.of());
        assertThat(service.send("POST", "/segments/none/explain", Map.of("recordId", "1"))
                        .code())
                .isEqualTo("segment-unknown");
        assertThat(service.send("POST", "/segments/" + segment + "/explain", Map.of("recordId", "1"))
                        .code())
                .isEqualTo("record-unknown");
        assertThat(service.send("POST", "/segments/" + segment + "/explain", Map.of())
                        .code())
                .isEqualTo("field-missing");
        assertThat(service.as("ben", Roles.SALESPERSON, "POST", "/segments/" + segment + "/explain", Map.of())
                        .status())
                .isEqualTo(403);
    }
}
