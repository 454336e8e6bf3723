package dev.sequences.local.command;

import dev.sequences.local.LocalRunException;
import dev.sequences.local.LocalSuite;
import dev.sequences.local.SuiteLock;
import dev.sequences.local.Supervision;
import dev.sequences.local.demo.Demo;
import dev.sequences.local.demo.DemoOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the demo on a fresh suite in the foreground. */
@Command(
        name = "demo",
        description =
                "Starts a fresh suite, sends leads through all five services, prints the funnel, and runs until Ctrl-C.",
        footer = {
            "",
            "Exit codes: 0 all checks passed (refused rows are reported), 1 a check failed, 2 the leads or options cannot be used.",
            "You may kill any process of the suite meanwhile: it is restarted, and nothing is lost or counted twice."
        })
public final class DemoCommand implements Callable<Integer> {

    private static final int ENDED_BY_SIGNAL = 130;

    @Mixin
    private SuiteOptions options = new SuiteOptions();

    @Option(
            names = "--leads",
            paramLabel = "FILE",
            description =
                    "CSV file with a header, NDJSON file or Excel workbook, possibly compressed with gzip; the demo generates leads by default.")
    @Nullable
    private Path leads;

    @Option(
            names = "--charset",
            paramLabel = "CHARSET",
            description =
                    "Encoding of the file, such as windows-1250, if it is neither UTF-8, UTF-16 nor Windows-1252.")
    @Nullable
    private String charset;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            defaultValue = "lead",
            description = "lead, opportunity, account or contact (default: ${DEFAULT-VALUE}).")
    private String type = "lead";

    @Option(
            names = "--id-column",
            paramLabel = "COLUMN",
            description = "Column with a unique id (default: the line number).")
    @Nullable
    private String idColumn;

    @Option(
            names = "--name-column",
            paramLabel = "COLUMN",
            description = "Column with the name that sellers see (default: none).")
    @Nullable
    private String nameColumn;

    @Option(
            names = "--where",
            paramLabel = "COLUMN=VALUE",
            description =
                    "Condition of the segment, such as \"City=Mumbai\"; repeatable. By default the demo chooses one and shows it.")
    private List<String> where = List.of();

    @Option(
            names = "--generate",
            paramLabel = "N",
            defaultValue = "" + DemoOptions.DEFAULT_LEADS,
            description = "Number of generated leads (default: ${DEFAULT-VALUE}).")
    private int generated = DemoOptions.DEFAULT_LEADS;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "" + DemoOptions.DEFAULT_SEED,
            description =
                    "The same seed gives the same leads and the same actions of the sellers (default: ${DEFAULT-VALUE}).")
    private long seed = DemoOptions.DEFAULT_SEED;

    @Option(
            names = "--pace",
            paramLabel = "DURATION",
            defaultValue = "PT0S",
            description = "Pause of a seller after each item, such as PT0.2S (default: none).")
    private Duration pace = Duration.ZERO;

    @Option(names = "--exit", description = "Stops the suite at the end instead of waiting for Ctrl-C.")
    private boolean exit;

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean ending;

    @Override
    public Integer call() throws InterruptedException {
        var choices = new DemoOptions(leads, charset, type, idColumn, nameColumn, where, generated, seed, pace, exit);
        var unusable = choices.check();
        if (unusable.isPresent()) {
            System.err.println(unusable.get());
            return Demo.BAD_INPUT;
        }
        try (var lock = SuiteLock.tryTake(options.demoLock())
                .orElseThrow(() -> new LocalRunException(
                        "Another demo is running on these ports. End it with Ctrl-C, or choose other ports with"
                                + " --port-offset 1000."))) {
            return run(choices);
        }
    }

    private int run(DemoOptions choices) throws InterruptedException {
        refuseWhileSuiteRuns();
        var suite = options.demoSuite();
        System.out.println("Starting a fresh suite in " + options.demoData());
        suite.reset(line -> {});
        var running = new RunningSuite(suite, Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(new Thread(running::stopEarly, "end-of-demo"));
        try {
            return run(choices, suite, running);
        } catch (InterruptedException e) {
            ended.await();
            return ENDED_BY_SIGNAL;
        }
    }

    private int run(DemoOptions choices, LocalSuite suite, RunningSuite running) throws InterruptedException {
        suite.start(this::print);
        running.supervise();
        var outcome = Demo.run(choices, suite.endpoints(), suite.tokens(), suite::advanceClock, untilEnding());
        if (ending) {
            throw new InterruptedException("ended during the demo");
        }
        if (outcome != Demo.BAD_INPUT) {
            System.out.println();
            System.out.print(UrlTable.of(suite));
        }
        if (!exit && outcome != Demo.BAD_INPUT) {
            System.out.println();
            System.out.println("The suite keeps running. Ctrl-C stops it.");
            ended.await();
        }
        running.stop("The demo has ended; stopping the suite.");
        return outcome;
    }

    private void refuseWhileSuiteRuns() {
        var suite = options.suite();
        if (suite.components().stream().anyMatch(suite::isAlive)) {
            throw new LocalRunException(
                    "The suite that ./sequences up started is running on these ports: stop it with ./sequences down,"
                            + " or give the demo other ports with --port-offset 1000.");
        }
    }

    private void print(String line) {
        if (!ending) {
            System.out.println(line);
        }
    }

    /** Returns the output of the demo; discards everything once the suite is being stopped. */
    private PrintStream untilEnding() {
        var quiet = new OutputStream() {
            @Override
            public void write(int oneByte) {
                if (!ending) {
                    System.out.write(oneByte);
                }
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                if (!ending) {
                    System.out.write(bytes, offset, length);
                }
            }

            @Override
            public void flush() throws IOException {
                System.out.flush();
            }
        };
        return new PrintStream(quiet, true, StandardCharsets.UTF_8);
    }

    /** The running suite, which must be stopped at the end however the demo ends. */
    private final class RunningSuite {

        private final LocalSuite suite;
        private final Thread runner;
        private @Nullable Supervision supervision;
        private boolean stopped;

        RunningSuite(LocalSuite suite, Thread runner) {
            this.suite = suite;
            this.runner = runner;
        }

        /** Stops the suite when the JVM ends by Ctrl-C, a signal or a failed start. */
        void stopEarly() {
            ending = true;
            runner.interrupt();
            stop("Stopping the suite ...");
        }

        synchronized void supervise() {
            if (!stopped) {
                supervision = suite.supervise(DemoCommand.this::print);
            }
        }

        synchronized void stop(String message) {
            if (stopped) {
                return;
            }
            stopped = true;
            ending = true;
            System.out.println();
            System.out.println(message);
            if (supervision != null) {
                supervision.close();
            }
            suite.close();
            System.out.println("Stopped. The logs are in " + options.demoData().resolve("logs"));
            ended.countDown();
        }
    }
}
