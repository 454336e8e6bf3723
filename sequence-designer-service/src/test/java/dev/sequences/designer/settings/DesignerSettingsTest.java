package dev.sequences.designer.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.testkit.settings.Defaults;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DesignerSettingsTest {

    @Test
    void pinsTheDefaults() {
        DesignerSettings settings = Defaults.of(DesignerSettings.class);

        assertThat(settings.maxActiveSequences()).isEqualTo(250);
        assertThat(settings.maxVersionsPerSequence()).isEqualTo(500);
        assertThat(settings.maxTagsPerLevel()).isEqualTo(100);
        assertThat(settings.maxTagsPerSequence()).isEqualTo(50);
        assertThat(settings.maxNodes()).isEqualTo(40);
        assertThat(settings.maxWait()).isEqualTo(Duration.ofDays(30));
        assertThat(settings.minAbTestShare()).isEqualTo(10);
        assertThat(settings.maxComparisons()).isEqualTo(50);
        assertThat(settings.maxDefinitionLength()).isEqualTo(1_000_000);
        assertThat(settings.externalMessageTemplates()).isTrue();
        assertThat(settings.callResults())
                .containsExactly("made", "received", "no-answer", "busy", "voicemail", "wrong-number", "cancelled");
        assertThat(settings.recordKinds()).isEmpty();
        assertThat(settings.maxConcurrentReads()).isZero();
    }
}
