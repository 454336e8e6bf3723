package dev.sequences.contracts.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.sequences.contracts.Variant;
import dev.sequences.contracts.catalogue.Samples;
import dev.sequences.contracts.definition.NodeV1;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files that subscribers get. */
public final class Published {

    public static final Path SCHEMAS = Path.of("src", "main", "resources", "schemas");
    public static final Path SAMPLES = Path.of("src", "main", "resources", "samples");
    public static final Path ASYNC_API = Path.of("src", "main", "resources", "asyncapi");
    public static final Path RELEASED = Path.of("src", "test", "resources", "released");
    public static final Path PAGE = Path.of("..", "docs", "events", "README.md");

    /** Writes JSON as the services do: absent instead of null, instants as text. */
    public static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule().addDeserializer(NodeV1.class, new NodeDeserializer()))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .build();

    private Published() {}

    /** What a subscriber on the JVM needs for nodes; as on the events page. */
    private static final class NodeDeserializer extends JsonDeserializer<NodeV1> {
        @Override
        public NodeV1 deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            JsonNode node = context.readTree(parser);
            return context.readTreeAsValue(
                    node, Variant.Records.of(NodeV1.class, node.path("type").asText()));
        }
    }

    /** Fails when the stored text differs from the one made from the records. */
    public static void assertStored(Path file, String generated) {
        assertThat(Files.exists(file) ? read(file) : "")
                .as(
                        "%s is not what the records say. If the change is additive, renew the stored files with"
                                + " `mvn -pl contracts test -D%s=true` and commit them with the record; a change of"
                                + " meaning is a new event of the next version instead.",
                        file, Renewal.ACCEPT)
                .isEqualTo(generated);
    }

    /** The sample that shows every field. */
    public static Path newestSample(String eventType) {
        return SAMPLES.resolve(sampleName(eventType, Math.max(1, Samples.count(eventType))));
    }

    public static String sampleName(String eventType, int number) {
        return eventType + (number == 1 ? "" : "." + number) + ".json";
    }

    public static Set<String> namesIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String pretty(JsonNode json) {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER));
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        try {
            return JSON.writer(printer).writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode json(Path file) {
        try {
            return JSON.readTree(read(file));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
