package dev.sequences.chassis.http;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.flow.TraceParent;
import dev.sequences.chassis.security.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Correlation, trace and preconditions of the current request, from its headers. Read it before passing work to a unit: units run on
 * another thread.
 */
@RequestScoped
public class RequestContext {

    private static final int MAX_KEY_LENGTH = 200;
    private static final Pattern CORRELATION = Pattern.compile("[A-Za-z0-9._:-]{1,100}");

    private final Caller caller;
    private final HttpHeaders headers;
    private final UriInfo uri;
    private @Nullable TraceParent trace;

    RequestContext(Caller caller, HttpHeaders headers, UriInfo uri) {
        this.caller = caller;
        this.headers = headers;
        this.uri = uri;
    }

    /** Path and query of the request. */
    public String path() {
        return uri.getRequestUri().getRawPath() + '?' + uri.getRequestUri().getRawQuery();
    }

    /** {@code X-Correlation-Id} of the request; the trace id if the header is missing or malformed. */
    public String correlationId() {
        String sent = headers.getHeaderString("X-Correlation-Id");
        return sent == null || !CORRELATION.matcher(sent).matches() ? trace().traceId() : sent;
    }

    /** This request as a span of its trace; starts a new trace if the request has no {@code traceparent}. */
    public TraceParent trace() {
        TraceParent known = trace;
        if (known == null) {
            known = TraceParent.childOf(headers.getHeaderString("traceparent"));
            trace = known;
        }
        return known;
    }

    /** Actor, correlation id and trace of this request. */
    public Cause cause() {
        return new Cause(caller.user(), correlationId(), null, trace().toString());
    }

    /** {@code Idempotency-Key}, up to 200 characters; a longer one is a {@link Problem}. */
    public Optional<String> idempotencyKey() {
        String key = headers.getHeaderString("Idempotency-Key");
        if (key == null || key.isBlank()) {
            return Optional.empty();
        }
        if (key.length() > MAX_KEY_LENGTH) {
            throw Problem.unreadable(
                    "idempotency-key-too-long",
                    "Idempotency-Key",
                    "The key has " + key.length() + " characters.",
                    "Use at most " + MAX_KEY_LENGTH + " characters, e.g. a UUID.");
        }
        return Optional.of(key);
    }

    /** The version in {@code If-Match}; null if the header is missing or {@code *}. A malformed one is a {@link Problem}. */
    public @Nullable Long expectedVersion() {
        String tag = headers.getHeaderString(HttpHeaders.IF_MATCH);
        if (tag == null || tag.isBlank() || tag.trim().equals("*")) {
            return null;
        }
        String bare = tag.trim();
        if (bare.length() > 2 && bare.startsWith("\"") && bare.endsWith("\"")) {
            try {
                return Long.valueOf(bare.substring(1, bare.length() - 1));
            } catch (NumberFormatException e) {
                // Reported below.
            }
        }
        throw Problem.unreadable(
                "etag-unreadable",
                "If-Match",
                "If-Match is not an ETag of this service.",
                "Send the ETag exactly as received, including quotes.");
    }
}
