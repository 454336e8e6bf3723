package dev.sequences.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The packaged services as they were when the suite was started. A running service opens its jars when it first needs them; a build
 * that replaces them meanwhile must not change or break it.
 */
final class StagedServices {

    private StagedServices() {}

    /** Where a suite with this data directory keeps its own copy of the service. */
    static Path jar(Path data, Component service) {
        return directory(data, service).resolve("quarkus-run.jar");
    }

    /** Replaces the suite's copy by what the build has made. */
    static void stage(ProjectHome project, Path data, Component service) {
        var source = project.packaged(service).getParent();
        var target = directory(data, service);
        if (source == null) {
            throw new IllegalStateException("A packaged service lies in a directory");
        }
        try {
            PostgresBinaries.delete(target);
            try (var files = Files.walk(source)) {
                for (var file : files.toList()) {
                    place(file, target.resolve(source.relativize(file).toString()));
                }
            }
        } catch (IOException e) {
            throw new LocalRunException(
                    "%s could not be copied to %s: %s.".formatted(source, target, e.getMessage()), e);
        }
    }

    private static Path directory(Path data, Component service) {
        return data.resolve("apps").resolve(service.id());
    }

    private static void place(Path file, Path target) throws IOException {
        if (Files.isDirectory(file)) {
            Files.createDirectories(target);
            return;
        }
        try {
            // A second name costs no space, and the build writes new files instead of changing these.
            Files.createLink(target, file);
        } catch (IOException | UnsupportedOperationException otherDisk) {
            Files.copy(file, target);
        }
    }
}
