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
 * Explains to the caller why a body is too large: the server's own limit closes the request without a body. Runs before that limit and checks
 * {@code Content-Length}; a body without it is counted while it is read ({@link UnannouncedBodies}).
 *
 * <p>{@code sequences.http.max-body-size} limits every path except those in {@code sequences.http.large-body-paths}, whose
 * limit is {@code quarkus.http.limits.max-body-size}.
 */
@ApplicationScoped
class BodyLimit {

    private static final int BEFORE_SERVER_LIMIT = 90;
    private static final int AFTER_SERVER_LIMIT = 1;
    private static final Long UNLIMITED = -1L;
    private static final long MAX_DISCARDED_BYTES = 16 * 1_048_576;
    private static final Duration MAX_DISCARD_TIME = Duration.ofSeconds(5);
    private static final Set<HttpMethod> METHODS_WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

    private final MeterRegistry metrics;
    private final long maxBody;
    private final long maxLargeBody;
    private final List<String> exempt;

    BodyLimit(MeterRegistry metrics, HttpSettings settings, VertxHttpConfig server) {
        this.metrics = metrics;
        this.maxBody = settings.maxBodySize().asLongValue();
        this.maxLargeBody =
                server.limits().maxBodySize().map(MemorySize::asLongValue).orElse(Long.MAX_VALUE);
        this.exempt = settings.largeBodyPaths().orElse(List.of());
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_SERVER_LIMIT);
        filters.register(this::overrideServerLimit, AFTER_SERVER_LIMIT);
    }

    /** The server has one limit for all paths; the body reader takes the limit of this path from the routing context. */
    private void overrideServerLimit(RoutingContext context) {
        context.put(
                VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, hasUnknownLength(context.request()) ? UNLIMITED : of(context));
        context.next();
    }

    /** Whether the request may have a body of unknown length. */
    static boolean hasUnknownLength(HttpServerRequest request) {
        return METHODS_WITH_BODY.contains(request.method())
                && request.getHeader(HttpHeaders.CONTENT_LENGTH) == null
                && (request.version() == HttpVersion.HTTP_2
                        || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null);
    }

    /** Maximum body size of this path, in bytes. */
    long of(RoutingContext context) {
        String path = context.request().path();
        return exempt.stream().anyMatch(large -> isCovered(path, large)) ? maxLargeBody : maxBody;
    }

    private static boolean isCovered(String path, String large) {
        return large.endsWith("*") ? path.startsWith(large.substring(0, large.length() - 1)) : path.equals(large);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        long limit = of(context);
        if (contentLength(request) <= limit) {
            context.next();
            return;
        }
        Problem problem = Problems.tooLarge(limit);
        metrics.counter("sequences.http.problems", "code", problem.code()).increment();
        context.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemAnswers.MEDIA_TYPE);
        closeConnectionAfterResponse(context);
        context.end(text(problem));
    }

    /**
     * Closes an HTTP/1 connection whose body is not read; in HTTP/2 only the stream ends. Closing while the caller is still sending resets the
     * connection and loses the response, so part of the remaining body is read and discarded first, limited in size and time.
     */
    static void closeConnectionAfterResponse(RoutingContext context) {
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
            AtomicLong left = new AtomicLong(MAX_DISCARDED_BYTES);
            request.handler(part -> {
                if (left.addAndGet(-part.length()) < 0) {
                    connection.close();
                }
            });
            request.endHandler(end -> connection.close());
            request.exceptionHandler(failure -> connection.close());
            request.resume();
            // Not cancelled at the end of the body: closing twice is harmless, and the connection's close handler
            // belongs
            // to the server.
            context.vertx().setTimer(MAX_DISCARD_TIME.toMillis(), late -> connection.close());
        });
    }

    private static long contentLength(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            // The server rejects an invalid length.
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
