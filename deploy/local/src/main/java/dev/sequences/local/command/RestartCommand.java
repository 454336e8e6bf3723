package dev.sequences.local.command;

import dev.sequences.local.Component;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Restarts one process of the suite. */
@Command(
        name = "restart",
        description =
                "Builds what changed, restarts one service (or postgres, or kafka), and returns when it is ready.")
public final class RestartCommand implements Callable<Integer> {

    @Mixin
    private SuiteOptions options = new SuiteOptions();

    @Parameters(paramLabel = "SERVICE", description = "For example worklist, or worklist-service.")
    private String service = "";

    @Override
    public Integer call() throws InterruptedException {
        var component = Component.named(service);
        options.suite().restart(component);
        System.out.println(component.id() + " is ready.");
        return 0;
    }
}
