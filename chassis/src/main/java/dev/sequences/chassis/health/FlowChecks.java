package dev.sequences.chassis.health;

import dev.sequences.chassis.intake.Intake;
import dev.sequences.chassis.intake.IntakeLag;
import dev.sequences.chassis.intake.WaitingIntake;
import dev.sequences.chassis.relay.Relay;
import dev.sequences.chassis.relay.RelayState;
import dev.sequences.chassis.timers.TimerPump;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.reactive.messaging.health.HealthReport;
import io.smallrye.reactive.messaging.providers.extension.HealthCenter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * The health group {@code flow} is down while the broker does not answer, events are not published, messages are not processed, or timers
 * do not fire. Each check recovers without a restart. Readiness is independent of it: commands and queries need the database alone, so
 * an unavailable broker does not take the service out of the load balancer.
 */
public final class FlowChecks {

    static final String GROUP = "flow";

    private FlowChecks() {}

    /** Whether each consumer is connected and subscribed, as the Kafka connector reports it. */
    @HealthGroup(FlowChecks.GROUP)
    @ApplicationScoped
    static class ConnectorCheck implements HealthCheck {

        private final HealthCenter channels;

        ConnectorCheck(HealthCenter channels) {
            this.channels = channels;
        }

        @Override
        public HealthCheckResponse call() {
            List<String> failing = channels.getReadiness().getChannels().stream()
                    .filter(channel -> !channel.isOk())
                    .map(HealthReport.ChannelInfo::getChannel)
                    .sorted()
                    .toList();
            return HealthCheckResponse.named("connector")
                    .status(failing.isEmpty())
                    .withData("failing", String.join(" ", failing))
                    .build();
        }
    }

    @HealthGroup(FlowChecks.GROUP)
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
    @HealthGroup(FlowChecks.GROUP)
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

    @HealthGroup(FlowChecks.GROUP)
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

    @HealthGroup(FlowChecks.GROUP)
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
