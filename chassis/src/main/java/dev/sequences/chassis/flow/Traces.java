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
 * Sends spans over OTLP to {@code sequences.traces.endpoint}; without an endpoint nothing is recorded, and no class of the SDK is
 * loaded. Each hop has an id even when it is not recorded, since requests and messages carry it; a span is recorded when the hop has
 * ended, under that id. See ADR 0014.
 */
@ApplicationScoped
public class Traces {

    /** Span kinds as in OpenTelemetry. */
    public enum Kind {
        /** Handles a request. */
        SERVER,
        /** Work inside the service. */
        INTERNAL,
        /** Sends a message to a topic. */
        PRODUCER,
        /** Processes a message from a topic. */
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

    /** Returns an instance that records nothing. */
    public static Traces off() {
        return new Traces();
    }

    /** Whether spans are recorded. If not, callers need not prepare them. */
    public boolean isEnabled() {
        return spans != null;
    }

    /**
     * Records a hop that ends now. Never blocks: spans that exceed the export rate are dropped.
     *
     * @param attributes named by OpenTelemetry's semantic conventions where they define a name
     */
    public void record(String name, Kind kind, TraceParent hop, Instant begin, Map<String, String> attributes) {
        OtlpSpans exporter = spans;
        if (exporter != null && hop.sampled()) {
            exporter.record(name, kind, hop, begin, Instant.now(), attributes);
        }
    }

    void stop(@Observes @Priority(9900) ShutdownEvent event) {
        if (spans != null) {
            spans.close();
        }
    }
}
