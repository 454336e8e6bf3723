package dev.sequences.testkit.released;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files that others rely on since they were released: migrations that ran, samples of events that are stored or were
 * published. {@code released/files.sha256} names them, in the form of {@code sha256sum}.
 */
final class ReleasedFiles {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Path LIST = Path.of("src/test/resources/released/files.sha256");

    private ReleasedFiles() {}

    /** Checksums by path below {@link #ROOT}. */
    static Map<String, String> checksums() throws IOException {
        Map<String, String> checksums = new LinkedHashMap<>();
        for (String line : Files.readAllLines(LIST)) {
            int blank = line.indexOf("  ");
            checksums.put(line.substring(blank + 2), line.substring(0, blank));
        }
        return checksums;
    }

    /** Migrations in the given folder below {@link #ROOT}. */
    static List<Path> migrationsIn(String folder) throws IOException {
        return checksums().keySet().stream()
                .filter(path -> path.startsWith(folder + "/") && path.endsWith(".sql"))
                .map(ROOT::resolve)
                .toList();
    }
}
