package dev.sequences.local;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How PostgreSQL servers of the suite are created and configured: {@code deploy/postgres/server.yaml}, which the tests' servers use, too.
 *
 * @param initdb options of {@code initdb} by name
 * @param settings server settings by name
 */
record PostgresReference(String majorVersion, Map<String, String> initdb, Map<String, String> settings) {

    static PostgresReference read(Path file) {
        try {
            return YAMLMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build()
                    .readValue(file.toFile(), PostgresReference.class);
        } catch (IOException e) {
            throw new LocalRunException(
                    "The PostgreSQL settings in %s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** Arguments of {@code initdb}. */
    List<String> initdbArguments() {
        return initdb.entrySet().stream()
                .map(option -> "--" + option.getKey() + "=" + option.getValue())
                .toList();
    }

    /** Arguments of {@code postgres}. */
    List<String> serverArguments() {
        return settings.entrySet().stream()
                .flatMap(setting -> List.of("-c", setting.getKey() + "=" + setting.getValue()).stream())
                .toList();
    }
}
