package dev.sequences.chassis.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sequences.testkit.infra.ServiceResource;
import dev.sequences.testkit.infra.TestTokens;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every failure is reported as a problem document, through a resource on the real HTTP server. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "false"))
class ProblemAnswersTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TestHTTPResource("/")
    URI root;

    @Inject
    MeterRegistry metrics;

    private final HttpClient http = HttpClient.newHttpClient();

    @ParameterizedTest
    @CsvSource({
        "GET, refusals/409, '', 409, no-more, Conflict",
        "GET, refusals/x, '', 400, parameter-unreadable, Bad request",
        "GET, refusals/200?limit=x, '', 400, parameter-unreadable, Bad request",
        "GET, refusals/200?limti=1, '', 400, parameter-unknown, Bad request",
        "GET, refusals/200?Limit=1, '', 400, parameter-unknown, Bad request",
        "GET, refusals/200?limit=1&limit=2, '', 400, parameter-repeated, Bad request",
        "POST, refusals?dryRun=true, '{}', 400, parameter-unknown, Bad request",
        "GET, refusals/protected?limit=1, '', 401, token-missing-or-invalid, Unauthorized",
        "GET, nowhere?limit=1, '', 404, path-unknown, Not found",
        "GET, nowhere, '', 404, path-unknown, Not found",
        "PUT, refusals, '{}', 405, method-not-allowed, Method not allowed",
        "GET, refusals/protected, '', 401, token-missing-or-invalid, Unauthorized",
        "POST, refusals, '{\"name\": ', 400, not-json, Bad request",
        "POST, refusals, '{\"nmae\": \"x\"}', 400, unknown-field, Bad request",
        "POST, refusals, '{\"count\": \"many\"}', 400, wrong-type, Bad request",
        "POST, refusals, '{\"at\": \"tomorrow\"}', 400, wrong-type, Bad request",
        "POST, refusals, '[]', 400, wrong-type, Bad request",
        "GET, refusals/unexpected, '', 500, unexpected, Internal server error",
        "GET, refusals/server-error, '', 500, unexpected, Internal server error",
        "GET, refusals/lost-connection, '', 503, try-later, Service unavailable",
        "GET, refusals/storage/08006, '', 503, try-later, Service unavailable",
        "GET, refusals/storage/53300, '', 503, try-later, Service unavailable",
        "GET, refusals/storage/22008, '', 400, value-not-storable, Bad request",
        "GET, refusals/storage/42601, '', 500, unexpected, Internal server error",
        "GET, refusals/not-storable, '', 400, value-not-storable, Bad request",
    })
    void reportsEachFailureAsAProblemDocument(
            String method, String path, String body, int status, String code, String title) throws Exception {
        HttpResponse<String> response = send(
                request(path).method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));

        assertProblem(response, status, code, title);
        assertThat(response.body()).doesNotContain("secret detail");
    }

    @Test
    void listsTheFindingsOfAProblem() throws Exception {
        JsonNode document = JSON.readTree(send(request("refusals").POST(BodyPublishers.ofString("{\"nmae\": \"x\"}")))
                .body());

        assertThat(document.path("errors")).singleElement().satisfies(finding -> {
            assertThat(finding.path("code").asText()).isEqualTo("unknown-field");
            assertThat(finding.path("path").asText()).isEqualTo("nmae");
            assertThat(finding.path("message").asText()).isEqualTo("Unknown field 'nmae'.");
            assertThat(finding.path("remedy").asText()).isEqualTo("Remove it. Known fields: at, count, name.");
        });
    }

    @Test
    void rejectsABodyThatIsNotUtf8() throws Exception {
        byte[] latin = "{\"name\": \"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(send(request("refusals").POST(BodyPublishers.ofByteArray(latin)))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void rejectsOtherMediaTypes() throws Exception {
        assertProblem(
                send(request("refusals")
                        .setHeader("Content-Type", "text/xml")
                        .POST(BodyPublishers.ofString("<name/>"))),
                415,
                "media-type-unsupported",
                "Unsupported media type");
    }

    @Test
    void asksForABearerTokenWithoutAValidOne() throws Exception {
        for (String header : new String[] {"", "Bearer x.y.z"}) {
            HttpRequest.Builder request = request("refusals/protected").GET();
            HttpResponse<String> response = send(header.isEmpty() ? request : request.header("Authorization", header));
            assertProblem(response, 401, "token-missing-or-invalid", "Unauthorized");
            assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        }
    }

    @Test
    void forbidsWhatTheRolesOfTheCallerDoNotPermit() throws Exception {
        assertProblem(send(withRole("salesperson")), 403, "role-missing", "Forbidden");
        assertThat(send(withRole("sales-manager")).statusCode()).isEqualTo(200);
    }

    @Test
    void sendsWhenToRetryWithAnUnavailableServiceOnly() throws Exception {
        assertThat(send(request("refusals/lost-connection").GET()).headers().firstValue("Retry-After"))
                .contains("1");
        assertThat(send(request("refusals/409").GET()).headers().firstValue("Retry-After"))
                .isEmpty();
    }

    @Test
    void returnsTheCorrelationIdWithAProblem() throws Exception {
        assertThat(send(request("refusals/409")
                                .header("X-Correlation-Id", "flow-7")
                                .GET())
                        .headers()
                        .firstValue("X-Correlation-Id"))
                .contains("flow-7");
    }

    @Test
    void namesTheIncidentOfAnUnexpectedError() throws Exception {
        JsonNode first =
                JSON.readTree(send(request("refusals/unexpected").GET()).body());
        JsonNode second =
                JSON.readTree(send(request("refusals/unexpected").GET()).body());

        assertThat(first.path("detail").asText())
                .matches("An unexpected error occurred; it is logged as incident [0-9a-f-]{36}\\.")
                .isNotEqualTo(second.path("detail").asText());
    }

    @Test
    void countsProblemsByCode() throws Exception {
        double before =
                metrics.counter("sequences.http.problems", "code", "no-more").count();
        send(request("refusals/409").GET());

        assertThat(metrics.counter("sequences.http.problems", "code", "no-more").count())
                .isEqualTo(before + 1);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(root.resolve(path)).header("Content-Type", "application/json");
    }

    private HttpRequest.Builder withRole(String role) {
        return request("refusals/protected").header("Authorization", "Bearer " + TestTokens.token("ben", role));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static void assertProblem(HttpResponse<String> response, int status, String code, String title)
            throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode document = JSON.readTree(response.body());
        assertThat(document.path("type").asText()).isEqualTo("urn:sequences:problem:" + code);
        assertThat(document.path("code").asText()).isEqualTo(code);
        assertThat(document.path("title").asText()).isEqualTo(title);
        assertThat(document.path("status").asInt()).isEqualTo(status);
        assertThat(document.path("detail").asText()).isNotEmpty();
        assertThat(document.path("errors").isArray()).isTrue();
    }
}
