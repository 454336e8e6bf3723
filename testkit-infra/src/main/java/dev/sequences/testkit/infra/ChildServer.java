package dev.sequences.testkit.infra;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * A server in a separate JVM. It prints its address and runs until its standard input is closed, which happens even if the
 * tests' JVM is killed. In the tests' JVM it would depend on class loaders that Quarkus closes.
 */
final class ChildServer {

    private static final String READY = "ready ";

    private ChildServer() {}

    /** Starts {@code main} with {@code arguments} and returns the address that it printed. */
    static String start(Class<?> main, String... arguments) {
        return start(main, pid -> {}, arguments);
    }

    /** As above; {@code pid} receives the id of the process. */
    static String start(Class<?> main, LongConsumer pid, String... arguments) {
        try {
            Path log = Files.createTempFile("sequences-" + main.getSimpleName(), ".log");
            log.toFile().deleteOnExit();
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-cp",
                    System.getProperty("java.class.path"),
                    main.getName()));
            command.addAll(List.of(arguments));
            Process process =
                    new ProcessBuilder(command).redirectError(log.toFile()).start();
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

    /** Keeps the pipes open, and drains the output so that the server never blocks. */
    private static void keep(Process process, BufferedReader said) {
        OutputStream lifeline = process.getOutputStream();
        Thread keeper = new Thread(
                () -> {
                    try (lifeline) {
                        while (said.readLine() != null) {
                            // The output is discarded.
                        }
                    } catch (IOException ended) {
                        // The server has ended.
                    }
                },
                "sequences-test-server");
        keeper.setDaemon(true);
        keeper.start();
    }

    /** In the child: prints the address, then waits for the end of the parent. */
    static void readyUntilParentEnds(String address) throws IOException {
        System.out.println(READY + address);
        System.out.flush();
        InputStream lifeline = System.in;
        while (lifeline.read() >= 0) {
            // The parent never writes.
        }
    }
}
