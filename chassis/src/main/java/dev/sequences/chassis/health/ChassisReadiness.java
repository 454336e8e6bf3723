package dev.sequences.chassis.health;

import dev.sequences.chassis.intake.Intake;
import dev.sequences.chassis.relay.Relay;
import dev.sequences.chassis.relay.RelayState;
import dev.sequences.chassis.timers.TimerPump;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Down when facts do not get out, do not get in, or timers stand still. */
public final class ChassisReadiness {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private ChassisReadiness() {}

    @Readiness
    @ApplicationScoped
    static class RelayCheck implements HealthCheck {

        private final Relay relay;

        RelayCheck(Relay relay) {
            this.relay = relay;
        }

        @Override
        public HealthCheckResponse call() {
            RelayState state = relay.state();
            boolean up =
                    switch (state) {
                        case OFF, STANDBY -> true;
                        case STREAMING -> relay.silence().compareTo(PATIENCE) < 0;
                        case STARTING, RECOVERING -> false;
                    };
            return HealthCheckResponse.named("relay")
                    .status(up)
                    .withData("state", state.name().toLowerCase(java.util.Locale.ROOT))
                    .withData("silence", relay.silence().toMillis())
                    .withData("trouble", relay.trouble().orElse("none"))
                    .build();
        }
    }

    @Readiness
    @ApplicationScoped
    static class IntakeCheck implements HealthCheck {

        private final Intake intake;

        IntakeCheck(Intake intake) {
            this.intake = intake;
        }

        @Override
        public HealthCheckResponse call() {
            List<String> stalled = intake.stalled(PATIENCE);
            return HealthCheckResponse.named("intake")
                    .status(stalled.isEmpty())
                    .withData("stalled", String.join(" ", stalled))
                    .build();
        }
    }

    @Readiness
    @ApplicationScoped
    static class TimersCheck implements HealthCheck {

        private final TimerPump timers;

        TimersCheck(TimerPump timers) {
            this.timers = timers;
        }

        @Override
        public HealthCheckResponse call() {
            return HealthCheckResponse.named("timers")
                    .status(timers.sinceLastTurn().compareTo(PATIENCE) < 0)
                    .withData("sinceLastTurn", timers.sinceLastTurn().toMillis())
                    .build();
        }
    }
}
