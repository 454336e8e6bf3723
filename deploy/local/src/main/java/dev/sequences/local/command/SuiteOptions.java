package dev.sequences.local.command;

import dev.sequences.local.LocalRunException;
import dev.sequences.local.LocalSuite;
import dev.sequences.local.Ports;
import dev.sequences.local.ProjectHome;
import dev.sequences.local.SuiteLock;
import dev.sequences.local.SuiteSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which suite a command is about. */
final class SuiteOptions {

    private static final String PORT_OFFSET = "SEQUENCES_PORT_OFFSET";

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            description = "Added to every port (default: SEQUENCES_PORT_OFFSET, or the one of the last start, or 0).")
    @Nullable
    Integer portOffset;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the suite keeps its data (default: SEQUENCES_DATA, or .sequences in the project).")
    @Nullable
    Path data;

    @Option(names = "--help", usageHelp = true, description = "Shows this text.")
    boolean help;

    private final ProjectHome project = ProjectHome.find();

    ProjectHome project() {
        return project;
    }

    Path data() {
        return data == null ? project.standardData() : data.toAbsolutePath().normalize();
    }

    int portOffset() {
        return portOffset == null
                ? offsetFromEnvironment().or(this::offsetOfLastStart).orElse(0)
                : portOffset;
    }

    Ports ports() {
        return Ports.withOffset(portOffset());
    }

    LocalSuite suite() {
        return LocalSuite.of(SuiteSettings.packaged(project, data(), ports()));
    }

    /** The suite of a demo on the same ports, where one runs, or where one was killed and left processes behind. */
    Optional<LocalSuite> demoStillAlive() {
        return Optional.of(demoData())
                .filter(Files::isDirectory)
                .map(directory -> demoSuite())
                .filter(suite -> suite.components().stream().anyMatch(suite::isAlive));
    }

    /** The suite of a demo on the same ports. It is thrown away at the next demo. */
    LocalSuite demoSuite() {
        return LocalSuite.of(
                SuiteSettings.packaged(project, demoData(), ports()).withKeys(data().resolve("keys")));
    }

    /** Deletes what the last demo left, unless a demo is using it. */
    void deleteDemo() throws InterruptedException {
        try (var lock = SuiteLock.tryTake(demoLock()).orElse(null)) {
            if (lock != null && Files.isDirectory(demoData())) {
                demoSuite().reset(line -> {});
                Files.deleteIfExists(demoData().resolve("lock"));
                Files.deleteIfExists(demoData());
            }
        } catch (IOException e) {
            throw new LocalRunException("%s could not be deleted: %s.".formatted(demoData(), e.getMessage()), e);
        }
    }

    Path demoData() {
        return data().resolve("demo-" + portOffset());
    }

    Path demoLock() {
        return data().resolve("demo-" + portOffset() + ".lock");
    }

    /** Stored with the data, so that later commands find the suite without the option. */
    void rememberPortOffset() {
        try {
            Files.writeString(offsetFile(), portOffset() + System.lineSeparator());
        } catch (IOException e) {
            throw new LocalRunException("%s cannot be written: %s.".formatted(offsetFile(), e.getMessage()), e);
        }
    }

    private Optional<Integer> offsetFromEnvironment() {
        return Optional.ofNullable(System.getenv(PORT_OFFSET)).map(text -> number(text, PORT_OFFSET));
    }

    private Optional<Integer> offsetOfLastStart() {
        try {
            return Optional.of(
                    number(Files.readString(offsetFile()).strip(), offsetFile().toString()));
        } catch (IOException neverStarted) {
            return Optional.empty();
        }
    }

    private Path offsetFile() {
        return data().resolve("port-offset");
    }

    private static int number(String text, String where) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new LocalRunException("%s must be a whole number, not \"%s\".".formatted(where, text), e);
        }
    }
}
