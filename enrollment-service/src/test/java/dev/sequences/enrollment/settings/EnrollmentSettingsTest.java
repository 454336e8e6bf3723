package dev.sequences.enrollment.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.testkit.settings.Defaults;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EnrollmentSettingsTest {

    @Test
    void pinsTheDefaults() {
        EnrollmentSettings settings = Defaults.of(EnrollmentSettings.class);

        assertThat(settings.workingDays()).containsExactly("monday", "tuesday", "wednesday", "thursday", "friday");
        assertThat(settings.workingHours()).isEqualTo("08:00-17:00");
        assertThat(settings.keepWorkingTime()).isFalse();
        assertThat(settings.recordTimeZoneField()).isEqualTo("timeZone");
    }

    @Test
    void pinsTheDefaultsOfAbTests() {
        AbTestSettings abTests = Defaults.of(AbTestSettings.class);

        assertThat(abTests.evaluationInterval()).isEqualTo(Duration.ofHours(1));
        assertThat(abTests.minSample()).isEqualTo(100);
    }
}
