package dev.sequences.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** What must hold before anything is started; each failure is one sentence that says what to do. */
final class Preflight {

    static final long MIN_FREE_BYTES = 2L * 1024 * 1024 * 1024;
    private static final Duration PORT_TIMEOUT = Duration.ofSeconds(5);
    private static final int MIN_JDK = 21;
    private static final Set<String> ARCHITECTURES = Set.of("amd64", "aarch64");

    private Preflight() {}

    static void check(SuiteSettings settings, Map<String, Integer> portsToTake) throws InterruptedException {
        requireMachine(System.getProperty("os.name"), System.getProperty("os.arch"));
        requireJdk(Runtime.version().feature());
        requireWritable(settings.data());
        requireDisk(settings.data(), MIN_FREE_BYTES);
        requirePackaged(settings);
        for (var port : portsToTake.entrySet()) {
            requireFree(port.getKey(), port.getValue());
        }
    }

    static void requireMachine(String system, String architecture) {
        if (!system.equals("Linux") || !ARCHITECTURES.contains(architecture)) {
            throw new LocalRunException("The local run needs Linux on x86-64 or 64-bit ARM; this is %s on %s."
                    .formatted(system, architecture));
        }
    }

    static void requireJdk(int feature) {
        if (feature < MIN_JDK) {
            throw new LocalRunException(
                    "The suite needs JDK %d or newer; this is JDK %d. Install one or set JAVA_HOME to it."
                            .formatted(MIN_JDK, feature));
        }
    }

    static void requireWritable(Path data) {
        try {
            Files.createDirectories(data);
            Files.delete(Files.createTempFile(data, "write-", ".probe"));
        } catch (IOException e) {
            throw new LocalRunException(
                    "The data directory %s is not writable; set SEQUENCES_DATA to one that is.".formatted(data), e);
        }
    }

    static void requireDisk(Path data, long leastFree) {
        try {
            var free = Files.getFileStore(data).getUsableSpace();
            if (free < leastFree) {
                throw new LocalRunException(
                        "Only %,d MB are free where %s lies, and the suite needs %,d MB: free some space or set"
                                .concat(" SEQUENCES_DATA to another disk.")
                                .formatted(free >> 20, data, leastFree >> 20));
            }
        } catch (IOException e) {
            throw new LocalRunException("The free space of %s cannot be read: %s.".formatted(data, e.getMessage()), e);
        }
    }

    static void requireFree(String component, int port) throws InterruptedException {
        var deadline = System.nanoTime() + PORT_TIMEOUT.toNanos();
        while (!isFree(port)) {
            var owner = ProcessTable.listenerOn(port);
            // A process that was killed a moment ago may still occupy its port, although no process is shown to listen
            // any
            // more.
            if (owner.isEmpty() && System.nanoTime() < deadline) {
                Thread.sleep(50);
                continue;
            }
            var whose = owner.isEmpty()
                    ? "by a process of another user"
                    : "by \"%s\" (pid %d)".formatted(ProcessTable.describe(owner.getAsLong()), owner.getAsLong());
            throw new LocalRunException(
                    "Port %d, which %s needs, is taken %s: stop that, or choose other ports with --port-offset 1000."
                            .formatted(port, component, whose));
        }
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress("127.0.0.1", port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static void requirePackaged(SuiteSettings settings) {
        for (var service : settings.services()) {
            var jar = settings.project().packaged(service);
            if (settings.isPackaged(service) && !Files.exists(jar)) {
                throw new LocalRunException("%s is not built: %s is missing. ./sequences up builds it first."
                        .formatted(service.module(), jar));
            }
        }
    }
}
