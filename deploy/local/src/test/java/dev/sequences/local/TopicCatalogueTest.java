package dev.sequences.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sequences.local.TopicCatalogue.DeclaredTopic;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicCatalogueTest {

    private final TopicCatalogue catalogue =
            TopicCatalogue.local(ProjectHome.find().topics());

    @Test
    void declaresEveryTopicOfTheContractOnce() {
        assertThat(catalogue.names())
                .doesNotHaveDuplicates()
                .contains(
                        "sequences.definitions",
                        "sequences.enrollments",
                        "sequences.work-items",
                        "sequences.segments",
                        "sequences.assignments",
                        "sequences.sellers",
                        "crm.records",
                        "crm.activities");
    }

    @Test
    void keepsBusinessEventsForever() {
        assertThat(topic("sequences.enrollments").configuration())
                .containsEntry("cleanup.policy", "delete")
                .containsEntry("retention.ms", "-1")
                .containsEntry("retention.bytes", "-1");
    }

    @Test
    void compactsTheRecordsTopic() {
        assertThat(catalogue.topics()).allSatisfy(topic -> assertThat(topic.configuration())
                .containsEntry("max.message.bytes", Integer.toString(8 * 1024 * 1024)));
        assertThat(topic("crm.records").configuration()).containsEntry("cleanup.policy", "compact");
    }

    @Test
    void declaresADeadLetterTopicForEveryConsumer() {
        var deadLetters = topic("sequences.enrollments.worklist.enrollments.dead-letter");

        assertThat(deadLetters.partitions()).isEqualTo(1);
        assertThat(deadLetters.configuration()).containsEntry("retention.ms", Long.toString(365L * 24 * 3_600 * 1_000));
    }

    @Test
    void usesMorePartitionsAndReplicasInProduction() {
        var production = TopicCatalogue.read(ProjectHome.find().topics(), "production");

        assertThat(topic("sequences.enrollments").partitions()).isEqualTo(4);
        assertThat(production.topics())
                .filteredOn(topic -> topic.name().equals("sequences.enrollments"))
                .singleElement()
                .satisfies(topic -> {
                    assertThat(topic.partitions()).isEqualTo(24);
                    assertThat(topic.configuration()).containsEntry("min.insync.replicas", "2");
                });
    }

    @Test
    void namesTheFileWithAMisspelledField(@TempDir Path directory) throws Exception {
        var file = directory.resolve("topics.yaml");
        Files.writeString(
                file, Files.readString(ProjectHome.find().topics()).replaceFirst("cleanup: delete", "cleanUp: delete"));

        assertThatThrownBy(() -> TopicCatalogue.local(file))
                .isInstanceOf(LocalRunException.class)
                .hasMessageContaining("topics.yaml")
                .hasMessageContaining("cleanUp");
    }

    private DeclaredTopic topic(String name) {
        return catalogue.topics().stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
