package dev.sequences.chassis.flow;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Export of traces. */
@ConfigMapping(prefix = "sequences.traces")
public interface TraceSettings {

    /** Base URL of an OTLP/HTTP receiver, e.g. {@code http://localhost:4318}. Unset: no spans are recorded. */
    Optional<String> endpoint();

    /** Fraction of the traces to record, from 0.0 to 1.0. */
    @WithDefault("1.0")
    double samplingRatio();
}
