package dev.sequences.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sequences.local.SuiteEndpoints;
import dev.sequences.local.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * HTTP client of the five services. Retries every call for a while, because a service may stop and restart at any time. Every call that
 * changes something carries an idempotency key, so that a retry takes effect once.
 */
final class SuiteClient implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration RETRY_PERIOD = Duration.ofMinutes(3);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration UPLOAD_TIMEOUT = Duration.ofMinutes(10);
    private static final Duration OUTAGE_NOTICE_DELAY = Duration.ofSeconds(2);

    private final SuiteEndpoints suite;
    private final Tokens tokens;
    private final Consumer<String> notice;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Map<User, String> bearers = new ConcurrentHashMap<>();
    private final Map<Service, Long> outageSince = new ConcurrentHashMap<>();
    private final Map<Service, Boolean> reported = new ConcurrentHashMap<>();

    /** The services by their short names. */
    enum Service {
        DESIGNER(SuiteEndpoints::designer),
        ENROLLMENT(SuiteEndpoints::enrollment),
        WORKLIST(SuiteEndpoints::worklist),
        SEGMENT(SuiteEndpoints::segment),
        INSIGHTS(SuiteEndpoints::insights);

        private final Function<SuiteEndpoints, URI> address;

        Service(Function<SuiteEndpoints, URI> address) {
            this.address = address;
        }

        String shortName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A user with roles. */
    record User(String name, List<String> roles) {

        static User seller(String name) {
            return new User(name, List.of("salesperson"));
        }

        static User manager(String name) {
            return new User(name, List.of("sequence-manager", "sales-manager"));
        }
    }

    /**
     * The final answer of a service.
     *
     * @param uncertain an earlier attempt of this call got no answer, so it may already have taken effect
     */
    record Answer(int status, JsonNode body, boolean uncertain) {

        boolean ok() {
            return status / 100 == 2;
        }

        String problem() {
            var detail = body.path("detail").asText(body.path("title").asText(""));
            var code = body.path("code").asText("");
            return "%d%s%s".formatted(status, code.isEmpty() ? "" : " " + code, detail.isEmpty() ? "" : ": " + detail);
        }
    }

    SuiteClient(SuiteEndpoints suite, Tokens tokens, Consumer<String> notice) {
        this.suite = suite;
        this.tokens = tokens;
        this.notice = notice;
    }

    JsonNode get(Service service, User user, String path) {
        var answer = call(service, user, path, request -> request.GET(), ANSWER_TIMEOUT);
        return required(answer, service, "GET", path).body();
    }

    /** As {@link #get}, but the caller checks the status. */
    Answer tryGet(Service service, User user, String path) {
        return call(service, user, path, request -> request.GET(), ANSWER_TIMEOUT);
    }

    JsonNode post(Service service, User user, String path, String key, @Nullable Object body) {
        return required(tryPost(service, user, path, key, body), service, "POST", path)
                .body();
    }

    /** As {@link #post}, but the caller checks the status. */
    Answer tryPost(Service service, User user, String path, String key, @Nullable Object body) {
        return send(service, user, path, "POST", key, body);
    }

    JsonNode put(Service service, User user, String path, String key, Object body) {
        return required(send(service, user, path, "PUT", key, body), service, "PUT", path)
                .body();
    }

    /** Sends a body of any size; the caller checks the status. */
    Answer upload(Service service, User user, String path, String key, String contentType, BodyPublisher body) {
        return call(
                service,
                user,
                path,
                request -> request.header("Idempotency-Key", key)
                        .header("Content-Type", contentType)
                        .POST(body),
                UPLOAD_TIMEOUT);
    }

    URI address(Service service) {
        return service.address.apply(suite);
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private Answer send(Service service, User user, String path, String method, String key, @Nullable Object body) {
        var publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json(body));
        return call(
                service,
                user,
                path,
                request -> {
                    request.header("Idempotency-Key", key);
                    if (body != null) {
                        request.header("Content-Type", "application/json");
                    }
                    return request.method(method, publisher);
                },
                ANSWER_TIMEOUT);
    }

    private Answer call(
            Service service,
            User user,
            String path,
            Function<HttpRequest.Builder, HttpRequest.Builder> method,
            Duration timeout) {
        var request = method.apply(HttpRequest.newBuilder(address(service).resolve(path))
                        .timeout(timeout)
                        .header("Accept", "application/json, application/problem+json")
                        .header("Authorization", "Bearer " + bearer(user)))
                .build();
        var retryUntil = System.nanoTime() + RETRY_PERIOD.toNanos();
        var uncertain = false;
        String failure;
        for (var attempt = 1; ; attempt++) {
            try {
                var response = http.send(request, BodyHandlers.ofByteArray());
                var status = response.statusCode();
                if (status < 500 && status != 429) {
                    onAnswer(service);
                    return new Answer(status, body(response), uncertain);
                }
                failure = new Answer(status, body(response), uncertain).problem();
                uncertain |= status >= 500;
            } catch (IOException e) {
                failure = e.getMessage() == null ? "connection refused" : e.getMessage();
                uncertain = true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DemoFailure("The demo was interrupted.");
            }
            onNoAnswer(service, failure);
            if (System.nanoTime() > retryUntil) {
                throw new DemoFailure("%s at %s has not answered for %d s (%s %s: %s)."
                        .formatted(
                                service.shortName(),
                                address(service),
                                RETRY_PERIOD.toSeconds(),
                                request.method(),
                                path,
                                failure));
            }
            Progress.pause(Math.min(1_000, 50L << Math.min(attempt, 5)));
        }
    }

    private Answer required(Answer answer, Service service, String method, String path) {
        if (!answer.ok()) {
            throw new DemoFailure(
                    "%s refused %s %s: %s".formatted(service.shortName(), method, path, answer.problem()));
        }
        return answer;
    }

    private String bearer(User user) {
        return bearers.computeIfAbsent(
                user, one -> tokens.token(one.name(), one.roles().toArray(String[]::new)));
    }

    private void onNoAnswer(Service service, String failure) {
        var since = outageSince.computeIfAbsent(service, any -> System.nanoTime());
        if (System.nanoTime() - since > OUTAGE_NOTICE_DELAY.toNanos() && reported.put(service, true) == null) {
            notice.accept("%s does not answer (%s); retrying".formatted(service.shortName(), failure));
        }
    }

    private void onAnswer(Service service) {
        var since = outageSince.remove(service);
        if (since != null && reported.remove(service) != null) {
            notice.accept(
                    "%s answers again after %.1f s".formatted(service.shortName(), (System.nanoTime() - since) / 1e9));
        }
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The demo cannot write a request as JSON", e);
        }
    }

    private static JsonNode body(HttpResponse<byte[]> response) {
        if (response.body().length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            return JSON.createObjectNode().put("detail", new String(response.body(), StandardCharsets.UTF_8).strip());
        }
    }
}
