package dev.sequences.chassis.flow;

import dev.sequences.chassis.settings.ServiceSettings;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends spans over OTLP to {@code sequences.traces.endpoint}; without an address nothing is recorded, and no class of the SDK is
 * loaded. Hops have their ids whether they are recorded or not, since these travel with every request and message: a span is told
 * when it is over, under the id that its hop has had all along. See ADR 0014.
 */
@ApplicationScoped
public class Traces {

    /** What a span is in a trace: who it was asked by, and whom it asks. */
    public enum Kind {
        /** Answers a request. */
        SERVER,
        /** Stays inside of the service. */
        INTERNAL,
        /** Puts a message on a topic. */
        PRODUCER,
        /** Takes a message from a topic. */
        CONSUMER
    }

    private final @Nullable OtlpSpans spans;

    @Inject
    Traces(TraceSettings settings, ServiceSettings identity) {
        this.spans = settings.endpoint()
                .map(address -> new OtlpSpans(identity.service(), address, settings.samplingRatio()))
                .orElse(null);
    }

    Traces() {
        this.spans = null;
    }

    /** Tells nothing to anybody. */
    public static Traces off() {
        return new Traces();
    }

    /** False: whatever is told is forgotten, so nothing has to be prepared for it. */
    public boolean on() {
        return spans != null;
    }

    /**
     * A hop that is over now. Never waits: when spans come faster than they can be sent, some are left out.
     *
     * @param attributes texts only; names of OpenTelemetry's conventions where there is one
     */
    public void ended(String name, Kind kind, TraceParent hop, Instant begin, Map<String, String> attributes) {
        OtlpSpans known = spans;
        if (known != null && hop.sampled()) {
            known.ended(name, kind, hop, begin, Instant.now(), attributes);
        }
    }

    void stop(@Observes @Priority(9900) ShutdownEvent event) {
        if (spans != null) {
            spans.close();
        }
    }
}
