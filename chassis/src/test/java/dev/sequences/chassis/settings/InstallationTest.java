package dev.sequences.chassis.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class InstallationTest {

    private final Installation staging = new Installation(() -> Optional.of("staging-2"));

    @Test
    void addsAndRemovesThePrefix() {
        assertThat(staging.onBroker("crm.records")).isEqualTo("staging-2.crm.records");
        assertThat(staging.inContracts("staging-2.crm.records")).isEqualTo("crm.records");
        assertThat(staging.slot("worklist")).isEqualTo("staging_2_worklist_relay");
    }

    @Test
    void keepsTheNamesOfAnUnnamedInstallation() {
        assertThat(Installation.UNNAMED.onBroker("crm.records")).isEqualTo("crm.records");
        assertThat(Installation.UNNAMED.inContracts("crm.records")).isEqualTo("crm.records");
        assertThat(Installation.UNNAMED.slot("worklist")).isEqualTo("worklist_relay");
    }

    @Test
    void refusesOtherCharacters() {
        assertThatThrownBy(() -> new Installation(() -> Optional.of("Staging_2")))
                .hasMessageContaining("sequences.installation is Staging_2");
    }
}
