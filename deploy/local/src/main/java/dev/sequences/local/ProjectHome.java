package dev.sequences.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The project's directory and the paths of the build results that a local run uses. */
public record ProjectHome(Path root) {

    private static final String LANDMARK = "deploy/kafka/topics.yaml";

    /** Returns the directory from {@code SEQUENCES_HOME}, else the nearest project directory at or above the working directory. */
    public static ProjectHome find() {
        return Optional.ofNullable(System.getenv("SEQUENCES_HOME"))
                .map(Path::of)
                .or(() -> above(Path.of("").toAbsolutePath()))
                .map(ProjectHome::new)
                .orElseThrow(
                        () -> new LocalRunException(
                                "The project was not found at or above the working directory. Run ./sequences or set SEQUENCES_HOME."));
    }

    public Path topics() {
        return root.resolve(LANDMARK);
    }

    Path postgresReference() {
        return root.resolve("deploy/postgres/server.yaml");
    }

    /** Returns the default data directory. */
    public Path standardData() {
        return Optional.ofNullable(System.getenv("SEQUENCES_DATA"))
                .map(data -> Path.of(data).toAbsolutePath().normalize())
                .orElse(root.resolve(".sequences"));
    }

    Path packaged(Component service) {
        return root.resolve(service.module()).resolve("target/quarkus-app/quarkus-run.jar");
    }

    /** Container images. */
    public Path images() {
        return root.resolve("target/images");
    }

    /** Jar files of the command line, of the broker and of PostgreSQL. */
    Path libraries() {
        return root.resolve("deploy/local/target/lib");
    }

    /** Unpacked programs; shared by all suites of this project and kept by a reset. */
    Path cache() {
        return root.resolve(".sequences/cache");
    }

    private static Optional<Path> above(Path directory) {
        for (Path candidate = directory; candidate != null; candidate = candidate.getParent()) {
            if (Files.exists(candidate.resolve(LANDMARK))) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
