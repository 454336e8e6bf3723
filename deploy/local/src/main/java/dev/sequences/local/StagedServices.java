package dev.sequences.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Copies of the packaged services from the start of the suite. A running service opens its jars lazily; a build that replaces them
 * must not change or break it.
 */
final class StagedServices {

    private StagedServices() {}

    /** Returns the path of the suite's copy of the service. */
    static Path jar(Path data, Component service) {
        return directory(data, service).resolve("quarkus-run.jar");
    }

    /** Replaces the suite's copy with the last build. */
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
            // A hard link costs no space, and the build writes new files instead of changing existing ones.
            Files.createLink(target, file);
        } catch (IOException | UnsupportedOperationException otherDisk) {
            Files.copy(file, target);
        }
    }
}
