package dev.sequences.enrollment.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.testkit.spec.Defaults;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EnrollmentSettingsTest {

    @Test
    void pinsTheDefaults() {
        assertThat(Defaults.of(EnrollmentSettings.class).recordTimeZoneField()).isEqualTo("timeZone");
    }

    @Test
    void pinsTheDefaultsOfTheOrganization() {
        OrganizationSettings organization = Defaults.of(OrganizationSettings.class);

        assertThat(organization.timeZone()).isEqualTo("UTC");
        assertThat(organization.workingDays()).containsExactly("monday", "tuesday", "wednesday", "thursday", "friday");
        assertThat(organization.workingHours()).isEqualTo("08:00-17:00");
        assertThat(organization.keepWorkingTime()).isFalse();
    }

    @Test
    void pinsTheDefaultsOfAbTests() {
        AbTestSettings abTests = Defaults.of(AbTestSettings.class);

        assertThat(abTests.evaluationInterval()).isEqualTo(Duration.ofHours(1));
        assertThat(abTests.minSample()).isEqualTo(100);
    }
}
