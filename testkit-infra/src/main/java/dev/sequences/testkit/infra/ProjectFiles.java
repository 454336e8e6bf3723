package dev.sequences.testkit.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the project that operators get, so that tests run on the same. */
final class ProjectFiles {

    private ProjectFiles() {}

    /** Reads a YAML file by its path from the project's root, which is the working directory or one above. */
    static JsonNode yaml(String path) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path candidate = folder.resolve(path);
            if (Files.exists(candidate)) {
                try {
                    return new YAMLMapper().readTree(candidate.toFile());
                } catch (IOException e) {
                    throw new UncheckedIOException(path + " cannot be read", e);
                }
            }
        }
        throw new IllegalStateException(path + " is neither in the working directory nor above it");
    }
}
