package dev.sequences.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IntakeConsumerTest {

    private static final String CHANNEL = "mp.messaging.incoming.";

    @Test
    void listsEveryConsumerOfTheServices() throws IOException {
        Set<IntakeConsumer> configured = new HashSet<>();
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            for (Path module :
                    modules.filter(path -> path.toString().endsWith("-service")).toList()) {
                consumers(module.resolve("src/main/resources/application.properties"), configured);
            }
        }
        assertThat(IntakeConsumer.ALL).containsExactlyInAnyOrderElementsOf(configured);
    }

    private static void consumers(Path settings, Set<IntakeConsumer> found) throws IOException {
        Properties properties = new Properties();
        try (Reader file = Files.newBufferedReader(settings)) {
            properties.load(file);
        }
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith(CHANNEL) && name.endsWith(".topic")) {
                String channel = name.substring(CHANNEL.length(), name.length() - ".topic".length());
                IntakeConsumer consumer = new IntakeConsumer(
                        properties.getProperty("sequences.service"), channel, properties.getProperty(name));
                assertThat(properties.getProperty(CHANNEL + channel + ".group.id"))
                        .isEqualTo(consumer.group());
                found.add(consumer);
            }
        }
    }
}
