package dev.sequences.local.command;

import dev.sequences.local.Component;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Prints what a service needs to run by itself next to the suite, as {@code up --live} does. */
@Command(
        name = "environment",
        hidden = true,
        description = "Prints the environment of a service, one NAME=VALUE per line.")
public final class EnvironmentCommand implements Callable<Integer> {

    @Mixin
    private SuiteOptions options = new SuiteOptions();

    @Parameters(paramLabel = "SERVICE")
    private String service = "";

    @Override
    public Integer call() {
        options.suite()
                .environment(Component.named(service))
                .forEach((name, value) -> System.out.println(name + "=" + value));
        return 0;
    }
}
