package dev.sequences.local.command;

import dev.sequences.local.SuiteTime;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Moves the suite's time. */
@Command(
        name = "clock",
        description =
                "Moves the time of the whole suite forward, so that waits and due times fire. It cannot be moved back.")
public final class ClockCommand implements Callable<Integer> {

    @Mixin
    private SuiteOptions options = new SuiteOptions();

    @Parameters(paramLabel = "+DURATION", description = "ISO-8601: +PT90M, +PT1H, +P3D, +P2W.")
    private String duration = "";

    @Override
    public Integer call() {
        var amount = SuiteTime.parse(duration);
        options.suite().advanceClock(amount);
        System.out.println("The suite's clock went " + amount + " forward.");
        return 0;
    }
}
