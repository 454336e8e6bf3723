package dev.sequences.enrollment.activity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.json.Json;
import dev.sequences.enrollment.Messages;
import dev.sequences.enrollment.ServiceUnderTest;
import dev.sequences.enrollment.intake.segment.SegmentIntake;
import dev.sequences.testkit.infra.ServiceResource;
import dev.sequences.testkit.infra.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Activities over HTTP: recorded once, by users who may see the record, with their effect on enrollments. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "false"))
class ActivityResourceTest {

    private static final String ANNA = TestTokens.token("anna", "salesperson");

    @Inject
    ServiceUnderTest service;

    @Inject
    SegmentIntake segments;

    private final HttpClient client = HttpClient.newHttpClient();
    private final String sequence = UUID.randomUUID().toString();
    private final String lead = "L-" + UUID.randomUUID();

    /** @param text the unparsed body */
    private record Reply(int status, String text) {

        JsonNode body() {
            return Json.read(text, JsonNode.class);
        }

        String code() {
            return body().path("code").asText();
        }
    }

    /** Anna's lead has an open call whose result selects the branch. */
    @BeforeEach
    void enrollLeadAtCall() {
        service.activate(sequence, "call", "\"exitCriteria\": [{\"on\": \"reply\"}]", """
            {"key": "call", "type": "phone-call", "name": "Call", "next": "if"},
            {"key": "if", "type": "phone-condition", "yes": "yes", "phoneCondition": {"results": ["made"]}},
            {"key": "yes", "type": "task", "name": "Yes"}\
            """);
        service.record("lead", lead, 0, Map.of());
        service.deliver(segments, Messages.joined(lead, sequence));
    }

    private Map<String, Object> activity(String type) {
        return new LinkedHashMap<>(Map.of(
                "id",
                type + "-" + lead,
                "type",
                type,
                "recordType",
                "lead",
                "recordId",
                lead,
                "at",
                "2026-05-04T08:00:00Z"));
    }

    private Reply post(String token, Map<String, Object> body, String... headers) {
        return post(token, new String(Json.bytes(body), StandardCharsets.UTF_8), headers);
    }

    private Reply post(String token, String body, String... headers) {
        String base = ConfigProvider.getConfig().getValue("test.url", String.class);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "/activities"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            return new Reply(answer.statusCode(), answer.body());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the names of the lead's stored events, in order. */
    private String events() {
        return String.join(" ", service.events(service.enrollment(lead, sequence)));
    }

    @Test
    void recordsAnActivityAndForwardsItToTheEnrollment() {
        Reply reply = post(ANNA, activity("email-opened"));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body().path("id").asText()).isEqualTo("email-opened-" + lead);
        assertThat(reply.body().path("status").asText()).isEqualTo("taken");
        assertThat(events()).isEqualTo("record-enrolled step-opened activity-noted");
    }

    @Test
    void endsTheEnrollmentByAnExitCriterion() {
        assertThat(post(ANNA, activity("email-replied")).status()).isEqualTo(200);
        assertThat(events()).isEqualTo("record-enrolled step-opened activity-noted step-cancelled enrollment-ended");
    }

    @Test
    void returnsTheFirstResponseToARepeatedRequest() {
        String key = UUID.randomUUID().toString();
        Map<String, Object> call = activity("call-logged");
        call.put("result", "made");
        Reply first = post(ANNA, call, "Idempotency-Key", key);
        assertThat(first.status()).isEqualTo(200);
        assertThat(post(ANNA, call, "Idempotency-Key", key)).isEqualTo(first);
        assertThat(events()).isEqualTo("record-enrolled step-opened activity-noted call-result-noted");

        call.put("result", "no-answer");
        Reply other = post(ANNA, call, "Idempotency-Key", key);
        assertThat(other.code()).isEqualTo("idempotency-key-reused");
        assertThat(events()).endsWith("activity-noted call-result-noted");
    }

    @Test
    void recordsTheSameActivityOnceUnderDifferentKeys() {
        assertThat(post(ANNA, activity("email-opened")).body().path("status").asText())
                .isEqualTo("taken");
        assertThat(post(ANNA, activity("email-opened"), "Idempotency-Key", "another-" + lead)
                        .body()
                        .path("status")
                        .asText())
                .isEqualTo("known");
        assertThat(events()).isEqualTo("record-enrolled step-opened activity-noted");
    }

    @Test
    void storesTheCallResultForTheGivenStep() {
        Map<String, Object> call = activity("call-logged");
        call.put("result", "made");
        call.put("stepId", "a-step-of-somebody-else");
        assertThat(post(ANNA, call).status()).isEqualTo(200);
        assertThat(events()).isEqualTo("record-enrolled step-opened activity-noted");
    }

    @Test
    void changesOnlyTheGivenEnrollment() {
        Map<String, Object> opened = activity("email-opened");
        opened.put("enrollmentId", UUID.randomUUID().toString());
        assertThat(post(ANNA, opened).status()).isEqualTo(200);
        assertThat(events()).isEqualTo("record-enrolled step-opened");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type | rain | 422 | activity-type-unknown",
                "at | yesterday | 400 | wrong-type",
                "at | 2026-13-04T08:00:00Z | 400 | wrong-type",
                "id | '' | 400 | field-missing",
                "recordId | ' ' | 400 | field-missing",
                "recordId | nobody | 422 | record-unknown",
                "recordType | account | 422 | record-unknown",
                "result | made | 422 | call-result-not-allowed",
                "weather | fine | 400 | unknown-field",
            })
    void refusesInvalidFieldsWithPathAndRemedy(String field, String value, int status, String code) {
        Map<String, Object> body = activity("email-opened");
        body.put(field, value);
        Reply reply = post(ANNA, body);
        assertThat(reply.status()).as("%s", reply).isEqualTo(status);
        assertThat(reply.code()).isEqualTo(code);
        JsonNode error = reply.body().path("errors").path(0);
        if (!code.equals("record-unknown")) {
            assertThat(error.path("path").asText()).as("%s", reply).isEqualTo(field);
        }
        assertThat(error.path("remedy").asText()).as("%s", reply).isNotBlank();
        assertThat(events()).isEqualTo("record-enrolled step-opened");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Left a voicemail", "MADE", "made-", "a-very-long-result-of-a-call-that-nobody-could-ever-say"})
    void refusesAMalformedCallResult(String result) {
        Map<String, Object> call = activity("call-logged");
        call.put("result", result);
        Reply reply = post(ANNA, call);
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.code()).isEqualTo("call-result-malformed");
        assertThat(events()).isEqualTo("record-enrolled step-opened");
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "type", "recordType", "recordId", "at"})
    void refusesAMissingField(String field) {
        Map<String, Object> body = activity("email-opened");
        body.remove(field);
        Reply reply = post(ANNA, body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("field-missing");
        assertThat(reply.body().path("errors").path(0).path("path").asText()).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "recordType", "recordId", "enrollmentId", "stepId"})
    void refusesATextThatIsTooLong(String field) {
        Map<String, Object> body = activity("email-opened");
        body.put(field, "x".repeat(201));
        Reply reply = post(ANNA, body);
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.code()).isEqualTo("text-too-long");
        assertThat(reply.body().path("errors").path(0).path("path").asText()).isEqualTo(field);
        assertThat(events()).isEqualTo("record-enrolled step-opened");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "7", "{", "{\"id\": {}}", "[{\"id\": \"a\"}]"})
    void refusesABodyThatIsNotAnActivity(String body) {
        Reply reply = post(ANNA, body);
        assertThat(reply.status()).as("%s", reply).isEqualTo(400);
        assertThat(reply.code()).isNotBlank();
        assertThat(events()).isEqualTo("record-enrolled step-opened");
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        Map<String, Object> body = activity("email-opened");
        body.put("data", Map.of("body", "x".repeat(2 * 1024 * 1024 + 1)));
        Reply reply = post(ANNA, body);
        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.code()).isEqualTo("too-large");
        assertThat(events()).isEqualTo("record-enrolled step-opened");
    }

    @ParameterizedTest
    @CsvSource({
        "sequence-manager, 200",
        "sales-manager, 200",
        "system-administrator, 200",
        "salesperson, 422",
        "janitor, 403"
    })
    void acceptsOnlyTheRecordOwnerAndManagers(String role, int status) {
        Reply reply = post(TestTokens.token("ruth", role), activity("email-opened"));
        assertThat(reply.status()).as("%s", reply).isEqualTo(status);
        assertThat(events()).isEqualTo("record-enrolled step-opened" + (status == 200 ? " activity-noted" : ""));
    }

    /** A caller must not learn which records exist. */
    @Test
    void treatsAnInvisibleRecordAsUnknown() {
        String ruth = TestTokens.token("ruth", "salesperson");
        Reply foreign = post(ruth, activity("email-opened"));
        Map<String, Object> unknown = activity("email-opened");
        unknown.put("recordId", "nobody");
        Reply none = post(ruth, unknown);
        assertThat(foreign.status()).isEqualTo(none.status());
        assertThat(foreign.code()).isEqualTo(none.code());
        assertThat(foreign.body().path("errors")).isEqualTo(none.body().path("errors"));
    }

    @Test
    void refusesARequestWithoutAToken() {
        assertThat(post(null, activity("email-opened")).status()).isEqualTo(401);
        assertThat(post("garbage", activity("email-opened")).status()).isEqualTo(401);
        assertThat(events()).isEqualTo("record-enrolled step-opened");
    }
}
