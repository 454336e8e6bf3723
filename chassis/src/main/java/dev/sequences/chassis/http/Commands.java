package dev.sequences.chassis.http;

import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.flow.LogFields;
import dev.sequences.chassis.flow.Traces;
import dev.sequences.chassis.security.Caller;
import dev.sequences.chassis.unit.IdempotencyKey;
import dev.sequences.chassis.unit.UnitWork;
import dev.sequences.chassis.unit.Units;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** Runs a unit of work for the current HTTP request. The response is sent only after the commit. */
@ApplicationScoped
public class Commands {

    private final Units units;
    private final Caller caller;
    private final RequestContext context;
    private final Traces traces;

    Commands(Units units, Caller caller, RequestContext context, Traces traces) {
        this.units = units;
        this.caller = caller;
        this.context = context;
        this.traces = traces;
    }

    /**
     * Runs {@code work} once per caller and {@code Idempotency-Key}: a retry with the same body returns the first answer; a different body
     * is refused.
     *
     * @param body the request body, to recognize a retry; null if there is none
     */
    public Response run(@Nullable Object body, UnitWork<Answer> work) {
        return run(body, List.of(), work);
    }

    /**
     * Like {@link #run(Object, UnitWork)}, for work that loads these aggregates: one query reads the aggregates of all commands that share
     * a transaction.
     */
    public Response run(@Nullable Object body, Collection<String> aggregateIds, UnitWork<Answer> work) {
        IdempotencyKey key = context.idempotencyKey()
                .map(k -> IdempotencyKey.of(caller.user(), k, context.path(), body))
                .orElse(null);
        MDC.put(LogFields.ACTOR, caller.user());
        if (!traces.isEnabled()) {
            return response(units.runOnce(key, aggregateIds, work));
        }
        Instant begin = Instant.now();
        try {
            return response(units.runOnce(key, aggregateIds, work));
        } finally {
            traces.record(
                    "unit",
                    Traces.Kind.INTERNAL,
                    context.trace().child(),
                    begin,
                    Map.of(
                            "sequences.actor",
                            caller.user(),
                            "sequences.aggregate_ids",
                            String.join(" ", aggregateIds)));
        }
    }

    /** As an HTTP response. */
    public static Response response(Answer answer) {
        Response.ResponseBuilder response = Response.status(answer.status());
        if (answer.body() != null) {
            response.entity(answer.body());
        }
        if (answer.location() != null) {
            response.location(URI.create(answer.location()));
        }
        if (answer.version() != null) {
            response.header(HttpHeaders.ETAG, '"' + answer.version().toString() + '"');
        }
        return response.build();
    }
}
