package dev.sequences.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares each render with files that a reviewer sees change: one file per case and component, and except for the case {@code
 * default} only objects that differ from it. {@code -Dchart.accept=true} rewrites the files.
 */
class GoldenRenderTest {

    private static final String DEFAULT = "default";
    private static final String MODEL = "designer";
    private static final String AS_MODEL = "# As designer.yaml, with the name of this service.\n";
    private static final Path RENDERS = Chart.RESOURCES.resolve("renders");
    private static final YAMLMapper WRITER = YAMLMapper.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();

    @Test
    void passesTheStrictLint() throws IOException {
        Path chart = Chart.copy();
        // Lint accepts no further values file, and the chart has no default for addresses.
        Path values = chart.resolve("values.yaml");
        JsonNode merged = merge(Chart.read(values), Chart.read(Chart.base()));
        Files.writeString(values, Chart.YAML.writeValueAsString(merged));

        var result = new Helm(chart).lint().strict().call();

        assertThat(result.isFailed())
                .as(String.join("\n", result.getMessages()))
                .isFalse();
    }

    static List<String> cases() {
        return Chart.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void rendersAsRecorded(String name) throws IOException {
        Map<String, String> rendered = rendered(name);
        Path directory = RENDERS.resolve(name);
        if (Boolean.getBoolean("chart.accept")) {
            accept(directory, rendered);
        }

        assertThat(recorded(directory))
                .as("renew %s with -Dchart.accept=true", directory)
                .isEqualTo(rendered);
    }

    private static Map<String, String> rendered(String name) {
        Set<JsonNode> usual = name.equals(DEFAULT) ? Set.of() : new HashSet<>(Chart.objects(DEFAULT));
        Map<String, String> files = new TreeMap<>();
        for (JsonNode object : Chart.objects(name)) {
            if (!usual.contains(object)) {
                String component = object.at("/metadata/labels/app.kubernetes.io~1component")
                        .asText("suite");
                files.merge(component + ".yaml", text(object), String::concat);
            }
        }
        String model = files.get(MODEL + ".yaml");
        if (model != null) {
            for (String service : List.of("enrollment", "worklist", "segment", "insights")) {
                String expected = model.replace("sequence-designer-service", service + "-service")
                        .replace(MODEL, service);
                files.computeIfPresent(service + ".yaml", (file, text) -> text.equals(expected) ? AS_MODEL : text);
            }
        }
        return files;
    }

    private static String text(JsonNode object) {
        ObjectNode shown = object.deepCopy();
        if (Chart.describe(object).startsWith("ConfigMap") && shown.has("data")) {
            // The dashboards have tests of their own.
            ObjectNode data = shown.putObject("data");
            object.path("data").fieldNames().forEachRemaining(key -> data.put(key, "..."));
        }
        try {
            return WRITER.writeValueAsString(shown);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> recorded(Path directory) throws IOException {
        Map<String, String> files = new TreeMap<>();
        if (Files.isDirectory(directory)) {
            try (var all = Files.list(directory)) {
                for (Path file : all.toList()) {
                    files.put(file.getFileName().toString(), Files.readString(file));
                }
            }
        }
        return files;
    }

    private static void accept(Path directory, Map<String, String> files) throws IOException {
        if (Files.isDirectory(directory)) {
            try (var old = Files.walk(directory)) {
                for (Path file : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(directory);
        for (var file : files.entrySet()) {
            Files.writeString(directory.resolve(file.getKey()), file.getValue());
        }
    }

    private static JsonNode merge(JsonNode below, JsonNode above) {
        if (!below.isObject() || !above.isObject()) {
            return above;
        }
        ObjectNode merged = below.deepCopy();
        above.properties()
                .forEach(entry -> merged.set(entry.getKey(), merge(merged.path(entry.getKey()), entry.getValue())));
        return merged;
    }
}
