package dev.sequences.benchmarks.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sequences.local.Component;
import dev.sequences.local.Ports;
import dev.sequences.local.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Calls the services like their users: HTTP/1.1 with persistent connections, one bearer token per user, no retries. */
public final class SuiteCalls implements AutoCloseable {

    /** A user with every role except salesperson. */
    public static final User MANAGER = new User("bench-manager", "sequence-manager", "sales-manager");

    public static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);

    private final Ports ports;
    private final Tokens tokens;
    private final Map<String, String> bearers = new ConcurrentHashMap<>();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** A user with roles. */
    @SuppressWarnings("ArrayRecordComponent") // Instances are never compared.
    public record User(String name, String... roles) {

        public static User seller(String name) {
            return new User(name, "salesperson");
        }
    }

    /** The response of a service. */
    @SuppressWarnings("ArrayRecordComponent") // Instances are never compared.
    public record Answer(int status, byte[] body) {

        public boolean ok() {
            return status / 100 == 2;
        }

        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Returns the status and the problem code of a failed call. */
        public String problem() {
            try {
                return status + " " + JSON.readTree(body).path("code").asText("");
            } catch (IOException e) {
                return Integer.toString(status);
            }
        }
    }

    public SuiteCalls(Ports ports, Tokens tokens) {
        this.ports = ports;
        this.tokens = tokens;
    }

    /** @throws IOException when there was no answer; the call may have taken effect */
    public Answer send(User user, String method, Component service, String path, @Nullable Object body)
            throws IOException {
        return send(user, method, service, path, body, "application/json", null);
    }

    /** As {@link #send(User, String, Component, String, Object)}, with an idempotency key, so that a retry returns the first answer. */
    public Answer create(User user, Component service, String path, @Nullable Object body) throws IOException {
        return send(
                user,
                "POST",
                service,
                path,
                body,
                "application/json",
                UUID.randomUUID().toString());
    }

    /** Sends a call that must succeed, to prepare a measurement. */
    public JsonNode must(User user, String method, Component service, String path, @Nullable Object body) {
        return must(user, method, service, path, body, "application/json");
    }

    /** @param body serialized as JSON unless it is a byte array */
    public JsonNode must(
            User user, String method, Component service, String path, @Nullable Object body, String contentType) {
        try {
            var answer = send(user, method, service, path, body, contentType, null);
            if (!answer.ok()) {
                throw new BenchFailure("%s refused %s %s: %s"
                        .formatted(service.id(), method, path, new String(answer.body(), StandardCharsets.UTF_8)));
            }
            return answer.json();
        } catch (IOException e) {
            throw new BenchFailure("%s gave no answer to %s %s: %s".formatted(service.id(), method, path, e), e);
        }
    }

    private Answer send(
            User user,
            String method,
            Component service,
            String path,
            @Nullable Object body,
            String contentType,
            @Nullable String key)
            throws IOException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port(ports) + path))
                .timeout(ANSWER_WITHIN)
                .header("Authorization", bearer(user));
        if (body != null) {
            request.header("Content-Type", contentType);
        }
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        var content = body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(bytes(body));
        try {
            var response = http.send(request.method(method, content).build(), BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("interrupted", e);
        }
    }

    private String bearer(User user) {
        return bearers.computeIfAbsent(user.name(), name -> "Bearer " + tokens.token(name, user.roles()));
    }

    private static byte[] bytes(Object body) {
        if (body instanceof byte[] bytes) {
            return bytes;
        }
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A request of the benchmark cannot be written as JSON", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
