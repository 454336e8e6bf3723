package dev.sequences.local.command;

import dev.sequences.local.Component;
import dev.sequences.local.LocalRunException;
import dev.sequences.local.LocalSuite;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the suite in the background. */
@Command(
        name = "up",
        description =
                "Starts what is not running of PostgreSQL, Kafka and the five services, in the background, and returns"
                        + " when all of it is ready. The data survive a stop.")
public final class UpCommand implements Callable<Integer> {

    @Mixin
    private SuiteOptions options = new SuiteOptions();

    @Option(
            names = "--live",
            paramLabel = "SERVICE",
            description =
                    "Leaves this service out; ./sequences runs it in Quarkus dev mode instead: edit, save, repeat the"
                            + " request.")
    @Nullable
    private String live;

    @Override
    public Integer call() throws InterruptedException {
        var suite = live == null ? options.suite() : options.suite().without(liveService());
        refuseWhileDemoRuns();
        refuseOtherPorts(suite);
        if (suite.components().stream().noneMatch(suite::isAlive)) {
            System.out.println("Starting the suite. Data directory: " + options.data());
        }
        options.rememberPortOffset();
        var started = suite.start(System.out::println);
        System.out.println(
                started.isEmpty() ? "The suite is already running, and all of it is ready." : "The suite is ready.");
        System.out.println();
        System.out.print(UrlTable.of(suite));
        return 0;
    }

    /** The service to leave out. Stops it if it runs, since its port is needed. */
    private Component liveService() throws InterruptedException {
        var service = Component.named(String.valueOf(live));
        if (!service.isService()) {
            throw new LocalRunException("%s is not a service, so it has no dev mode.".formatted(live));
        }
        options.suite().stop(service);
        return service;
    }

    private void refuseWhileDemoRuns() {
        if (options.demoStillAlive().isPresent()) {
            throw new LocalRunException(
                    "A demo runs on these ports: end it with Ctrl-C, or with ./sequences down if its terminal is gone;"
                            + " or choose other ports with --port-offset 1000.");
        }
    }

    private void refuseOtherPorts(LocalSuite suite) {
        var remembered = new SuiteOptions();
        remembered.data = options.data;
        if (suite.components().stream().anyMatch(suite::isAlive) && remembered.portOffset() != options.portOffset()) {
            throw new LocalRunException(
                    "The suite in %s runs with port offset %d; stop it with ./sequences down before you start it with %d."
                            .formatted(options.data(), remembered.portOffset(), options.portOffset()));
        }
    }
}
