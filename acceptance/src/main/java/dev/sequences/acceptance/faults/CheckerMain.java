package dev.sequences.acceptance.faults;

import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks a suite whose load has stopped and prints each property with its counts. Exit code 0 if all properties are
 * satisfied, 1 if one is violated, 2 if the suite could not be read.
 *
 * <pre>{@code
 * CheckerMain [--postgres localhost:15432] [--kafka localhost:19092] [--history FILE] [--keep FILE]
 * CheckerMain --evidence FILE [--history FILE]
 * }</pre>
 *
 * <p>{@code --keep} stores the evidence in a file, and {@code --evidence} checks such a file.
 */
public final class CheckerMain {

    private static final List<String> OPTIONS = List.of("--postgres", "--kafka", "--history", "--keep", "--evidence");

    private CheckerMain() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    static int run(String[] args) {
        Map<String, String> options =
                new HashMap<>(Map.of("--postgres", "localhost:15432", "--kafka", "localhost:19092"));
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length || !OPTIONS.contains(args[i])) {
                System.err.println("usage: CheckerMain [--postgres HOST:PORT] [--kafka HOST:PORT] [--history FILE]"
                        + " [--keep FILE] [--evidence FILE]");
                return 2;
            }
            options.put(args[i], args[i + 1]);
        }
        try {
            String history = options.get("--history");
            List<Command> commands = history == null ? new ArrayList<>() : History.read(Path.of(history));
            List<Verdict> verdicts = new Checker(evidence(options), commands).verdicts();
            verdicts.forEach(System.out::println);
            return verdicts.stream().allMatch(Verdict::holds) ? 0 : 1;
        } catch (Exception e) {
            System.err.println("The suite could not be read: " + e);
            return 2;
        }
    }

    private static Evidence evidence(Map<String, String> options) throws Exception {
        String kept = options.get("--evidence");
        if (kept != null) {
            try (Reader file = Files.newBufferedReader(Path.of(kept))) {
                return EvidenceFile.read(file);
            }
        }
        Evidence evidence = new EvidenceReader(
                        String.valueOf(options.get("--postgres")), String.valueOf(options.get("--kafka")))
                .read();
        String keep = options.get("--keep");
        if (keep != null) {
            try (Writer file = Files.newBufferedWriter(Path.of(keep))) {
                EvidenceFile.write(evidence, file);
            }
        }
        return evidence;
    }
}
