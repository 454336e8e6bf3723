package dev.sequences.acceptance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Client of one service for one user. */
public final class Api {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final URI service;
    private final @Nullable String token;
    private final Map<String, String> headers;

    private Api(URI service, @Nullable String token, Map<String, String> headers) {
        this.service = service;
        this.token = token;
        this.headers = headers;
    }

    public static Api of(URI service, @Nullable String token) {
        return new Api(service, token, Map.of());
    }

    public Api with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Api(service, token, more);
    }

    /** A command repeated with the same key has its effect once. */
    public Api key(String idempotencyKey) {
        return with("Idempotency-Key", idempotencyKey);
    }

    public Reply get(String path) {
        return send("GET", path, null, null);
    }

    public Reply post(String path) {
        return send("POST", path, null, null);
    }

    public Reply post(String path, Object body) {
        return send("POST", path, text(body), "application/json");
    }

    public Reply post(String path, String contentType, String body) {
        return send("POST", path, body, contentType);
    }

    public Reply put(String path, Object body) {
        return send("PUT", path, text(body), "application/json");
    }

    public Reply patch(String path, Object body) {
        return send("PATCH", path, text(body), "application/json");
    }

    public Reply delete(String path) {
        return send("DELETE", path, null, null);
    }

    /** Throws {@link Unreachable} if there is no response; the outcome is then unknown. */
    public Reply send(String method, String path, @Nullable String body, @Nullable String contentType) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(service + path))
                .timeout(Duration.ofSeconds(40))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        headers.forEach(request::header);
        try {
            var answer = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Reply(answer.statusCode(), answer.headers(), answer.body());
        } catch (IOException e) {
            throw new Unreachable(method + " " + service + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable(method + " " + service + path, e);
        }
    }

    private static String text(Object body) {
        try {
            return body instanceof String ready ? ready : JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** No answer. */
    public static final class Unreachable extends RuntimeException {
        Unreachable(String request, Throwable cause) {
            super(request + ": " + cause, cause);
        }
    }
}
