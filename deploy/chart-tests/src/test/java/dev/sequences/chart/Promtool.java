package dev.sequences.chart;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The checker of Prometheus rules: the one on the PATH, or the one of Debian's package, unpacked without installation. */
final class Promtool {

    private static final Path UNPACKED = Path.of("target/prometheus").toAbsolutePath();
    private static final int MAX_SECONDS = 120;

    private Promtool() {}

    /** Returns the program, or null if there is none. */
    static @Nullable Path find() throws InterruptedException {
        Optional<Path> installed = onPath("promtool");
        if (installed.isPresent()) {
            return installed.get();
        }
        Path program = UNPACKED.resolve("usr/bin/promtool");
        if (!Files.isExecutable(program)
                && onPath("apt-get").isPresent()
                && onPath("dpkg").isPresent()) {
            unpack();
        }
        return Files.isExecutable(program) ? program : null;
    }

    private static void unpack() throws InterruptedException {
        try {
            Files.createDirectories(UNPACKED);
            if (succeeds("apt-get", "download", "prometheus")) {
                File[] packages = UNPACKED.toFile().listFiles((directory, name) -> name.endsWith(".deb"));
                for (File archive : Objects.requireNonNull(packages)) {
                    succeeds("dpkg", "-x", archive.toString(), UNPACKED.toString());
                }
            }
        } catch (IOException e) {
            System.err.println("The package prometheus cannot be unpacked: " + e.getMessage());
        }
    }

    private static boolean succeeds(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(UNPACKED.toFile())
                .redirectErrorStream(true)
                .redirectOutput(UNPACKED.resolve("log").toFile())
                .start();
        if (!process.waitFor(MAX_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return false;
        }
        return process.exitValue() == 0;
    }

    private static Optional<Path> onPath(String name) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)).stream()
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
