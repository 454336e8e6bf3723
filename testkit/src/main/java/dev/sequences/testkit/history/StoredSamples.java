package dev.sequences.testkit.history;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.eventlog.EventLog;
import dev.sequences.chassis.eventlog.EventNames;
import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.eventlog.StoredRow;
import dev.sequences.chassis.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every stored event has a sample of each of its revisions in {@code src/test/resources/history/<name>/v<n>.json},
 * and the current code reads all of them. A sample is never edited: a changed event gets the next revision and an upcaster.
 *
 * <pre>{@code
 * class HistoryTest implements StoredSamples {
 *     public EventNames eventNames() {
 *         return new WorklistWiring().eventNames();
 *     }
 * }
 * }</pre>
 */
public interface StoredSamples {

    EventNames eventNames();

    @TestFactory
    default Stream<DynamicTest> everyRevisionEverStoredIsReadable() {
        return samplesOf(eventNames()).stream()
                .map(sample -> DynamicTest.dynamicTest(
                        sample.name() + " v" + sample.revision(), () -> Reader.check(eventNames(), sample)));
    }

    /** A required sample. */
    record Sample(String name, int revision, boolean newest, Class<?> type) {

        String path() {
            return "/history/" + name + "/v" + revision + ".json";
        }
    }

    private static List<Sample> samplesOf(EventNames names) {
        List<Sample> samples = new ArrayList<>();
        names.all().forEach((name, type) -> {
            int newest = Integer.parseInt(names.nameOf(type).revision());
            for (int revision = 1; revision <= newest; revision++) {
                samples.add(new Sample(name, revision, revision == newest, type));
            }
        });
        samples.sort(Comparator.comparing(Sample::name).thenComparing(Sample::revision));
        return samples;
    }

    /** Reads samples like the event store: by name and revision, through the upcasters. */
    final class Reader {

        private Reader() {}

        static void check(EventNames names, Sample sample) throws IOException {
            byte[] stored = bytes(sample);
            List<Recorded<?>> read = new EventLog(names)
                    .decode(List.of(new StoredRow(
                            "sample",
                            "sample",
                            0,
                            "01900000-0000-7000-8000-000000000000",
                            "2026-05-04T08:00:00Z",
                            sample.name(),
                            Integer.toString(sample.revision()),
                            stored,
                            "{}".getBytes(StandardCharsets.UTF_8))));
            if (read.size() != 1 || !sample.type().isInstance(read.getFirst().event())) {
                throw new AssertionError(sample.path() + " is not read as "
                        + sample.type().getSimpleName() + " but as " + read
                        + ". Stored events are kept forever: add an upcaster to history/.");
            }
            if (sample.newest()) {
                requireEveryField(sample, stored, read.getFirst().event());
            }
        }

        /** Finds fields of the sample that the type no longer has; they would be lost silently. */
        private static void requireEveryField(Sample sample, byte[] stored, Object event) throws IOException {
            JsonNode was = Json.MAPPER.readTree(stored);
            JsonNode is = Json.MAPPER.readTree(Json.bytes(event));
            if (!was.equals(is)) {
                throw new AssertionError(
                        sample.path() + " contains\n  " + was + "\nbut the current type writes\n  " + is
                                + "\nA changed event gets the next revision in EventNames, a sample next to this one and an"
                                + " upcaster; the old sample stays unchanged.");
            }
        }

        private static byte[] bytes(Sample sample) {
            try (InputStream content = StoredSamples.class.getResourceAsStream(sample.path())) {
                if (content == null) {
                    throw new AssertionError(
                            "src/test/resources" + sample.path() + " is missing: store one " + sample.name()
                                    + " there exactly as stored in the event table; it never changes afterwards.");
                }
                return content.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
