package dev.sequences.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.marcnuri.helm.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The chart in {@code deploy/helm/sequences}, rendered by Helm. */
final class Chart {

    static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    static final Path DIRECTORY = ROOT.resolve("deploy/helm/sequences");
    static final Path RESOURCES = Path.of("src/test/resources").toAbsolutePath();
    static final YAMLMapper YAML = new YAMLMapper();

    private static final Path CASES = RESOURCES.resolve("cases");
    private static final Path BASE = CASES.resolve("base.yaml");
    private static final Path COPY = copy();
    private static final Map<String, List<JsonNode>> RENDERED = new ConcurrentHashMap<>();

    private Chart() {}

    /** Names of all cases: values files of this module, and those of the chart. */
    static List<String> cases() {
        Map<String, Path> cases = new TreeMap<>();
        files(CASES, "*.yaml").forEach(file -> cases.put(stem(file), file));
        files(DIRECTORY, "values-*.yaml").forEach(file -> cases.put(stem(file), file));
        cases.remove(stem(BASE));
        return List.copyOf(cases.keySet());
    }

    /** Returns the objects of a case. */
    static List<JsonNode> objects(String name) {
        return RENDERED.computeIfAbsent(name, missing -> documents(render(BASE, valuesFile(missing))));
    }

    /** Returns the values that a case sets, without the defaults of the chart. */
    static List<JsonNode> values(String name) {
        return List.of(read(DIRECTORY.resolve("values.yaml")), read(BASE), read(valuesFile(name)));
    }

    /** Renders the chart with these values files; a later one overrides an earlier one. */
    static String render(Path... values) {
        var template = Helm.template(COPY.toString()).withName("sequences").withNamespace("crm");
        for (Path file : values) {
            template.withValuesFile(file);
        }
        return template.call();
    }

    /**
     * Copies the chart without its {@code kubeVersion}, because the library always assumes an old version of Kubernetes, and with the
     * test pod as an ordinary object, because the library leaves out hooks.
     */
    static Path copy() {
        try {
            Path copy = Files.createTempDirectory("chart").resolve(DIRECTORY.getFileName());
            try (var files = Files.walk(DIRECTORY)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path target = copy.resolve(DIRECTORY.relativize(file).toString());
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                }
            }
            Path metadata = copy.resolve("Chart.yaml");
            Files.writeString(metadata, Files.readString(metadata).replaceAll("(?m)^kubeVersion:.*\\R", ""));
            Path story = copy.resolve("templates/tests/story.yaml");
            Files.writeString(story, Files.readString(story).replace("\"helm.sh/hook\" \"test\" ", ""));
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path base() {
        return BASE;
    }

    static List<JsonNode> documents(String manifests) {
        try (var parser = new YAMLFactory().createParser(manifests)) {
            List<JsonNode> documents = new ArrayList<>();
            YAML.readValues(parser, JsonNode.class).forEachRemaining(document -> {
                if (document.isObject()) {
                    documents.add(document);
                }
            });
            return documents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode read(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    static String describe(JsonNode object) {
        return object.path("kind").asText() + " " + object.at("/metadata/name").asText();
    }

    private static Path valuesFile(String name) {
        Path own = CASES.resolve(name + ".yaml");
        return Files.exists(own) ? own : DIRECTORY.resolve(name + ".yaml");
    }

    private static List<Path> files(Path directory, String glob) {
        try (var files = Files.newDirectoryStream(directory, glob)) {
            List<Path> all = new ArrayList<>();
            files.forEach(all::add);
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String stem(Path file) {
        return file.getFileName().toString().replace(".yaml", "");
    }
}
