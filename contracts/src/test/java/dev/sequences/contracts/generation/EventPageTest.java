package dev.sequences.contracts.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.contracts.Headers;
import dev.sequences.contracts.catalogue.EventType;
import dev.sequences.contracts.catalogue.EventTypes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The page for subscribers matches the code. */
@ExtendWith(Renewal.class)
class EventPageTest {

    private static final List<EventType> EVENTS = EventTypes.ALL;
    private static final Pattern FENCE = Pattern.compile("```\\w*\\n(.*?)\\n```", Pattern.DOTALL);
    private static final String EXAMPLE_OF = "sequences.enrollment.step-completed.v1";

    private static String page;

    @BeforeAll
    static void readPage() {
        page = Published.read(Published.PAGE);
    }

    @ParameterizedTest
    @FieldSource("EVENTS")
    void listsEveryEvent(EventType type) {
        String summary = Published.json(SchemasTest.schemaOf(type.name()))
                .get("description")
                .textValue();

        assertThat(page).contains("| `%s` | %s |".formatted(type.name(), summary));
    }

    @ParameterizedTest
    @FieldSource("EVENTS")
    void listsEveryPersonalField(EventType type) {
        for (Map.Entry<String, JsonNode> property : Published.json(SchemasTest.schemaOf(type.name()))
                .get("properties")
                .properties()) {
            if (property.getValue().path("x-personal-data").asBoolean()) {
                assertThat(page).contains("`%s.%s`".formatted(EventSchema.title(type), property.getKey()));
            }
        }
    }

    @Test
    void listsEveryTopicAsDeclared() {
        for (DeclaredTopic topic : DeclaredTopic.all()) {
            if (EVENTS.stream().anyMatch(type -> type.topic().equals(topic.name()))) {
                assertThat(page)
                        .containsPattern(
                                "\\| `%s` \\|.*\\| %d \\|".formatted(Pattern.quote(topic.name()), topic.partitions()));
            }
        }
    }

    @Test
    void showsTheStoredSampleUnchanged() throws IOException {
        String section = section("## One record, byte for byte");
        Matcher fences = FENCE.matcher(section);
        assertThat(fences.find()).isTrue();
        Map<String, String> headers = new LinkedHashMap<>();
        fences.group(1).lines().forEach(line -> headers.put(line.split(": ", 2)[0], line.split(": ", 2)[1]));
        assertThat(fences.find()).isTrue();
        String value = fences.group(1);

        JsonNode sample = Published.json(Published.SAMPLES.resolve(EXAMPLE_OF + ".json"));
        assertThat(value).isEqualTo(sample.toString());
        assertThat(section).contains("Value, %d bytes".formatted(value.getBytes(StandardCharsets.UTF_8).length));
        String key = sample.get("enrollmentId").textValue();
        assertThat(section).contains("Key: `" + key + "`");
        assertThat(headers)
                .containsEntry(Headers.TYPE, EXAMPLE_OF)
                .containsEntry(Headers.DATA_SCHEMA, Headers.schemaOf(EXAMPLE_OF))
                .containsEntry(Headers.SUBJECT, key)
                .containsEntry(Headers.PARTITION_KEY, key)
                .containsEntry(Headers.SEQUENCE, Headers.sequence(7))
                .containsEntry(Headers.TIME, sample.get("completedAt").textValue())
                .containsOnlyKeys(
                        Headers.CONTENT_TYPE,
                        Headers.SPEC_VERSION,
                        Headers.ID,
                        Headers.SOURCE,
                        Headers.TYPE,
                        Headers.SUBJECT,
                        Headers.TIME,
                        Headers.RECORDED_TIME,
                        Headers.SEQUENCE,
                        Headers.PARTITION_KEY,
                        Headers.CORRELATION_ID,
                        Headers.CAUSATION_ID,
                        Headers.DATA_SCHEMA,
                        Headers.ACTOR,
                        Headers.TRACE_PARENT);
    }

    private static String section(String heading) {
        int start = page.indexOf(heading);
        assertThat(start).as("heading %s", heading).isNotNegative();
        int end = page.indexOf("\n## ", start + heading.length());
        return page.substring(start, end < 0 ? page.length() : end);
    }
}
