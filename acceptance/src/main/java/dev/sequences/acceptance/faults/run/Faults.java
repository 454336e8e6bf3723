package dev.sequences.acceptance.faults.run;

import dev.sequences.acceptance.RunningSuite;
import dev.sequences.acceptance.faults.Verdict;
import dev.sequences.local.Component;
import dev.sequences.local.LocalRunException;
import dev.sequences.local.LocalSuite;
import dev.sequences.local.Ports;
import dev.sequences.local.ProjectHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Plays seeded schedules of faults, each against a new suite with empty databases by default, and checks the suite after each. The
 * exit code is 0 if no run has a violation, 1 if one has or could not be finished, 2 for wrong options.
 */
@Command(
        name = "./sequences faults",
        sortOptions = false,
        description =
                "Kills, freezes and disconnects components of a suite of its own under load, at times that depend on a"
                        + " seed. Then checks that every acknowledged command has its effect exactly once.")
public final class Faults implements Callable<Integer> {

    @Option(
            names = "--seeds",
            required = true,
            paramLabel = "SEEDS",
            description = "One schedule each: 41, 1..30, or several, separated by commas.")
    String seeds = "";

    @Option(names = "--seconds", paramLabel = "S", description = "Duration of load and faults (default: 60).")
    int seconds = 60;

    @Option(
            names = "--outage",
            paramLabel = "S",
            description =
                    "In addition to the short kills, outages of up to S seconds, one at a time: of single consumers, of"
                            + " services (down or frozen), of the broker and of the database (default: none).")
    int outage;

    @Option(
            names = "--each-consumer",
            description =
                    "Instead of random faults, each consumer is stopped once, one after the other, for S seconds of --outage:"
                            + " each topic is behind the others of its service for a while. --seconds has no effect.")
    boolean eachConsumer;

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            description = "Added to every port; two runs on one machine need different ones (default: 4000).")
    int portOffset = 4_000;

    @Option(
            names = "--reuse",
            paramLabel = "N",
            description =
                    "Seeds that share one suite, which saves its start. The check then covers everything since the start of"
                            + " the suite. After a violation the next seed gets a new one (default: 1).")
    int reuse = 1;

    @Option(names = "--keep", description = "Keeps the history of runs without violations, too.")
    boolean keep;

    @Option(names = "--help", usageHelp = true, description = "Shows this text.")
    boolean help;

    private final List<String> failed = new ArrayList<>();

    /** The suite of the next seed; null if it gets a new one. */
    private @Nullable RunningSuite current;

    private int users;

    public static void main(String[] args) {
        CommandLine line = new CommandLine(new Faults());
        line.setExecutionExceptionHandler((problem, command, parsed) -> {
            System.err.println(
                    problem instanceof LocalRunException || problem instanceof IllegalArgumentException
                            ? problem.getMessage()
                            : problem.toString());
            return problem instanceof IllegalArgumentException ? 2 : 1;
        });
        System.exit(line.execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Long> parsed = Seeds.parse(seeds);
        if (seconds < 10 || outage < 0 || reuse < 1) {
            throw new IllegalArgumentException(
                    "Use --seconds of at least 10, an --outage that is not negative, and --reuse of at least 1.");
        }
        if (eachConsumer && outage == 0) {
            throw new IllegalArgumentException(
                    "--each-consumer needs an --outage: for how long each consumer is stopped.");
        }
        Ports ports = Ports.withOffset(portOffset);
        Path directory = ProjectHome.find()
                .root()
                .resolve(".sequences/faults")
                .resolve(LocalDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")));
        Files.createDirectories(directory);
        System.out.printf(
                "%d seeds of %d s%s; a violation keeps its files in %s%n",
                parsed.size(),
                schedule(parsed.getFirst()).length().toSeconds(),
                outage > 0 ? " with outages up to %d s".formatted(outage) : "",
                directory);
        try {
            for (long seed : parsed) {
                run(schedule(seed), ports, directory);
            }
        } finally {
            discard();
        }
        System.out.printf(
                "%d of %d seeds without violation%s%n",
                parsed.size() - failed.size(),
                parsed.size(),
                failed.isEmpty() ? "" : "; failed: " + String.join(", ", failed));
        return failed.isEmpty() ? 0 : 1;
    }

    private Schedule schedule(long seed) {
        Duration each = Duration.ofSeconds(outage);
        return eachConsumer
                ? Schedule.ofConsumersInTurn(seed, each)
                : Schedule.of(seed, Duration.ofSeconds(seconds), each);
    }

    private void run(Schedule schedule, Ports ports, Path directory) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Path files = directory.resolve("seed-" + schedule.seed());
        Files.createDirectories(files);
        Files.writeString(files.resolve("schedule.txt"), schedule + System.lineSeparator());
        if (current == null) {
            progress(schedule, began, "starts a suite");
            // Occupied ports end the command: another run is using them.
            current = RunningSuite.start(ports, line -> {});
            users = 0;
        }
        users++;
        if (isClean(schedule, current, began, files)) {
            if (!keep) {
                delete(files);
            }
            if (users >= reuse) {
                discard();
            }
        } else {
            failed.add(Long.toString(schedule.seed()));
            keepLogs(current.local(), files);
            discard();
        }
    }

    private static boolean isClean(Schedule schedule, RunningSuite suite, long began, Path files)
            throws IOException, InterruptedException {
        try {
            FaultRun.Result result =
                    new FaultRun(suite, schedule, files, phase -> progress(schedule, began, phase)).play();
            report(result, began, files);
            return result.violations() == 0;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception | AssertionError e) {
            System.out.printf("seed %-6d FAIL could not be finished: %s%n", schedule.seed(), e);
            return false;
        }
    }

    private void discard() {
        if (current != null) {
            current.close();
            current = null;
        }
    }

    private static void report(FaultRun.Result result, long began, Path files) throws IOException {
        System.out.println(line(result, seconds(began)));
        if (result.violations() > 0) {
            List<String> text =
                    result.verdicts().stream().map(Verdict::complete).toList();
            Files.write(files.resolve("verdicts.txt"), text);
            result.violated().forEach(verdict -> System.out.println("       " + verdict));
        }
    }

    static String line(FaultRun.Result result, long seconds) {
        return String.format(
                Locale.ROOT,
                "seed %-6d %-4s %3d faults, %,6d acknowledged commands, %d violations, %d s",
                result.schedule().seed(),
                result.violations() == 0 ? "ok" : "FAIL",
                result.faults(),
                result.acknowledged(),
                result.violations(),
                seconds);
    }

    private static void progress(Schedule schedule, long began, String phase) {
        System.err.printf("  seed %d, %3d s: %s%n", schedule.seed(), seconds(began), phase);
    }

    private static long seconds(long began) {
        return Duration.ofNanos(System.nanoTime() - began).toSeconds();
    }

    private static void keepLogs(LocalSuite suite, Path files) throws IOException {
        for (Component component : suite.components()) {
            Path log = suite.log(component);
            if (Files.exists(log)) {
                Files.copy(log, files.resolve(component.id() + ".log"), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
