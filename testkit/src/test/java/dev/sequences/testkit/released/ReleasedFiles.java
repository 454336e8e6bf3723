package dev.sequences.testkit.released;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Released files, which must not change: migrations that ran, samples of events that are stored or were
 * published. {@code released/<n>.sha256} names those that came with the nth release, in the form of {@code sha256sum}.
 */
final class ReleasedFiles {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Path LISTS = Path.of("src/test/resources/released");

    private ReleasedFiles() {}

    /** Checksums of all releases by path below {@link #ROOT}. */
    static Map<String, String> checksums() throws IOException {
        Map<String, String> checksums = new LinkedHashMap<>();
        for (int release = 1; Files.exists(list(release)); release++) {
            checksums.putAll(checksums(release));
        }
        return checksums;
    }

    /** Migrations in the given folder below {@link #ROOT} that came with the first release. */
    static List<Path> firstMigrationsIn(String folder) throws IOException {
        return checksums(1).keySet().stream()
                .filter(path -> path.startsWith(folder + "/") && path.endsWith(".sql"))
                .map(ROOT::resolve)
                .toList();
    }

    private static Map<String, String> checksums(int release) throws IOException {
        Map<String, String> checksums = new LinkedHashMap<>();
        for (String line : Files.readAllLines(list(release))) {
            int blank = line.indexOf("  ");
            checksums.put(line.substring(blank + 2), line.substring(0, blank));
        }
        return checksums;
    }

    private static Path list(int release) {
        return LISTS.resolve(release + ".sha256");
    }
}
