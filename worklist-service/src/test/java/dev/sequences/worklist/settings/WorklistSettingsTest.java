package dev.sequences.worklist.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.testkit.settings.Defaults;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WorklistSettingsTest {

    @Test
    void hasTheDocumentedDefaults() {
        assertThat(Defaults.of(WorklistSettings.class).maxDueAge()).isEqualTo(Duration.ofDays(30));
    }
}
