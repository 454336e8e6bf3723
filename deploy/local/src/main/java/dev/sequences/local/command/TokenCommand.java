package dev.sequences.local.command;

import dev.sequences.local.LocalRunException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints a bearer token. */
@Command(
        name = "token",
        description = "Prints a bearer token for the local run, valid for twelve hours:",
        footer = {
            "",
            "  curl -H \"Authorization: Bearer $(./sequences token --as alice --role salesperson)\" localhost:8083/work-items"
        })
public final class TokenCommand implements Callable<Integer> {

    private static final List<String> ROLES =
            List.of("system-administrator", "sequence-manager", "sales-manager", "salesperson");

    @Mixin
    private SuiteOptions options = new SuiteOptions();

    @Option(names = "--as", required = true, paramLabel = "USER", description = "Id of the user who acts.")
    private String user = "";

    @Option(
            names = "--role",
            required = true,
            paramLabel = "ROLE",
            description = "system-administrator, sequence-manager, sales-manager or salesperson; may be repeated.")
    private List<String> roles = List.of();

    @Option(names = "--team", paramLabel = "TEAM", description = "Id of a team the user is in; may be repeated.")
    private List<String> teams = List.of();

    @Option(
            names = "--business-unit",
            paramLabel = "UNIT",
            description = "The part of the organisation the user works in; sellers see the sequences of their own.")
    private String businessUnit = "";

    @Override
    public Integer call() {
        for (var role : roles) {
            if (!ROLES.contains(role)) {
                throw new LocalRunException(
                        "There is no role \"%s\"; known are %s.".formatted(role, String.join(", ", ROLES)));
            }
        }
        System.out.println(options.suite().tokens().token(user, roles, teams, businessUnit));
        return 0;
    }
}
