package dev.sequences.chassis.security;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.flow.TraceParent;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonString;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** The person behind the present request. Read it before handing work to a unit: units run on another thread. */
@RequestScoped
public class Caller {

    private static final int LONGEST_KEY = 200;
    private static final Pattern CORRELATION = Pattern.compile("[A-Za-z0-9._:-]{1,100}");

    private final SecurityIdentity identity;
    private final HttpHeaders headers;
    private final UriInfo uri;
    private @Nullable TraceParent trace;

    Caller(SecurityIdentity identity, HttpHeaders headers, UriInfo uri) {
        this.identity = identity;
        this.headers = headers;
        this.uri = uri;
    }

    /** User id, the token's {@code upn} or {@code sub}. */
    public String user() {
        return identity.getPrincipal().getName();
    }

    /** Path and query of the request. */
    public String path() {
        return uri.getRequestUri().getRawPath() + '?' + uri.getRequestUri().getRawQuery();
    }

    public boolean is(String role) {
        return identity.hasRole(role);
    }

    /** Ids of the teams the caller is in, the token's {@code teams}; none when it says nothing. */
    public Set<String> teams() {
        Object claim = claim("teams");
        return claim instanceof Collection<?> teams
                ? teams.stream().map(Caller::text).collect(Collectors.toUnmodifiableSet())
                : Set.of();
    }

    /** The part of the organisation the caller works in, the token's {@code business_unit}; null when it says nothing. */
    public @Nullable String businessUnit() {
        Object claim = claim("business_unit");
        String unit = claim == null ? "" : text(claim);
        return unit.isBlank() ? null : unit;
    }

    private @Nullable Object claim(String name) {
        return identity.getPrincipal() instanceof JsonWebToken token ? token.getClaim(name) : null;
    }

    /** A claim of our own comes as the parser's JSON value, which prints text with its quotes. */
    private static String text(Object claim) {
        return claim instanceof JsonString json ? json.getString() : claim.toString();
    }

    /** {@code X-Correlation-Id} of the request; the trace id when it is missing or no good. */
    public String correlationId() {
        String asked = headers.getHeaderString("X-Correlation-Id");
        return asked == null || !CORRELATION.matcher(asked).matches() ? trace().traceId() : asked;
    }

    /** This request as a hop of its trace; the first one when the caller sends no {@code traceparent}. */
    public TraceParent trace() {
        TraceParent known = trace;
        if (known == null) {
            known = TraceParent.continued(headers.getHeaderString("traceparent"));
            trace = known;
        }
        return known;
    }

    /** Actor, correlation id and trace of this request. */
    public Cause cause() {
        return new Cause(user(), correlationId(), null, trace().toString());
    }

    /** {@code Idempotency-Key}, up to 200 characters. */
    public Optional<String> idempotencyKey() {
        String key = headers.getHeaderString("Idempotency-Key");
        if (key == null || key.isBlank()) {
            return Optional.empty();
        }
        if (key.length() > LONGEST_KEY) {
            throw Problem.unreadable(
                    "idempotency-key-too-long",
                    "Idempotency-Key",
                    "The key has " + key.length() + " characters.",
                    "Use at most " + LONGEST_KEY + ", e.g. a UUID.");
        }
        return Optional.of(key);
    }

    /** The version in {@code If-Match}; null when the caller gives none or {@code *}. */
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
                // Answered below.
            }
        }
        throw Problem.unreadable(
                "etag-unreadable",
                "If-Match",
                "If-Match is not an entity tag of ours.",
                "Send the ETag as it was given, with its quotes.");
    }
}
