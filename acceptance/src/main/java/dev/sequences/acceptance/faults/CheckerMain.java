package dev.sequences.acceptance.faults;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks a suite whose load has stopped and prints each property with its counts. Exit code 0 when all hold, 1 when one
 * does not, 2 when it could not look.
 *
 * <pre>{@code
 * CheckerMain [--postgres localhost:15432] [--kafka localhost:19092] [--history FILE]
 * }</pre>
 */
public final class CheckerMain {

    private CheckerMain() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    static int run(String[] args) {
        Map<String, String> options =
                new HashMap<>(Map.of("--postgres", "localhost:15432", "--kafka", "localhost:19092"));
        for (int i = 0; i < args.length; i += 2) {
            if (i + 1 == args.length
                    || !List.of("--postgres", "--kafka", "--history").contains(args[i])) {
                System.err.println("usage: CheckerMain [--postgres HOST:PORT] [--kafka HOST:PORT] [--history FILE]");
                return 2;
            }
            options.put(args[i], args[i + 1]);
        }
        try {
            String history = options.get("--history");
            List<Command> commands = history == null ? new ArrayList<>() : History.read(Path.of(history));
            Evidence evidence = new EvidenceReader(
                            String.valueOf(options.get("--postgres")), String.valueOf(options.get("--kafka")))
                    .read();
            List<Verdict> verdicts = new Checker(evidence, commands).verdicts();
            verdicts.forEach(System.out::println);
            return verdicts.stream().allMatch(Verdict::holds) ? 0 : 1;
        } catch (Exception e) {
            System.err.println("The suite could not be read: " + e);
            return 2;
        }
    }
}
