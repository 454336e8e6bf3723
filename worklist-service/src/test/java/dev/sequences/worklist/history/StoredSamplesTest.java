package dev.sequences.worklist.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.chassis.eventlog.EventNames;
import dev.sequences.chassis.json.Json;
import dev.sequences.worklist.EventSamples;
import dev.sequences.worklist.wiring.WorklistWiring;
import dev.sequences.worklist.workitem.model.WorkItemEvent;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Stored events stay readable. Files under {@code history} are never edited; new ones are added. */
class StoredSamplesTest {

    private static final EventNames NAMES = WorklistWiring.names();

    static Stream<String> storedNames() {
        return NAMES.all().keySet().stream().sorted();
    }

    @Test
    void hasASampleOfEveryStoredEvent() {
        assertThat(EventSamples.byStoredName().keySet())
                .containsExactlyInAnyOrderElementsOf(NAMES.all().keySet());
    }

    @ParameterizedTest
    @MethodSource("storedNames")
    void readsEveryStoredSample(String name) throws IOException {
        Map<String, WorkItemEvent> samples = EventSamples.byStoredName();
        WorkItemEvent expected = samples.get(name);
        String file =
                "/history/" + name + "/v" + NAMES.nameOf(expected.getClass()).revision() + ".json";
        try (InputStream stored = StoredSamplesTest.class.getResourceAsStream(file)) {
            assertThat(stored).as(file).isNotNull();
            byte[] bytes = stored.readAllBytes();
            assertThat(Json.read(bytes, NAMES.typeOf(name))).isEqualTo(expected);
            assertThat(Json.MAPPER.readTree(Json.bytes(expected))).isEqualTo(Json.MAPPER.readTree(bytes));
        }
    }
}
