package dev.sequences.chassis.health;

import dev.sequences.chassis.intake.Intake;
import dev.sequences.chassis.intake.IntakeLag;
import dev.sequences.chassis.intake.WaitingIntake;
import dev.sequences.chassis.relay.Relay;
import dev.sequences.chassis.relay.RelayState;
import dev.sequences.chassis.timers.TimerPump;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Readiness is down while the broker does not answer, events are not published, messages are not processed, or timers do not fire. Each
 * check recovers without a restart. The connection pool provides the check of the database.
 */
public final class ChassisReadiness {

    private ChassisReadiness() {}

    @Readiness
    @ApplicationScoped
    static class BrokerCheck implements HealthCheck {

        private final IntakeLag broker;
        private final Duration grace;

        BrokerCheck(IntakeLag broker, HealthSettings settings) {
            this.broker = broker;
            this.grace = settings.gracePeriod();
        }

        @Override
        public HealthCheckResponse call() {
            Duration silence = broker.sinceBrokerAnswered();
            return HealthCheckResponse.named("broker")
                    .status(silence.compareTo(grace) < 0)
                    .withData("millisSinceLastAnswer", silence.toMillis())
                    .withData("lastError", broker.brokerError().orElse("none"))
                    .build();
        }
    }

    /** A replica on standby is up only while another one publishes. */
    @Readiness
    @ApplicationScoped
    static class RelayCheck implements HealthCheck {

        private final Relay relay;
        private final Duration grace;

        RelayCheck(Relay relay, HealthSettings settings) {
            this.relay = relay;
            this.grace = settings.gracePeriod();
        }

        @Override
        public HealthCheckResponse call() {
            RelayState state = relay.state();
            Duration sinceLastChange = relay.sinceLastChange();
            boolean up =
                    switch (state) {
                        case OFF -> true;
                        case STANDBY, STREAMING -> sinceLastChange.compareTo(grace) < 0;
                        case STARTING, RECOVERING -> false;
                    };
            return HealthCheckResponse.named("relay")
                    .status(up)
                    .withData("state", state.name().toLowerCase(Locale.ROOT))
                    .withData("millisSinceLastChange", sinceLastChange.toMillis())
                    .withData("lastError", relay.lastError().orElse("none"))
                    .build();
        }
    }

    @Readiness
    @ApplicationScoped
    static class IntakeCheck implements HealthCheck {

        private final Intake intake;
        private final IntakeLag lag;
        private final WaitingIntake waiting;
        private final Duration grace;

        IntakeCheck(Intake intake, IntakeLag lag, WaitingIntake waiting, HealthSettings settings) {
            this.intake = intake;
            this.lag = lag;
            this.waiting = waiting;
            this.grace = settings.gracePeriod();
        }

        @Override
        public HealthCheckResponse call() {
            List<String> failing = intake.stalled(grace);
            List<String> idle = lag.idle(grace);
            List<String> unassigned = lag.unassigned(grace);
            return HealthCheckResponse.named("intake")
                    .status(failing.isEmpty() && idle.isEmpty() && unassigned.isEmpty())
                    .withData("failing", String.join(" ", failing))
                    .withData("idle", String.join(" ", idle))
                    .withData("withoutPartitions", String.join(" ", unassigned))
                    .withData("waiting", waiting.summary())
                    .build();
        }
    }

    @Readiness
    @ApplicationScoped
    static class TimersCheck implements HealthCheck {

        private final TimerPump timers;
        private final Duration grace;

        TimersCheck(TimerPump timers, HealthSettings settings) {
            this.timers = timers;
            this.grace = settings.gracePeriod();
        }

        @Override
        public HealthCheckResponse call() {
            return HealthCheckResponse.named("timers")
                    .status(timers.sinceLastRun().compareTo(grace) < 0)
                    .withData("millisSinceLastRun", timers.sinceLastRun().toMillis())
                    .build();
        }
    }
}
