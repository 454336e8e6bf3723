package dev.sequences.chassis.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code sequences.http.max-body-size} is 10,000 bytes here, see {@code application.properties}. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "false"))
class BodyLimitTest {

    private static final int LIMIT = 10_000;
    private static final String PREFIX = "{\"name\": \"";
    private static final String SUFFIX = "\"}";

    @TestHTTPResource("/refusals")
    URI resource;

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void acceptsABodyOfTheMaximumSize(HttpClient.Version version) throws Exception {
        String body = body(LIMIT);
        for (BodyPublisher publisher : new BodyPublisher[] {declared(body), chunked(body)}) {
            HttpResponse<String> response = post(version, publisher);
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            assertThat(response.body()).isEqualTo(Integer.toString(LIMIT - PREFIX.length() - SUFFIX.length()));
        }
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void refusesALargerDeclaredBody(HttpClient.Version version) throws Exception {
        assertTooLarge(post(version, declared(body(LIMIT + 1))));
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void refusesALargerBodyOfUnknownLength(HttpClient.Version version) throws Exception {
        assertTooLarge(post(version, chunked(body(LIMIT + 1))));
    }

    /** The response must arrive although the caller is still sending: a reset connection would lose it. */
    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void deliversTheResponseWhileTheCallerIsStillSending(HttpClient.Version version) throws Exception {
        String body = body(5_000_000);
        for (int attempt = 0; attempt < 5; attempt++) {
            assertTooLarge(post(version, declared(body)));
            assertTooLarge(post(version, chunked(body)));
        }
    }

    @Test
    void refusesADeclaredBodyBeforeItIsSent() throws Exception {
        try (Socket socket = new Socket(resource.getHost(), resource.getPort())) {
            String answer = exchange(
                    socket,
                    "POST /refusals HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 20000\r\n\r\n");
            assertThat(answer).startsWith("HTTP/1.1 413").containsIgnoringCase("connection: close");
        }
    }

    @Test
    void keepsTheConnectionAfterARefusalWhoseBodyWasRead() throws Exception {
        try (Socket socket = new Socket(resource.getHost(), resource.getPort())) {
            String broken = "{\"name\": ";
            String request =
                    "POST /refusals HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                            + broken.length() + "\r\n\r\n" + broken;
            assertThat(exchange(socket, request)).startsWith("HTTP/1.1 400");
            assertThat(exchange(socket, request)).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void servesTheNextRequestAfterARefusal() throws Exception {
        try (HttpClient client = client(HttpClient.Version.HTTP_1_1)) {
            for (int attempt = 0; attempt < 3; attempt++) {
                assertTooLarge(post(client, chunked(body(LIMIT + 1))));
                assertThat(post(client, declared(body(LIMIT))).statusCode()).isEqualTo(200);
            }
        }
    }

    private HttpResponse<String> post(HttpClient.Version version, BodyPublisher body) throws Exception {
        try (HttpClient client = client(version)) {
            return post(client, body);
        }
    }

    private HttpResponse<String> post(HttpClient client, BodyPublisher body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(resource)
                        .header("Content-Type", "application/json")
                        .POST(body)
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpClient client(HttpClient.Version version) {
        return HttpClient.newBuilder().version(version).build();
    }

    private static String body(int size) {
        return PREFIX + "x".repeat(size - PREFIX.length() - SUFFIX.length()) + SUFFIX;
    }

    private static BodyPublisher declared(String body) {
        return BodyPublishers.ofString(body);
    }

    private static BodyPublisher chunked(String body) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    /** Sends and reads until the body of the response is complete, which is a single JSON object here. */
    private static String exchange(Socket socket, String request) throws IOException {
        socket.setSoTimeout(10_000);
        OutputStream out = socket.getOutputStream();
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        InputStream in = socket.getInputStream();
        StringBuilder answer = new StringBuilder();
        int next;
        while ((next = in.read()) >= 0) {
            answer.append((char) next);
            int head = answer.indexOf("\r\n\r\n");
            if (head >= 0 && answer.length() - head - 4 == contentLength(answer.substring(0, head))) {
                break;
            }
        }
        return answer.toString();
    }

    private static int contentLength(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .map(line -> Integer.parseInt(
                        line.substring("content-length:".length()).trim()))
                .findFirst()
                .orElse(-1);
    }

    private static void assertTooLarge(HttpResponse<String> response) throws IOException {
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        var document = new ObjectMapper().readTree(response.body());
        assertThat(document.path("code").asText()).isEqualTo("too-large");
        assertThat(document.path("errors").path(0).path("remedy").asText())
                .isEqualTo("Send at most 10000 bytes per request.");
    }
}
