package dev.sequences.chassis.kafka;

import dev.sequences.chassis.settings.KafkaSettings;
import dev.sequences.testkit.infra.Infrastructure;
import dev.sequences.testkit.settings.Defaults;
import java.util.Map;

/** The connection to the broker of the tests. */
public final class TestBroker {

    private TestBroker() {}

    public static KafkaConnection connection() {
        return new KafkaConnection(Defaults.with(
                KafkaSettings.class, Map.of("sequences.kafka.bootstrap-servers", Infrastructure.kafka())));
    }
}
