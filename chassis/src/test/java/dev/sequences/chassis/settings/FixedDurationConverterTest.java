package dev.sequences.chassis.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FixedDurationConverterTest {

    private static Duration read(String value) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withDefaultValue("setting", value)
                .build();
        return config.getValue("setting", Duration.class);
    }

    @Test
    void readsEveryDurationOfFixedLength() {
        assertThat(read("P2W")).isEqualTo(Duration.ofDays(14));
        assertThat(read("P1W2DT3H")).isEqualTo(Duration.ofDays(9).plusHours(3));
        assertThat(read("PT1.5H")).isEqualTo(Duration.ofMinutes(90));
        assertThat(read("P7D")).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void readsTheFormsOfQuarkus() {
        assertThat(read("10s")).isEqualTo(Duration.ofSeconds(10));
        assertThat(read("30")).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void refusesDurationsWithoutAFixedLength() {
        assertThatThrownBy(() -> read("P1M")).isInstanceOf(IllegalArgumentException.class);
    }
}
