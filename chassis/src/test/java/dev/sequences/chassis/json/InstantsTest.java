package dev.sequences.chassis.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantsTest {

    private static final long FIRST_SECOND =
            Instant.parse("-0002-01-01T00:00:00Z").getEpochSecond();
    private static final long LAST_SECOND =
            Instant.parse("+10002-01-01T00:00:00Z").getEpochSecond();

    record Moment(Instant at) {}

    @Test
    void writesAndReadsAsTheLibraryDoes() throws JsonProcessingException {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            int nanos =
                    switch (i % 4) {
                        case 0 -> 0;
                        case 1 -> random.nextInt(1_000) * 1_000_000;
                        case 2 -> random.nextInt(1_000_000) * 1_000;
                        default -> random.nextInt(1_000_000_000);
                    };
            Instant instant = Instant.ofEpochSecond(random.nextLong(FIRST_SECOND, LAST_SECOND), nanos);
            assertThat(Instants.text(instant)).isEqualTo(instant.toString());
            assertThat(Instants.parse(instant.toString())).isEqualTo(instant);
            String json = "{\"at\":\"" + instant + "\"}";
            assertThat(Json.text(new Moment(instant))).isEqualTo(json);
            assertThat(Json.MAPPER.readValue(json, Moment.class).at()).isEqualTo(instant);
        }
    }

    @Test
    void knowsTheEndsOfTheYearsWithFourDigits() {
        for (String text : new String[] {"0000-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z"}) {
            assertThat(Instants.parse(text)).isEqualTo(Instant.parse(text));
            assertThat(Instants.text(Instant.parse(text))).isEqualTo(text);
        }
        for (Instant far : new Instant[] {
            Instant.parse("0000-01-01T00:00:00Z").minusNanos(1),
            Instant.parse("9999-12-31T23:59:59.999999999Z").plusNanos(1),
            Instant.MIN,
            Instant.MAX
        }) {
            assertThat(Instants.text(far)).isEqualTo(far.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-05-04T24:00:00Z",
                "2026-05-04T23:59:60Z",
                "2026-05-04T08:00:00+02:00",
                "2024-02-29T08:00:00.1Z"
            })
    void takesWhatTheLibraryTakes(String text) {
        assertThat(Instants.parse(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Z",
                "2026-02-29T08:00:00Z",
                "2026-13-01T08:00:00Z",
                "2026-05-00T08:00:00Z",
                "2026-05-04T25:00:00Z",
                "2026-05-04T08:60:00Z",
                "2026-05-04T08:00:61Z",
                "2026-05-04T08:00:00.0000000001Z",
                "2026-05-04 08:00:00Z",
                "2026-05-04T08:00:0xZ",
                "2026-05-04T08:00:00.xZ",
                "2026-05-04T08:00:00",
                "٢٠٢٦-05-04T08:00:00Z"
            })
    void refusesWhatTheLibraryRefuses(String text) {
        assertThatThrownBy(() -> Instant.parse(text)).isInstanceOf(DateTimeParseException.class);
        assertThatThrownBy(() -> Instants.parse(text)).isInstanceOf(DateTimeParseException.class);
        assertThatThrownBy(() -> Json.MAPPER.readValue(Json.text(Map.of("at", text)), Moment.class))
                .isInstanceOf(JsonProcessingException.class);
    }
}
