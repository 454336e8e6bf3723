package dev.sequences.enrollment.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.enrollment.ServiceUnderTest;
import dev.sequences.testkit.infra.ServiceResource;
import dev.sequences.testkit.infra.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bulk requests return a result per item, and invalid input is refused with a reason. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "false"))
class BulkRequestTest {

    private static final String MARIA = TestTokens.token("maria", "sequence-manager");
    private static final String CALL = "{\"key\": \"call\", \"type\": \"phone-call\", \"name\": \"Call\"}";

    @Inject
    ServiceUnderTest service;

    private final String sequence = UUID.randomUUID().toString();
    private final String lead = "L-" + UUID.randomUUID();

    private static List<String> results(ServiceUnderTest.Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        List<String> results = new ArrayList<>();
        for (JsonNode one : reply.body().path("results")) {
            results.add(one.path("status").asText() + " " + one.path("code").asText(""));
        }
        return results;
    }

    /** An aggregate of this service that is not an enrollment. */
    private String abTest() {
        String other = UUID.randomUUID().toString();
        service.activate(other, "which", "", """
            {"key": "which", "type": "ab-test", "name": "Which", "next": "then", "abTest": {
              "a": {"name": "A", "templateId": "ta"}, "b": {"name": "B", "templateId": "tb"}, "shareOfA": 50,
              "winningMetric": "opens", "defaultVersion": "a"}},
            {"key": "then", "type": "task", "name": "Then"}\
            """);
        service.enrolled(MARIA, other, lead);
        String id = service.get(MARIA, "/ab-tests?sequenceId=" + other).ids().getFirst();
        assertThat(service.post(MARIA, "/ab-tests/" + id + "/stop", Map.of("version", "a"))
                        .status())
                .isEqualTo(200);
        return id;
    }

    @Test
    void retriesTheItemsThatCanBeRetried() {
        service.activate(sequence, "call", "\"assignTo\": \"access-team\"", CALL);
        service.record("lead", lead, 0, Map.of());
        String failed = service.enrolled(MARIA, sequence, lead);
        String test = abTest();
        assertThat(results(service.post(
                        MARIA,
                        "/enrollments/bulk/retry",
                        Map.of(
                                "ids",
                                List.of("a", test, failed, UUID.randomUUID().toString())))))
                .containsExactly(
                        "refused enrollment-unknown",
                        "refused enrollment-unknown",
                        "retried ",
                        "refused enrollment-unknown");
        assertThat(service.post(MARIA, "/enrollments/" + test + "/retry", null).text("code"))
                .isEqualTo("enrollment-unknown");
    }

    @Test
    void enrollsTheKnownRecords() {
        service.activate(sequence, "call", "", CALL);
        service.record("lead", lead, 0, Map.of());
        assertThat(results(service.post(
                        MARIA,
                        "/enrollments/bulk",
                        Map.of("sequenceId", sequence, "recordType", "lead", "recordIds", List.of("a", lead)))))
                .containsExactly("refused record-unknown", "created ");
    }

    @ParameterizedTest
    @CsvSource({
        "+999999999-01-01T00:00:00Z, activity-moment-out-of-range",
        "-0044-03-15T12:00:00Z, activity-moment-out-of-range",
        "1999-12-31T23:59:59Z, activity-moment-out-of-range",
        "2101-01-01T00:00:00Z, activity-moment-out-of-range",
        "yesterday, wrong-type"
    })
    void refusesImplausibleTimes(String at, String code) {
        service.record("lead", lead, 0, Map.of());
        ServiceUnderTest.Reply reply = service.post(
                MARIA,
                "/activities",
                Map.of("id", lead + at, "type", "meeting-booked", "recordType", "lead", "recordId", lead, "at", at));
        assertThat(reply.text("code")).isEqualTo(code);
        assertThat(reply.body()
                        .at("/errors/0/path")
                        .asText(reply.body().at("/findings/0/path").asText()))
                .isEqualTo("at");
    }

    @ParameterizedTest
    @CsvSource({"2000-01-01T00:00:00Z", "2100-12-31T23:59:59.999999999Z"})
    void acceptsPlausibleTimes(String at) {
        service.record("lead", lead, 0, Map.of());
        assertThat(service.post(
                                MARIA,
                                "/activities",
                                Map.of(
                                        "id",
                                        lead + at,
                                        "type",
                                        "meeting-booked",
                                        "recordType",
                                        "lead",
                                        "recordId",
                                        lead,
                                        "at",
                                        at))
                        .status())
                .isEqualTo(200);
    }
}
