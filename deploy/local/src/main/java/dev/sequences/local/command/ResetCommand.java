package dev.sequences.local.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Deletes the suite's data. */
@Command(name = "reset", description = "Stops the suite and deletes all of its data, after asking.")
public final class ResetCommand implements Callable<Integer> {

    @Mixin
    private SuiteOptions options = new SuiteOptions();

    @Option(names = "--yes", description = "Does not ask.")
    private boolean yes;

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (!yes && !confirmed()) {
            System.out.println("Nothing was deleted.");
            return 1;
        }
        options.suite().reset(System.out::println);
        options.deleteDemo();
        System.out.println("The data are deleted.");
        return 0;
    }

    private boolean confirmed() throws IOException {
        System.out.printf("Delete all events, records and topics in %s? [y/N] ", options.data());
        System.out.flush();
        var answer = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        if (answer == null) {
            System.out.println();
            System.err.println("There is no terminal to confirm the deletion: add --yes.");
        }
        return answer != null && answer.strip().equalsIgnoreCase("y");
    }
}
