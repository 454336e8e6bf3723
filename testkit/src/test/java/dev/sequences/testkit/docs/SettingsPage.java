package dev.sequences.testkit.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Generates {@code docs/settings.md} from the sources of all {@code @ConfigMapping} interfaces. */
final class SettingsPage {

    private static final List<String> MODULES = List.of(
            "chassis",
            "sequence-designer-service",
            "enrollment-service",
            "worklist-service",
            "segment-service",
            "insights-service");

    private static final String SERVICE_NAME = "sequences.service";
    private static final String JAVADOC = "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*";
    private static final Pattern MAPPING = Pattern.compile(
            JAVADOC + "@ConfigMapping\\(prefix = \"([^\"]+)\"\\)\\s*public interface (\\w+)", Pattern.DOTALL);
    private static final Pattern SETTING = Pattern.compile(
            JAVADOC + "(?:@WithDefault\\(\\s*\"([^\"]*)\"\\)\\s*)?([\\w<>]+) (\\w+)\\(\\);", Pattern.DOTALL);
    private static final Pattern PROPERTY = Pattern.compile("^(sequences\\.[\\w.-]+)=(.*)$", Pattern.MULTILINE);

    private final Path root;

    SettingsPage(Path root) {
        this.root = root;
    }

    /** @param defaultValue null when the setting has none */
    record Setting(String key, String type, @Nullable String defaultValue, boolean optional, String text) {}

    record Mapping(String module, String className, String prefix, String text, List<Setting> settings) {}

    /** All mappings, those of the chassis first. */
    List<Mapping> mappings() {
        return MODULES.stream().flatMap(this::mappings).toList();
    }

    String text() {
        StringBuilder page = new StringBuilder("""
            # Settings

            <!-- Generated from the @ConfigMapping interfaces; do not edit. Renew it with
                 mvn test -pl testkit -am -Dtest=SettingsPageTest -Dsurefire.failIfNoSpecifiedTests=false -Dsettings.accept=true -->

            Set a key as a system property (`-Dsequences.log.format=json`), as an environment variable (`SEQUENCES_LOG_FORMAT=json`: upper
            case, every other character becomes `_`), or in `config/application.properties` in the working directory of the service. An
            environment variable overrides a file, a system property overrides both. A service refuses to start with an unknown `sequences.*`
            key, and without a required one: it names each that is missing. Any setting of Quarkus can be set in the same way.

            Durations are ISO-8601 durations of fixed length, such as `PT30S`, `P2W` or `PT1.5H`. Lists are separated by commas.
            """);
        String module = "";
        for (Mapping mapping : mappings()) {
            if (!mapping.module().equals(module)) {
                module = mapping.module();
                page.append("\n## ")
                        .append(module.equals("chassis") ? "Every service" : module)
                        .append('\n');
            }
            page.append("\n### `").append(mapping.prefix()).append("`\n\n");
            page.append(mapping.text()).append("\n\n");
            page.append("| Key | Type | Default | Meaning |\n|---|---|---|---|\n");
            for (Setting setting : mapping.settings()) {
                page.append("| `%s` | %s | %s | %s |%n"
                        .formatted(setting.key(), setting.type(), shown(setting), setting.text()));
            }
        }
        return page.append(overrides()).toString();
    }

    /** The contents of {@code META-INF/sequences-settings} of each module that has settings. */
    String index(String module) {
        return mappings(module).map(mapping -> mapping.className() + "\n").reduce("", String::concat);
    }

    Path indexFile(String module) {
        return root.resolve(module).resolve("src/main/resources/META-INF/sequences-settings");
    }

    static List<String> modules() {
        return MODULES;
    }

    private String overrides() {
        StringBuilder table = new StringBuilder();
        for (String module : MODULES.subList(1, MODULES.size())) {
            PROPERTY.matcher(read(root.resolve(module).resolve("src/main/resources/application.properties")))
                    .results()
                    .filter(property -> !property.group(1).equals(SERVICE_NAME))
                    .forEach(property -> table.append(
                            "| %s | `%s` | `%s` |%n".formatted(module, property.group(1), property.group(2))));
        }
        return """

            ## Defaults that a service overrides

            | Service | Key | Default of the service |
            |---|---|---|
            """ + table;
    }

    private Stream<Mapping> mappings(String module) {
        try (Stream<Path> files = Files.walk(root.resolve(module).resolve("src/main/java"))) {
            return files
                    .filter(file -> file.getFileName().toString().endsWith("Settings.java"))
                    .sorted()
                    .flatMap(file -> mapping(module, read(file)).stream())
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Mapping> mapping(String module, String source) {
        Matcher mapping = MAPPING.matcher(source);
        if (!mapping.find()) {
            return Optional.empty();
        }
        String prefix = mapping.group(2);
        List<Setting> settings = new ArrayList<>();
        Matcher setting = SETTING.matcher(source);
        while (setting.find()) {
            String key = prefix + "." + kebab(setting.group(4));
            settings.add(new Setting(
                    key,
                    type(setting.group(3)),
                    setting.group(2),
                    setting.group(3).startsWith("Optional<"),
                    plain(setting.group(1))));
        }
        long methods =
                source.lines().filter(line -> line.strip().endsWith("();")).count();
        if (methods != settings.size()) {
            throw new IllegalStateException(
                    mapping.group(3) + ": give every setting Javadoc; it becomes the text of docs/settings.md");
        }
        String packageName = source.substring(source.indexOf("package ") + 8, source.indexOf(';'));
        return Optional.of(new Mapping(
                module, packageName + "." + mapping.group(3), prefix, plain(mapping.group(1)), List.copyOf(settings)));
    }

    /** A setting without a default is required unless it is optional. Each service sets its own name. */
    private static String shown(Setting setting) {
        if (setting.defaultValue() != null) {
            return "`" + setting.defaultValue() + "`";
        }
        return setting.optional() || setting.key().equals(SERVICE_NAME) ? "none" : "**required**";
    }

    private static String type(String java) {
        return switch (java) {
            case "String" -> "text";
            case "int", "long" -> "integer";
            case "double" -> "number";
            case "Duration" -> "duration";
            case "MemorySize" -> "size";
            case "ZoneId" -> "time zone";
            case "Path", "Optional<Path>" -> "path";
            case "Optional<String>" -> "text";
            case "List<String>", "Optional<List<String>>" -> "list";
            default -> java.toLowerCase(Locale.ROOT);
        };
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String plain(String javadoc) {
        return javadoc.replaceAll("\\R\\s*\\*", " ")
                .replaceAll("\\s+", " ")
                .replaceAll("\\{@code ([^}]*)}", "`$1`")
                .replace("|", "\\|")
                .strip();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
