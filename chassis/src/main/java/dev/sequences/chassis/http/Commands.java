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

/** From an HTTP request to a unit of work and back. The answer leaves only after the commit. */
@ApplicationScoped
public class Commands {

    private final Units units;
    private final Traces traces;

    Commands(Units units, Traces traces) {
        this.units = units;
        this.traces = traces;
    }

    /**
     * Runs {@code work} once per {@code Idempotency-Key} and caller: a repeat with the same body gets the first answer, one
     * with another body is refused.
     *
     * @param request the request body, for recognising a repeat; null when there is none
     */
    public Response run(Caller caller, @Nullable Object request, UnitWork<Answer> work) {
        return run(caller, request, List.of(), work);
    }

    /**
     * As {@link #run(Caller, Object, UnitWork)}, for work that is known to load these aggregates: those of all commands that
     * share a transaction are read in one query.
     */
    public Response run(
            Caller caller, @Nullable Object request, Collection<String> aggregateIds, UnitWork<Answer> work) {
        IdempotencyKey key = caller.idempotencyKey()
                .map(k -> IdempotencyKey.of(caller.user(), k, caller.path(), request))
                .orElse(null);
        MDC.put(LogFields.ACTOR, caller.user());
        if (!traces.on()) {
            return response(units.runOnce(key, aggregateIds, work));
        }
        Instant begin = Instant.now();
        try {
            return response(units.runOnce(key, aggregateIds, work));
        } finally {
            traces.ended(
                    "unit",
                    Traces.Kind.INTERNAL,
                    caller.trace().next(),
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
