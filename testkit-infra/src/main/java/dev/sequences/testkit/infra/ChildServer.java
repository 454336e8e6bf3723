package dev.sequences.testkit.infra;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * A server in a JVM of its own. It prints its address and lives until its standard input ends, which it does however the
 * tests' JVM ends, killed or not. In the tests' own JVM it would depend on class loaders that Quarkus closes.
 */
final class ChildServer {

    private static final String READY = "ready ";

    private ChildServer() {}

    /** Starts {@code main} and returns what it said about itself. */
    static String start(Class<?> main) {
        return start(main, pid -> {});
    }

    /** As above; {@code pid} receives the id of the process. */
    static String start(Class<?> main, LongConsumer pid) {
        try {
            Path log = Files.createTempFile("sequences-" + main.getSimpleName(), ".log");
            log.toFile().deleteOnExit();
            Process process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+ExitOnOutOfMemoryError",
                            "-cp",
                            System.getProperty("java.class.path"),
                            main.getName()))
                    .redirectError(log.toFile())
                    .start();
            pid.accept(process.pid());
            BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
            String line;
            while ((line = said.readLine()) != null) {
                if (line.startsWith(READY)) {
                    keep(process, said);
                    return line.substring(READY.length());
                }
            }
            throw new IllegalStateException(
                    main.getSimpleName() + " did not start:\n" + Files.readString(log, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(main.getSimpleName() + " could not be started", e);
        }
    }

    /** Holds on to the pipes, and empties one of them so that a talkative server is not held up. */
    private static void keep(Process process, BufferedReader said) {
        OutputStream lifeline = process.getOutputStream();
        Thread keeper = new Thread(
                () -> {
                    try (lifeline) {
                        while (said.readLine() != null) {
                            // Nobody reads it.
                        }
                    } catch (IOException ended) {
                        // So has the server.
                    }
                },
                "sequences-test-server");
        keeper.setDaemon(true);
        keeper.start();
    }

    /** In the child: tells the address, then waits for the parent's end. */
    static void readyUntilParentEnds(String address) throws IOException {
        System.out.println(READY + address);
        System.out.flush();
        InputStream lifeline = System.in;
        while (lifeline.read() >= 0) {
            // The parent never writes.
        }
    }
}
