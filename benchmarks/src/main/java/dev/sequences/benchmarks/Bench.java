package dev.sequences.benchmarks;

import dev.sequences.benchmarks.load.BenchFailure;
import dev.sequences.benchmarks.load.ServerSide;
import dev.sequences.benchmarks.load.SuiteCalls;
import dev.sequences.benchmarks.report.ResultTable;
import dev.sequences.benchmarks.report.Results;
import dev.sequences.benchmarks.sections.BulkEnrollment;
import dev.sequences.benchmarks.sections.Commands;
import dev.sequences.benchmarks.sections.Completions;
import dev.sequences.benchmarks.sections.Library;
import dev.sequences.benchmarks.sections.Memory;
import dev.sequences.benchmarks.sections.RawLimits;
import dev.sequences.benchmarks.sections.Recovery;
import dev.sequences.benchmarks.sections.StartUp;
import dev.sequences.benchmarks.sections.SteadyTimers;
import dev.sequences.benchmarks.sections.TimerWall;
import dev.sequences.benchmarks.sections.Visibility;
import dev.sequences.benchmarks.stage.Plan;
import dev.sequences.benchmarks.stage.Section;
import dev.sequences.benchmarks.stage.Stage;
import dev.sequences.benchmarks.stage.StartWatch;
import dev.sequences.local.LocalRunException;
import dev.sequences.local.LocalSuite;
import dev.sequences.local.Ports;
import dev.sequences.local.ProjectHome;
import dev.sequences.local.SuiteSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the suite and prints one table. The exit code is 1 when a section failed or a count was wrong, regardless of speed. */
@Command(
        name = "./sequences bench",
        sortOptions = false,
        description = "Measures load, latency and recovery of the suite, compared with the raw limits of this machine.")
public final class Bench implements Callable<Integer> {

    private static final List<Section> SECTIONS = List.of(
            new RawLimits(),
            new StartUp(),
            new Commands(),
            new Completions(),
            new Visibility(),
            new BulkEnrollment(),
            new SteadyTimers(),
            new TimerWall(),
            new Recovery(),
            new Memory(),
            // Last, since half a million versions keep the database busy for minutes, with a checkpoint and with
            // vacuum.
            new Library());

    @Option(
            names = "--quick",
            description = "Small numbers, in about three minutes; to see that it works, not to quote.")
    boolean quick;

    @Option(
            names = "--sections",
            split = ",",
            paramLabel = "NAME",
            description =
                    "Only these, separated by commas; raw always runs, since the ratios need it. Known: raw, start,"
                            + " commands, library, completions, visibility, bulk, steady-timers, timers, recovery,"
                            + " memory.")
    Set<String> wanted = new LinkedHashSet<>();

    @Option(
            names = "--attach",
            description = "Measures the suite that ./sequences up has started, and leaves its data behind in it.")
    boolean attach;

    @Option(
            names = "--port-offset",
            paramLabel = "N",
            description = "Added to every port (default: 3000, or 0 with --attach).")
    @Nullable
    Integer portOffset;

    @Option(names = "--data", paramLabel = "DIR", description = "Data directory of the suite to attach to.")
    @Nullable
    Path data;

    @Option(names = "--keep", description = "Leaves the suite running at the end.")
    boolean keep;

    @Option(names = "--help", usageHelp = true, description = "Shows this text.")
    boolean help;

    private final ProjectHome project = ProjectHome.find();
    private final Results results = new Results();

    public static void main(String[] args) {
        var line = new CommandLine(new Bench());
        line.setExecutionExceptionHandler((problem, command, parsed) -> {
            if (problem instanceof LocalRunException || problem instanceof BenchFailure) {
                System.err.println(problem.getMessage());
            } else {
                problem.printStackTrace(System.err);
            }
            return 1;
        });
        System.exit(line.execute(args));
    }

    @Override
    public Integer call() throws Exception {
        var known = SECTIONS.stream().map(Section::name).toList();
        var unknown = wanted.stream().filter(name -> !known.contains(name)).toList();
        if (!unknown.isEmpty()) {
            System.err.println("There is no section %s; known are %s."
                    .formatted(String.join(", ", unknown), String.join(", ", known)));
            return 2;
        }
        var began = System.nanoTime();
        if (attach) {
            attached();
        } else {
            own();
        }
        describe((System.nanoTime() - began) / 1e9);
        publish();
        return results.failures().isEmpty() ? 0 : 1;
    }

    private void attached() {
        var directory = data == null ? project.standardData() : data;
        var suite = LocalSuite.of(
                SuiteSettings.packaged(project, directory, Ports.withOffset(portOffset == null ? 0 : portOffset)));
        if (!suite.components().stream().allMatch(suite::isAlive)) {
            throw new BenchFailure(
                    "No complete suite runs on the data in %s; ./sequences up starts it, or leave out --attach."
                            .formatted(directory));
        }
        measure(suite, StartWatch.none(suite));
    }

    private void own() throws InterruptedException {
        var suite = LocalSuite.of(SuiteSettings.packaged(
                project, home().resolve("suite"), Ports.withOffset(portOffset == null ? 3_000 : portOffset)));
        suite.reset(line -> {});
        var stopper = new Thread(suite::close, "stop-suite");
        Runtime.getRuntime().addShutdownHook(stopper);
        System.err.println("== starting a suite of its own");
        try (var watch = StartWatch.on(suite)) {
            suite.start(System.err::println);
            measure(suite, watch);
        }
        if (keep) {
            Runtime.getRuntime().removeShutdownHook(stopper);
            System.err.println("The suite keeps running. Data directory: "
                    + suite.settings().data());
            return;
        }
        Runtime.getRuntime().removeShutdownHook(stopper);
        if (results.failures().isEmpty()) {
            suite.reset(line -> {});
        } else {
            suite.close();
            results.remark("Data and logs of the suite are kept in %s until the next run."
                    .formatted(suite.settings().data()));
        }
    }

    private void measure(LocalSuite suite, StartWatch watch) {
        try (var calls = new SuiteCalls(suite.settings().ports(), suite.tokens());
                var server = new ServerSide(suite.postgres())) {
            var stage = new Stage(suite, quick ? Plan.QUICK : Plan.FULL, calls, server, results, watch);
            for (var section : SECTIONS) {
                if (wanted.isEmpty() || wanted.contains(section.name()) || section instanceof RawLimits) {
                    run(section, stage);
                }
            }
            checkThatNothingWasParked(server);
        }
    }

    private void run(Section section, Stage stage) {
        System.err.println("== " + section.name());
        var began = System.nanoTime();
        try {
            section.run(stage);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            results.fail(section.name(), "interrupted");
        } catch (Exception e) {
            var known = e instanceof BenchFailure || e instanceof LocalRunException;
            results.fail(section.name(), known ? String.valueOf(e.getMessage()) : e.toString());
            if (!known) {
                e.printStackTrace(System.err);
            }
        }
        System.err.printf("   %s took %.0f s%n", section.name(), (System.nanoTime() - began) / 1e9);
    }

    private void checkThatNothingWasParked(ServerSide server) {
        try {
            var parked = server.parkedMessages();
            if (parked > 0) {
                results.fail("all", "%,d messages could not be taken by their consumers".formatted(parked));
            }
        } catch (BenchFailure e) {
            results.fail("all", "parked messages could not be counted: " + e.getMessage());
        }
    }

    private void describe(double seconds) {
        results.remark(
                "%s run of %.0f s on %d processors, JDK %s%s; load generator, services, PostgreSQL (fsync on) and Kafka share them."
                        .formatted(
                                quick ? "Quick" : "Full",
                                seconds,
                                Runtime.getRuntime().availableProcessors(),
                                Runtime.version().feature(),
                                "full".equals(System.getenv("SEQUENCES_JIT"))
                                        ? " with its optimising compiler"
                                        : " with its first-tier compiler"));
        results.remark(
                "Times are of calls over HTTP/1.1 on kept connections; percentages are shares of the whole machine."
                        + " Calls that create something carry an idempotency key, the others none.");
    }

    private void publish() throws IOException {
        var table = new ResultTable(results);
        var directory = home().resolve("results-"
                + LocalDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")));
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("results.json"), table.json());
        Files.writeString(directory.resolve("results.md"), table.markdown());
        Files.writeString(directory.resolve("results.txt"), table.text());
        System.out.println();
        System.out.print(table.text());
        System.out.println("Written to " + directory);
    }

    private Path home() {
        return project.root().resolve(".sequences/bench");
    }
}
