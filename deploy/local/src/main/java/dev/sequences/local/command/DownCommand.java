package dev.sequences.local.command;

import dev.sequences.local.LocalRunException;
import dev.sequences.local.LocalSuite;
import dev.sequences.local.SuiteLock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops the suite. */
@Command(
        name = "down",
        description =
                "Stops the services, then Kafka, then PostgreSQL, each in good order. The data stay. Also stops what a killed demo left"
                        + " behind.")
public final class DownCommand implements Callable<Integer> {

    @Mixin
    private SuiteOptions options = new SuiteOptions();

    @Override
    public Integer call() throws InterruptedException {
        var wasRunning = stop(options.suite());
        var demo = options.demoStillAlive();
        if (demo.isPresent()) {
            try (var lock = SuiteLock.tryTake(options.demoLock())
                    .orElseThrow(() -> new LocalRunException(
                            "A demo is running in front of another terminal: end it there with Ctrl-C."))) {
                wasRunning |= stop(demo.get());
            }
        }
        System.out.println(wasRunning ? "The suite is stopped." : "The suite was not running.");
        return 0;
    }

    private static boolean stop(LocalSuite suite) throws InterruptedException {
        var wasRunning = suite.components().stream().anyMatch(suite::isAlive);
        suite.stop(System.out::println);
        return wasRunning;
    }
}
