package dev.sequences.designer.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.security.Roles;
import dev.sequences.designer.support.Drawings;
import dev.sequences.testkit.infra.TestTokens;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A person at the designer's HTTP interface. */
final class DesignerClient {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URL service;
    private final String token;

    private DesignerClient(URL service, String token) {
        this.service = service;
        this.token = token;
    }

    static DesignerClient manager(URL service) {
        return of(service, "mo", Roles.SEQUENCE_MANAGER);
    }

    static DesignerClient of(URL service, String user, String... roles) {
        return new DesignerClient(service, TestTokens.token(user, roles));
    }

    /** Returns a user with teams and a business unit. */
    static DesignerClient in(URL service, String businessUnit, List<String> teams, String user, String... roles) {
        return new DesignerClient(service, TestTokens.token(user, businessUnit, teams, roles));
    }

    static DesignerClient withToken(URL service, String token) {
        return new DesignerClient(service, token);
    }

    /** What came back. */
    record Reply(int status, String type, String etag, String location, String body) {

        JsonNode json() {
            return Drawings.json(body);
        }

        String code() {
            return json().path("code").asText();
        }

        List<String> codes() {
            List<String> codes = new ArrayList<>();
            json().path("errors").forEach(error -> codes.add(error.path("code").asText()));
            return codes;
        }

        Reply expect(int wanted) {
            assertThat(status).as(body).isEqualTo(wanted);
            return this;
        }

        /** Asserts a problem document with a remedy and without internals. */
        Reply expectProblem(int wanted, String code) {
            expect(wanted);
            assertThat(type).startsWith("application/problem+json");
            assertThat(code()).as(body).isEqualTo(code);
            assertThat(json().path("status").asInt()).isEqualTo(wanted);
            assertThat(json().path("title").asText()).isNotBlank();
            assertThat(json().path("errors")).isNotEmpty().allSatisfy(error -> {
                assertThat(error.path("message").asText()).isNotBlank();
                assertThat(error.path("remedy").asText()).isNotBlank();
            });
            assertThat(body)
                    .doesNotContain("Exception")
                    .doesNotContain("dev.sequences")
                    .hasSizeLessThan(100_000);
            return this;
        }
    }

    Reply get(String path) {
        return send("GET", path, null);
    }

    Reply post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    /** Posts without saying how long the body is; the status and the answer. */
    String stream(String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(service + path.substring(1)))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))))
                .build();
        try {
            HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    Reply send(String method, String path, String body, String... headers) {
        return sent(method, path, body == null ? null : BodyPublishers.ofString(body), headers);
    }

    /** Sends the body unchanged; it need not be text. */
    Reply sendBytes(String method, String path, byte[] body) {
        return sent(method, path, BodyPublishers.ofByteArray(body));
    }

    private Reply sent(String method, String path, HttpRequest.BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(service + path.substring(1)))
                .method(method, body == null ? BodyPublishers.noBody() : body);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body != null && !List.of(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Reply(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    response.headers().firstValue("ETag").orElse(""),
                    response.headers().firstValue("Location").orElse(""),
                    response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The path of a new sequence. */
    String create(String name) {
        Reply created = post("/sequences", Json.text(Map.of("name", name))).expect(201);
        return "/sequences/" + created.json().path("id").asText();
    }

    Reply draw(String path, String graph) {
        return send("PUT", path + "/draft", "{\"graph\": " + graph + "}");
    }

    /** The path of a new sequence that is active. */
    String createActive(String name) {
        String path = create(name);
        draw(path, Drawings.STORY).expect(200);
        post(path + "/activate", null).expect(200);
        return path;
    }
}
