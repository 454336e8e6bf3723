package dev.sequences.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The table of values in the chart's README agrees with its schema and defaults. {@code -Dchart.accept=true} rewrites it. */
class ReadmeTest {

    private static final Path README = Chart.DIRECTORY.resolve("README.md");
    private static final String MARK = "<!-- The rest is generated from values.schema.json and values.yaml. -->\n";
    private static final JsonNode SCHEMA = Chart.read(Chart.DIRECTORY.resolve("values.schema.json"));
    private static final JsonNode DEFAULTS = Chart.read(Chart.DIRECTORY.resolve("values.yaml"));

    @Test
    void listsEveryValue() throws IOException {
        String text = Files.readString(README);
        String written = text.substring(0, text.indexOf(MARK) + MARK.length());
        String renewed = written + table();
        if (Boolean.getBoolean("chart.accept")) {
            Files.writeString(README, renewed);
        }

        assertThat(README).as("renew it with -Dchart.accept=true").hasContent(renewed);
    }

    @Test
    void describesEveryDefault() {
        List<String> described = new ArrayList<>();
        collect("", SCHEMA, described);
        Set<String> given = new TreeSet<>();
        leaves("", DEFAULTS, given);

        assertThat(given).allMatch(path -> described.stream()
                .anyMatch(one -> (path + ".").startsWith(one + ".") || one.startsWith(path + ".")));
    }

    private static String table() {
        StringBuilder table = new StringBuilder("\n| Value | Default | Meaning |\n|---|---|---|\n");
        rows("", SCHEMA, DEFAULTS, table);
        return table.toString();
    }

    private static void rows(String prefix, JsonNode schema, JsonNode defaults, StringBuilder table) {
        for (var entry : schema.path("properties").properties()) {
            JsonNode declared = resolve(entry.getValue());
            String path = prefix + entry.getKey();
            JsonNode value = defaults.path(entry.getKey());
            if (path.equals("global") || path.matches("services\\.(?!designer).*")) {
                // Helm itself adds `global`; the five services have the same values.
                continue;
            }
            String shown = path.replace("services.designer", "services.<name>");
            String meaning = entry.getValue().has("description")
                    ? entry.getValue().path("description").asText()
                    : declared.path("description").asText();
            if (declared.has("properties") && !path.endsWith(".override") && !isFree(declared)) {
                table.append("| **`%s`** | | %s |%n".formatted(shown, meaning));
                rows(path + ".", declared, value, table);
            } else {
                String choice = declared.has("enum") ? " One of " + choices(declared) + "." : "";
                table.append("| `%s` | `%s` | %s%s |%n".formatted(shown, value, meaning, choice));
            }
        }
    }

    /** Whether users may add other keys, so that the value is shown as a whole. */
    private static boolean isFree(JsonNode declared) {
        return !declared.path("additionalProperties").isBoolean();
    }

    private static String choices(JsonNode declared) {
        List<String> choices = new ArrayList<>();
        declared.path("enum").forEach(choice -> choices.add("`" + choice.asText() + "`"));
        return String.join(", ", choices);
    }

    private static JsonNode resolve(JsonNode schema) {
        return schema.has("$ref") ? SCHEMA.at(schema.path("$ref").asText().substring(1)) : schema;
    }

    private static void collect(String prefix, JsonNode schema, List<String> paths) {
        for (var entry : schema.path("properties").properties()) {
            JsonNode declared = resolve(entry.getValue());
            String path = prefix + entry.getKey();
            if (declared.has("properties") && !isFree(declared)) {
                collect(path + ".", declared, paths);
            } else {
                assertThat(entry.getValue()
                                .path("description")
                                .asText(declared.path("description").asText()))
                        .as("description of " + path)
                        .isNotEmpty();
                paths.add(path);
            }
        }
    }

    private static void leaves(String prefix, JsonNode value, Set<String> paths) {
        if (value.isObject() && !value.isEmpty()) {
            value.properties()
                    .forEach(entry -> leaves(
                            prefix.isEmpty() ? entry.getKey() : prefix + "." + entry.getKey(),
                            entry.getValue(),
                            paths));
        } else {
            paths.add(prefix);
        }
    }
}
