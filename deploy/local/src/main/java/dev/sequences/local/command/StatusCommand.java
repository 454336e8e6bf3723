package dev.sequences.local.command;

import dev.sequences.local.Component;
import dev.sequences.local.LocalSuite;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows each process of the suite. */
@Command(
        name = "status",
        description = "Shows each process of the suite. The exit code is 0 if all of them are ready, otherwise 1.")
public final class StatusCommand implements Callable<Integer> {

    private static final String ROW = "%-11s %8s %6s  %-8s %-6s %10s %9s%n";

    @Mixin
    private SuiteOptions options = new SuiteOptions();

    @Override
    public Integer call() throws InterruptedException {
        var demo = options.demoStillAlive();
        var suite = demo.orElseGet(options::suite);
        if (demo.isPresent()) {
            System.out.println("This is the suite of a demo.");
        }
        System.out.printf(ROW, "component", "pid", "port", "state", "ready", "memory MB", "uptime");
        var allReady = true;
        for (var component : suite.components()) {
            var ready = suite.isReady(component);
            allReady &= ready;
            print(suite, component, ready);
        }
        return allReady ? 0 : 1;
    }

    private static void print(LocalSuite suite, Component component, boolean ready) {
        var pid = suite.pid(component);
        System.out.printf(
                ROW,
                component.id(),
                pid.isPresent() ? Long.toString(pid.getAsLong()) : "-",
                component.port(suite.settings().ports()),
                pid.isPresent() ? "running" : "stopped",
                ready ? "yes" : "no",
                pid.isPresent() ? Long.toString(suite.memoryInKilobytes(component) / 1024) : "-",
                suite.uptime(component).map(StatusCommand::shortly).orElse("-"));
    }

    private static String shortly(Duration uptime) {
        return uptime.toHours() > 0
                ? "%d h %02d m".formatted(uptime.toHours(), uptime.toMinutesPart())
                : "%d m %02d s".formatted(uptime.toMinutes(), uptime.toSecondsPart());
    }
}
