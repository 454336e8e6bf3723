package dev.sequences.chassis.ids;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Stored and published ids depend on these values. */
class DerivedIdsTest {

    private static final UUID NAMESPACE = UUID.fromString("0190f6b6-0000-7000-8000-000000000001");

    @Test
    void derivesAVersion3UuidFromAText() {
        assertThat(DerivedIds.of(NAMESPACE + "/mail")).isEqualTo("88613665-8585-319b-a44c-cfc3cdb4be4e");
    }

    @Test
    void derivesAVersion5UuidFromANameInANamespace() {
        assertThat(DerivedIds.of(NAMESPACE, "work-item")).isEqualTo("53f7e2fb-219d-5b11-892f-4776b07747cf");
    }

    @Test
    void encodesNamesInUtf8() {
        assertThat(DerivedIds.of(UUID.fromString("6f0c2f0e-7d5e-4b1e-9d52-3f6c8f1d2a10"), "é"))
                .isEqualTo("261d7187-5cca-5bd7-a737-3978a5d19cf5");
    }
}
