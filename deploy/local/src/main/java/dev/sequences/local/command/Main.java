package dev.sequences.local.command;

import dev.sequences.local.LocalRunException;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line behind {@code ./sequences}, which finds a JDK and builds before it comes here. */
@Command(
        name = "./sequences",
        description = "Sales sequences on this machine.",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            RestartCommand.class,
            EnvironmentCommand.class,
            ResetCommand.class,
            TokenCommand.class,
            TailCommand.class,
            ClockCommand.class,
            KafkaCommand.class,
            ImagesCommand.class
        })
public final class Main {

    private static final int FAILED = 1;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(execute(arguments));
    }

    static int execute(String... arguments) {
        var commands = new CommandLine(new Main());
        // "-PT1H" is a duration to refuse, not an option.
        Objects.requireNonNull(commands.getSubcommands().get("clock")).setUnmatchedOptionsArePositionalParams(true);
        return commands.setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler((failure, commandLine, parsed) -> {
                    if (failure instanceof LocalRunException) {
                        commandLine.getErr().println(failure.getMessage());
                    } else {
                        failure.printStackTrace(commandLine.getErr());
                    }
                    return FAILED;
                })
                .execute(arguments);
    }
}
