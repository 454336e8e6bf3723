package dev.sequences.local.command;

import dev.sequences.local.Component;
import dev.sequences.local.LocalRunException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the log of one process of the suite. */
@Command(name = "logs", description = "Prints the end of the log of a service, of postgres or of kafka.")
public final class LogsCommand implements Callable<Integer> {

    private static final int POLL_MILLIS = 250;

    @Mixin
    private SuiteOptions options = new SuiteOptions();

    @Parameters(paramLabel = "SERVICE", description = "For example worklist, or worklist-service.")
    private String service = "";

    @Option(names = "--lines", paramLabel = "N", description = "How many lines to print first (default: 100).")
    private int lines = 100;

    @Option(names = "--follow", description = "Goes on printing what is appended, until Ctrl-C.")
    private boolean follow;

    @Override
    public Integer call() throws InterruptedException {
        Path log = options.suite().log(Component.named(service));
        try {
            if (!Files.exists(log)) {
                throw new LocalRunException("%s has no log yet: it was never started.".formatted(service));
            }
            long offset = printEnd(log);
            while (follow) {
                Thread.sleep(POLL_MILLIS);
                offset = printFrom(log, offset);
            }
        } catch (IOException e) {
            throw new LocalRunException("%s cannot be read: %s.".formatted(log, e.getMessage()), e);
        }
        return 0;
    }

    private long printEnd(Path log) throws IOException {
        long size = Files.size(log);
        var end = new ArrayDeque<String>();
        // A damaged byte must not hide the rest.
        try (var all = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            all.forEach(line -> {
                end.add(line);
                if (end.size() > lines) {
                    end.removeFirst();
                }
            });
        }
        end.forEach(line -> System.out.println(utf8(line.getBytes(StandardCharsets.ISO_8859_1))));
        return size;
    }

    private static long printFrom(Path log, long offset) throws IOException {
        long size = Files.size(log);
        // A log that became shorter was rotated.
        long from = size < offset ? 0 : offset;
        if (size == from) {
            return from;
        }
        try (var file = Files.newInputStream(log)) {
            file.skipNBytes(from);
            System.out.print(utf8(file.readNBytes(Math.toIntExact(Math.min(size - from, 1 << 20)))));
            System.out.flush();
        }
        return Math.min(size, from + (1 << 20));
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
