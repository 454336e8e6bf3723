package dev.sequences.chassis.settings;

import dev.sequences.language.duration.FixedDuration;
import io.quarkus.runtime.configuration.DurationConverter;
import jakarta.annotation.Priority;
import java.time.Duration;
import org.eclipse.microprofile.config.spi.Converter;

/**
 * Reads durations of settings like those of sequences: every ISO-8601 duration of fixed length, such as {@code P2W} or {@code PT1.5H}. The forms
 * of Quarkus, such as {@code 10s}, remain valid.
 */
@Priority(300)
public final class FixedDurationConverter implements Converter<Duration> {

    private static final long serialVersionUID = 1L;

    @Override
    public Duration convert(String value) {
        return FixedDuration.parse(value.strip()).orElseGet(() -> DurationConverter.parseDuration(value));
    }
}
