package dev.sequences.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sequences.local.SuiteEndpoints;
import dev.sequences.local.Tokens;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
 * Speaks to the five services as anybody else would. A service may die and come back at any moment: every call is repeated for a
 * while, and every call that changes something carries an idempotency key, so that a repeat cannot have its effect twice.
 */
final class SuiteClient implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);
    private static final Duration UPLOAD_WITHIN = Duration.ofMinutes(10);
    private static final Duration SILENCE_WORTH_A_WORD = Duration.ofSeconds(2);

    private final SuiteEndpoints suite;
    private final Tokens tokens;
    private final Consumer<String> notice;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Map<User, String> bearers = new ConcurrentHashMap<>();
    private final Map<Service, Long> silentSince = new ConcurrentHashMap<>();
    private final Map<Service, Boolean> mentioned = new ConcurrentHashMap<>();

    /** The services by the words that people use. */
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

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Somebody with roles. */
    record User(String name, List<String> roles) {

        static User seller(String name) {
            return new User(name, List.of("salesperson"));
        }

        static User manager(String name) {
            return new User(name, List.of("sequence-manager", "sales-manager"));
        }
    }

    /**
     * What a service answered in the end.
     *
     * @param uncertain an earlier attempt of this call got no answer, so it may have had its effect already
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
        var answer = call(service, user, path, request -> request.GET(), ANSWER_WITHIN);
        return required(answer, service, "GET", path).body();
    }

    /** As {@link #get}, but the caller judges the status. */
    Answer tryGet(Service service, User user, String path) {
        return call(service, user, path, request -> request.GET(), ANSWER_WITHIN);
    }

    JsonNode post(Service service, User user, String path, String key, @Nullable Object body) {
        return required(tryPost(service, user, path, key, body), service, "POST", path)
                .body();
    }

    /** As {@link #post}, but the caller judges the status. */
    Answer tryPost(Service service, User user, String path, String key, @Nullable Object body) {
        return send(service, user, path, "POST", key, body);
    }

    JsonNode put(Service service, User user, String path, String key, Object body) {
        return required(send(service, user, path, "PUT", key, body), service, "PUT", path)
                .body();
    }

    /** Sends a body of any size; it is opened anew for a repeat. */
    JsonNode upload(Service service, User user, String path, String key, String contentType, Upload body) {
        BodyPublisher publisher = BodyPublishers.ofInputStream(() -> {
            try {
                return body.open();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        var answer = call(
                service,
                user,
                path,
                request -> request.header("Idempotency-Key", key)
                        .header("Content-Type", contentType)
                        .POST(publisher),
                UPLOAD_WITHIN);
        return required(answer, service, "POST", path).body();
    }

    /** A body that can be read from its start more than once. */
    @FunctionalInterface
    interface Upload {

        InputStream open() throws IOException;
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
        var publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(json(body));
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
                ANSWER_WITHIN);
    }

    private Answer call(
            Service service,
            User user,
            String path,
            Function<HttpRequest.Builder, HttpRequest.Builder> method,
            Duration within) {
        var request = method.apply(HttpRequest.newBuilder(address(service).resolve(path))
                        .timeout(within)
                        .header("Accept", "application/json, application/problem+json")
                        .header("Authorization", "Bearer " + bearer(user)))
                .build();
        var giveUpAt = System.nanoTime() + PATIENCE.toNanos();
        var uncertain = false;
        String trouble;
        for (var attempt = 1; ; attempt++) {
            try {
                var response = http.send(request, BodyHandlers.ofByteArray());
                var status = response.statusCode();
                if (status < 500 && status != 429) {
                    answered(service);
                    return new Answer(status, body(response), uncertain);
                }
                trouble = new Answer(status, body(response), uncertain).problem();
                uncertain |= status >= 500;
            } catch (IOException e) {
                trouble = e.getMessage() == null ? "connection refused" : e.getMessage();
                uncertain = true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoryBroken("The demo was interrupted.");
            }
            silent(service, trouble);
            if (System.nanoTime() > giveUpAt) {
                throw new StoryBroken("%s at %s has given no usable answer for %d s (%s %s: %s)."
                        .formatted(
                                service.word(),
                                address(service),
                                PATIENCE.toSeconds(),
                                request.method(),
                                path,
                                trouble));
            }
            Progress.pause(Math.min(1_000, 50L << Math.min(attempt, 5)));
        }
    }

    private Answer required(Answer answer, Service service, String method, String path) {
        if (!answer.ok()) {
            throw new StoryBroken("%s refused %s %s: %s".formatted(service.word(), method, path, answer.problem()));
        }
        return answer;
    }

    private String bearer(User user) {
        return bearers.computeIfAbsent(
                user, one -> tokens.token(one.name(), one.roles().toArray(String[]::new)));
    }

    private void silent(Service service, String trouble) {
        var since = silentSince.computeIfAbsent(service, any -> System.nanoTime());
        if (System.nanoTime() - since > SILENCE_WORTH_A_WORD.toNanos() && mentioned.put(service, true) == null) {
            notice.accept("%s does not answer (%s); trying again".formatted(service.word(), trouble));
        }
    }

    private void answered(Service service) {
        var since = silentSince.remove(service);
        if (since != null && mentioned.remove(service) != null) {
            notice.accept(
                    "%s answers again, after %.1f s".formatted(service.word(), (System.nanoTime() - since) / 1e9));
        }
    }

    private static byte[] json(Object body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A request of the demo cannot be written as JSON", e);
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
