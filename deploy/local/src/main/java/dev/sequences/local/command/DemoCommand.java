package dev.sequences.local.command;

import dev.sequences.local.LocalRunException;
import dev.sequences.local.LocalSuite;
import dev.sequences.local.SuiteLock;
import dev.sequences.local.Supervision;
import dev.sequences.local.demo.DemoOptions;
import dev.sequences.local.demo.DemoStory;
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

/** Tells the suite's story on leads, in front of the terminal. */
@Command(
        name = "demo",
        description =
                "Starts a fresh suite, sends leads through all five services, prints the funnel, and stays until Ctrl-C.",
        footer = {
            "",
            "The exit code is 0 only if every check of the story held; 1 if one did not; 2 if the leads cannot be used.",
            "Any process of the suite may be killed meanwhile: it is started again, and nothing is lost or counted twice."
        })
public final class DemoCommand implements Callable<Integer> {

    private static final int ENDED_BY_THE_PERSON = 130;

    @Mixin
    private SuiteOptions options = new SuiteOptions();

    @Option(
            names = "--leads",
            paramLabel = "FILE.csv",
            description = "Records to use; without it the demo generates some.")
    @Nullable
    private Path leads;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            defaultValue = "lead",
            description = "lead, opportunity, account or contact (default: ${DEFAULT-VALUE}).")
    private String type = "lead";

    @Option(
            names = "--id-column",
            paramLabel = "COLUMN",
            description = "Column with a unique id; " + DemoOptions.LINE_NUMBER + " takes the line number.")
    @Nullable
    private String idColumn;

    @Option(names = "--name-column", paramLabel = "COLUMN", description = "Column with the name that sellers see.")
    @Nullable
    private String nameColumn;

    @Option(
            names = "--where",
            paramLabel = "COLUMN=VALUE",
            description =
                    "Who belongs to the segment, for example \"City=Mumbai\"; may be repeated. Without it the demo picks and says so.")
    private List<String> where = List.of();

    @Option(
            names = "--generate",
            paramLabel = "N",
            defaultValue = "" + DemoOptions.DEFAULT_LEADS,
            description = "How many leads to generate where there is no file (default: ${DEFAULT-VALUE}).")
    private int generated = DemoOptions.DEFAULT_LEADS;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "" + DemoOptions.DEFAULT_SEED,
            description = "The same seed gives the same leads and the same sellers (default: ${DEFAULT-VALUE}).")
    private long seed = DemoOptions.DEFAULT_SEED;

    @Option(
            names = "--pace",
            paramLabel = "DURATION",
            defaultValue = "PT0S",
            description = "How long a seller rests after each item, such as PT0.2S (default: not at all).")
    private Duration pace = Duration.ZERO;

    @Option(names = "--exit", description = "Stops the suite after the story instead of waiting for Ctrl-C.")
    private boolean exit;

    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean ending;

    @Override
    public Integer call() throws InterruptedException {
        var choices = new DemoOptions(leads, type, idColumn, nameColumn, where, generated, seed, pace, exit);
        var unusable = choices.check();
        if (unusable.isPresent()) {
            System.err.println(unusable.get());
            return DemoStory.BAD_INPUT;
        }
        try (var lock = SuiteLock.tryTake(options.demoLock())
                .orElseThrow(() -> new LocalRunException(
                        "Another demo runs on these ports: end it with Ctrl-C, or choose other ports with"
                                + " --port-offset 1000."))) {
            return tell(choices);
        }
    }

    private int tell(DemoOptions choices) throws InterruptedException {
        refuseBesideSuite();
        var suite = options.demoSuite();
        System.out.println("Starting a fresh suite in " + options.demoData());
        suite.reset(line -> {});
        var stage = new Stage(suite, Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(new Thread(stage::clearEarly, "end-of-demo"));
        try {
            return tell(choices, suite, stage);
        } catch (InterruptedException e) {
            ended.await();
            return ENDED_BY_THE_PERSON;
        }
    }

    private int tell(DemoOptions choices, LocalSuite suite, Stage stage) throws InterruptedException {
        suite.start(this::say);
        stage.supervise();
        var outcome = DemoStory.run(choices, suite.endpoints(), suite.tokens(), suite::advanceClock, untilEnding());
        if (ending) {
            throw new InterruptedException("ended while the story was told");
        }
        System.out.println();
        System.out.print(UrlTable.of(suite));
        if (!exit) {
            System.out.println();
            System.out.println("The suite keeps running for you to look around. Ctrl-C stops it.");
            ended.await();
        }
        stage.clear("The story is over; stopping the suite.");
        return outcome;
    }

    private void refuseBesideSuite() {
        var suite = options.suite();
        if (suite.components().stream().anyMatch(suite::isAlive)) {
            throw new LocalRunException(
                    "The suite that ./sequences up started is running on these ports: stop it with ./sequences down,"
                            + " or give the demo other ports with --port-offset 1000.");
        }
    }

    private void say(String line) {
        if (!ending) {
            System.out.println(line);
        }
    }

    /** What the story prints; silent once the suite is being taken from under it. */
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

    /** What must be cleared away at the end, whichever way the end comes. */
    private final class Stage {

        private final LocalSuite suite;
        private final Thread teller;
        private @Nullable Supervision supervision;
        private boolean cleared;

        Stage(LocalSuite suite, Thread teller) {
            this.suite = suite;
            this.teller = teller;
        }

        /** The JVM is ending: by Ctrl-C, by a signal, or because the start failed. */
        void clearEarly() {
            ending = true;
            teller.interrupt();
            clear("Stopping the suite ...");
        }

        synchronized void supervise() {
            if (!cleared) {
                supervision = suite.supervise(DemoCommand.this::say);
            }
        }

        synchronized void clear(String why) {
            if (cleared) {
                return;
            }
            cleared = true;
            ending = true;
            System.out.println();
            System.out.println(why);
            if (supervision != null) {
                supervision.close();
            }
            suite.close();
            System.out.println("Stopped. The logs are in " + options.demoData().resolve("logs"));
            ended.countDown();
        }
    }
}
