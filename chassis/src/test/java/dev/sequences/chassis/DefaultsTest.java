package dev.sequences.chassis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.chassis.flow.LogSettings;
import dev.sequences.chassis.flow.TraceSettings;
import dev.sequences.chassis.health.HealthSettings;
import dev.sequences.chassis.http.HttpSettings;
import dev.sequences.chassis.intake.DeadLetterSettings;
import dev.sequences.chassis.relay.RelaySettings;
import dev.sequences.chassis.settings.OrganizationSettings;
import dev.sequences.chassis.timers.TimerSettings;
import dev.sequences.chassis.unit.IdempotencySettings;
import dev.sequences.testkit.settings.Defaults;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** Operators rely on the defaults: a change of one belongs in the changelog. */
class DefaultsTest {

    @Test
    void pinsTheDefaultsOfTheLog() {
        assertThat(Defaults.of(LogSettings.class).format()).isEqualTo("auto");
    }

    @Test
    void pinsTheDefaultsOfTheOrganization() {
        assertThat(Defaults.of(OrganizationSettings.class).timeZone()).isEqualTo(ZoneId.of("UTC"));
    }

    @Test
    void pinsTheDefaultsOfTraces() {
        TraceSettings traces = Defaults.of(TraceSettings.class);

        assertThat(traces.endpoint()).isEmpty();
        assertThat(traces.samplingRatio()).isEqualTo(1.0);
    }

    @Test
    void pinsTheDefaultsOfHttp() {
        HttpSettings http = Defaults.of(HttpSettings.class);

        assertThat(http.host()).isEqualTo("127.0.0.1");
        assertThat(http.maxBodySize().asLongValue()).isEqualTo(2 * 1024 * 1024);
        assertThat(http.largeBodyPaths()).isEmpty();
    }

    @Test
    void pinsTheDefaultsOfIdempotency() {
        IdempotencySettings idempotency = Defaults.of(IdempotencySettings.class);

        assertThat(idempotency.retention()).isEqualTo(Duration.ofDays(7));
        assertThat(idempotency.purgeInterval()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void pinsTheDefaultsOfHealthTimersRelayAndDeadLetters() {
        assertThat(Defaults.of(HealthSettings.class).gracePeriod()).isEqualTo(Duration.ofSeconds(10));
        assertThat(Defaults.of(TimerSettings.class).maxThreads()).isEqualTo(8);
        assertThat(Defaults.of(RelaySettings.class).enabled()).isTrue();
        assertThat(Defaults.of(RelaySettings.class).maxBatchInterval()).isEqualTo(Duration.ofMillis(40));
        assertThat(Defaults.of(DeadLetterSettings.class).retryInterval()).isEqualTo(Duration.ofSeconds(30));
    }
}
