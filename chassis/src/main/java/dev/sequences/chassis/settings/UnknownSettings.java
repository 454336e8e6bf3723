package dev.sequences.chassis.settings;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.common.utils.StringUtil;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Refuses to start with a {@code sequences.*} key that no setting has: a misspelt key would be ignored, and its default used. The known
 * keys are those of the mappings that {@code META-INF/sequences-settings} of each jar lists.
 *
 * <p>Of environment variables only those are checked whose name starts with the prefix of a mapping, such as {@code
 * SEQUENCES_DATABASE_}. Others, such as {@code SEQUENCES_HOME}, belong to the scripts.
 */
@ApplicationScoped
public class UnknownSettings {

    private static final String INDEX = "META-INF/sequences-settings";
    private static final String ROOT = "sequences.";
    private static final Pattern PROFILE = Pattern.compile("^%[^.]+\\.");
    private static final Pattern LIST_INDEX = Pattern.compile("\\[\\d+]$");

    void refuse(@Observes @Priority(0) StartupEvent event) {
        List<String> messages =
                messages(indexedMappings(), ConfigProvider.getConfig().getConfigSources());
        if (!messages.isEmpty()) {
            throw new IllegalStateException(String.join("\n", messages));
        }
    }

    /** Returns one message per unknown key; empty when all keys are known. */
    static List<String> messages(List<Class<?>> mappings, Iterable<ConfigSource> sources) {
        Set<String> known = new TreeSet<>();
        Set<String> variablePrefixes = new TreeSet<>();
        for (Class<?> mapping : mappings) {
            String prefix = mapping.getAnnotation(ConfigMapping.class).prefix() + ".";
            for (Method setting : mapping.getMethods()) {
                known.add(prefix + StringUtil.skewer(setting.getName()));
            }
            if (!prefix.equals(ROOT)) {
                variablePrefixes.add(variable(prefix));
            }
        }
        Set<String> variables = new TreeSet<>();
        known.forEach(key -> variables.add(variable(key)));

        List<String> messages = new ArrayList<>();
        for (ConfigSource source : sources) {
            for (String name : new TreeSet<>(source.getPropertyNames())) {
                String key = LIST_INDEX
                        .matcher(PROFILE.matcher(name).replaceFirst(""))
                        .replaceFirst("");
                // The environment's names are listed a second time in the form of keys, with every _ as a dot.
                boolean isKey = key.startsWith(ROOT) && !(source instanceof EnvConfigSource);
                if (isKey && !known.contains(key)) {
                    messages.add(message(name, nearest(key, known), source));
                } else if (variablePrefixes.stream().anyMatch(name::startsWith) && !variables.contains(name)) {
                    messages.add(message(name, nearest(name, variables), source));
                }
            }
        }
        return messages;
    }

    private static String message(String name, String nearest, ConfigSource source) {
        return "Unknown setting " + name + " in " + source.getName() + ". The nearest known one is " + nearest
                + ". Correct or remove it; docs/settings.md lists all settings.";
    }

    private static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static String nearest(String name, Set<String> known) {
        return Collections.min(known, Comparator.comparingInt(candidate -> distance(name, candidate)));
    }

    /** Levenshtein distance. */
    private static int distance(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] current = new int[to.length() + 1];
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[to.length()];
    }

    private static List<Class<?>> indexedMappings() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        List<Class<?>> mappings = new ArrayList<>();
        try {
            for (URL index : Collections.list(loader.getResources(INDEX))) {
                try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(index.openStream(), StandardCharsets.UTF_8))) {
                    for (String name : lines.lines().toList()) {
                        mappings.add(Class.forName(name, false, loader));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(INDEX + " names a class that does not exist", e);
        }
        return mappings;
    }
}
