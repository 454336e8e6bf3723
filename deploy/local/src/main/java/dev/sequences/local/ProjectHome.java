package dev.sequences.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The project's directory, and where in it the built parts of a local run lie. */
public record ProjectHome(Path root) {

    private static final String LANDMARK = "deploy/kafka/topics.yaml";

    /** What {@code ./sequences} says, or the directory above the working directory that looks like the project. */
    public static ProjectHome find() {
        return Optional.ofNullable(System.getenv("SEQUENCES_HOME"))
                .map(Path::of)
                .or(() -> above(Path.of("").toAbsolutePath()))
                .map(ProjectHome::new)
                .orElseThrow(() -> new LocalRunException(
                        "The project is neither here nor above; run ./sequences, or set SEQUENCES_HOME."));
    }

    public Path topics() {
        return root.resolve(LANDMARK);
    }

    Path postgresReference() {
        return root.resolve("deploy/postgres/server.yaml");
    }

    /** Where the suite keeps its data unless told otherwise. */
    public Path standardData() {
        return Optional.ofNullable(System.getenv("SEQUENCES_DATA"))
                .map(data -> Path.of(data).toAbsolutePath().normalize())
                .orElse(root.resolve(".sequences"));
    }

    Path packaged(Component service) {
        return root.resolve(service.module()).resolve("target/quarkus-app/quarkus-run.jar");
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
