package dev.sequences.local;

import dev.sequences.local.ProcessTable.Identity;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A process that outlives the one that started it. A later command finds it by its pid file, which also contains the start time:
 * another process that reuses the pid is never mistaken for it.
 */
final class BackgroundProcess {

    private static final long MAX_LOG_BYTES = 50L * 1024 * 1024;
    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

    private final String name;
    private final Path pidFile;
    private final Path log;

    BackgroundProcess(String name, Path data) {
        this.name = name;
        this.pidFile = data.resolve("run").resolve(name + ".pid");
        this.log = data.resolve("logs").resolve(name + ".log");
    }

    Path log() {
        return log;
    }

    Optional<Identity> running() {
        try {
            var fields = Files.readString(pidFile).strip().split(" ", -1);
            return Optional.of(new Identity(Long.parseLong(fields[0]), Long.parseLong(fields[1])))
                    .filter(ProcessTable::isAlive);
        } catch (IOException | RuntimeException neverStarted) {
            return Optional.empty();
        }
    }

    void start(List<String> command, Map<String, String> environment, Path workingDirectory) {
        try {
            Files.createDirectories(log.getParent());
            Files.createDirectories(pidFile.getParent());
            Files.createDirectories(workingDirectory);
            rotateLog();
            var builder = new ProcessBuilder(inOwnSession(command))
                    .directory(workingDirectory.toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            // Settings of the user's own PostgreSQL tools or JVMs must not affect the suite.
            builder.environment().keySet().removeIf(key -> key.startsWith("PG") || key.equals("JAVA_TOOL_OPTIONS"));
            builder.environment().putAll(environment);
            var pid = builder.start().pid();
            var identity = ProcessTable.find(pid);
            if (identity.isEmpty()) {
                throw diedAtStart();
            }
            var unfinished = pidFile.resolveSibling(pidFile.getFileName() + ".new");
            Files.writeString(unfinished, pid + " " + identity.get().startTicks() + "\n");
            Files.move(unfinished, pidFile, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new LocalRunException("%s could not be started: %s.".formatted(name, e.getMessage()), e);
        }
    }

    LocalRunException diedAtStart() {
        return new LocalRunException(
                "%s ended during its start. Last lines of %s:%n%s".formatted(name, log, lastLines(15)));
    }

    String lastLines(int count) {
        var lines = new ArrayDeque<String>();
        try (var all = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            all.forEach(line -> {
                lines.add(line);
                if (lines.size() > count) {
                    lines.removeFirst();
                }
            });
        } catch (IOException noLog) {
            return "";
        }
        return String.join(System.lineSeparator(), lines);
    }

    /** Sends each signal in turn and waits for its timeout before the next one. */
    void stop(List<StopSignal> signals) throws InterruptedException {
        for (var signal : signals) {
            var identity = running();
            if (identity.isEmpty()) {
                break;
            }
            signal(identity.get(), signal.name());
            if (awaitExit(identity.get(), signal.timeout())) {
                break;
            }
        }
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException harmless) {
            // The file names an ended process; the next reader detects that, too.
        }
    }

    void kill9() throws InterruptedException {
        var identity = running()
                .orElseThrow(() -> new LocalRunException("%s is not running, so it cannot be killed.".formatted(name)));
        signal(identity, "KILL");
        awaitExit(identity, Duration.ofSeconds(10));
    }

    /** Sends the signal if the process runs. */
    void signal(String signal) {
        running().ifPresent(identity -> signal(identity, signal));
    }

    /** A signal of a stop and how long the process may take to end after it. */
    record StopSignal(String name, Duration timeout) {}

    static void signal(Identity identity, String signal) {
        try {
            // The shell's built-in kill: the JDK sends only TERM and KILL, and a minimal system has no other program
            // for it.
            new ProcessBuilder("sh", "-c", "kill -s \"$1\" \"$2\"", "sh", signal, Long.toString(identity.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new LocalRunException(
                    "Process %d cannot be signaled: %s.".formatted(identity.pid(), e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static boolean awaitExit(Identity identity, Duration timeout) throws InterruptedException {
        var deadline = System.nanoTime() + timeout.toNanos();
        while (ProcessTable.isAlive(identity)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(POLL_INTERVAL);
        }
        return true;
    }

    /** Runs the command in its own session, so that Ctrl-C in the terminal does not reach it: only the suite stops it, in order. */
    private static List<String> inOwnSession(List<String> command) {
        if (Programs.find("setsid").isEmpty()) {
            return command;
        }
        var all = new ArrayList<String>(List.of("setsid"));
        all.addAll(command);
        return all;
    }

    private void rotateLog() throws IOException {
        if (Files.exists(log) && Files.size(log) > MAX_LOG_BYTES) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
