package dev.sequences.chassis.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.json.Json;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells a caller why a body is too large: the server's own limit answers without a word. Asked before that limit, by the length
 * that the request announces; a body of unknown length is counted while it is read ({@link UnannouncedBodies}).
 *
 * <p>{@code sequences.http.max-body-size} is the limit of every path but those in {@code sequences.http.large-body-paths}, whose
 * limit is {@code quarkus.http.limits.max-body-size}.
 */
@ApplicationScoped
class BodyLimit {

    private static final int BEFORE_THE_SERVERS_LIMIT = 90;
    private static final int AFTER_THE_SERVERS_LIMIT = 1;
    private static final Long UNLIMITED = -1L;
    private static final long MOST_THROWN_AWAY = 16 * 1_048_576;
    private static final Duration LONGEST_WAIT_FOR_THE_REST = Duration.ofSeconds(5);
    private static final Set<HttpMethod> MAY_BRING_A_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    private final MeterRegistry metrics;
    private final long largest;
    private final long largestOfAll;
    private final List<String> exempt;

    BodyLimit(MeterRegistry metrics, HttpSettings settings, VertxHttpConfig server) {
        this.metrics = metrics;
        this.largest = settings.maxBodySize().asLongValue();
        this.largestOfAll =
                server.limits().maxBodySize().map(MemorySize::asLongValue).orElse(Long.MAX_VALUE);
        this.exempt = settings.largeBodyPaths().orElse(List.of());
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_THE_SERVERS_LIMIT);
        filters.register(this::lower, AFTER_THE_SERVERS_LIMIT);
    }

    /** The server has one limit for all paths; what reads the body takes it from here. */
    private void lower(RoutingContext context) {
        context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, isUnannounced(context.request()) ? UNLIMITED : of(context));
        context.next();
    }

    /** A request that may bring a body and does not say how large it is. */
    static boolean isUnannounced(HttpServerRequest request) {
        return MAY_BRING_A_BODY.contains(request.method())
                && request.getHeader(HttpHeaders.CONTENT_LENGTH) == null
                && (request.version() == HttpVersion.HTTP_2
                        || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null);
    }

    /** Most bytes of a body at this path. */
    long of(RoutingContext context) {
        return exempt.contains(context.request().path()) ? largestOfAll : largest;
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        long limit = of(context);
        if (announced(request) <= limit) {
            context.next();
            return;
        }
        Problem problem = tooLarge(limit);
        metrics.counter("sequences.http.problems", "code", problem.code()).increment();
        context.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemAnswers.MEDIA_TYPE);
        endConnectionAfterAnswer(context);
        context.end(text(problem));
    }

    /**
     * Ends an HTTP/1 connection whose body nobody wants; in HTTP/2 only the stream ends. Closed while the caller is still sending, a
     * connection is reset and takes the answer with it, so some of the rest is read and thrown away first: long enough for an
     * honest caller, not for ever.
     */
    static void endConnectionAfterAnswer(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.version() == HttpVersion.HTTP_2) {
            return;
        }
        context.response().putHeader(HttpHeaders.CONNECTION, "close");
        context.addEndHandler(sent -> {
            HttpConnection connection = request.connection();
            if (request.isEnded()) {
                connection.close();
                return;
            }
            AtomicLong left = new AtomicLong(MOST_THROWN_AWAY);
            request.handler(part -> {
                if (left.addAndGet(-part.length()) < 0) {
                    connection.close();
                }
            });
            request.endHandler(end -> connection.close());
            request.exceptionHandler(gone -> connection.close());
            request.resume();
            // Not cancelled when all is read: closing twice does no harm, and the connection's close handler belongs to
            // the server.
            context.vertx().setTimer(LONGEST_WAIT_FOR_THE_REST.toMillis(), late -> connection.close());
        });
    }

    static Problem tooLarge(long limit) {
        return new Problem(
                413,
                "too-large",
                "Too large",
                "The request is larger than this path takes.",
                List.of(new Problem.Finding(
                        "too-large",
                        null,
                        "The request is larger than this path takes.",
                        "Send at most " + limit + " bytes at a time.")));
    }

    private static long announced(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            // The server answers what is no length.
            return 0;
        }
    }

    private static String text(Problem problem) {
        try {
            return Json.HTTP.writeValueAsString(ProblemAnswers.Document.of(problem));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
