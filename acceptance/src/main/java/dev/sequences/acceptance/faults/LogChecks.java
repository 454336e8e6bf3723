package dev.sequences.acceptance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Checks the event tables, and compares them with the acknowledged commands. */
final class LogChecks {

    private static final String ROW = "row:";

    private LogChecks() {}

    /** O1. */
    static Verdict acknowledgedCommands(Evidence evidence, List<Command> history) {
        Verdict verdict = new Verdict("O1 every acknowledged command has its effect exactly once");
        Map<String, List<LogEvent>> byName =
                evidence.log().stream().collect(Collectors.groupingBy(e -> e.service() + " " + e.storedName()));
        for (Command command : history) {
            long found = command.effect().startsWith(ROW)
                    ? evidence.rows(command.service() + "." + command.effect().substring(ROW.length())).stream()
                            .filter(row -> matches(row, command))
                            .count()
                    : byName.getOrDefault(command.service() + " " + command.effect(), List.of()).stream()
                            .filter(event -> matches(event.payload(), command))
                            .count();
            verdict.compared(1);
            boolean holds =
                    switch (command.outcome()) {
                        case ACKNOWLEDGED -> found == 1;
                        case REFUSED -> found == 0;
                        case UNKNOWN -> found <= 1;
                    };
            if (!holds) {
                verdict.violated(
                        "%s (%s, %d, key %s) has %d x %s",
                        command.asked(), command.outcome(), command.status(), command.key(), found, command.effect());
            }
        }
        return verdict;
    }

    private static boolean matches(JsonNode data, Command command) {
        return command.match().entrySet().stream()
                .allMatch(wanted -> data.at(wanted.getKey()).asText("").equals(wanted.getValue()));
    }

    /** O2. */
    static Verdict denseSequences(Evidence evidence) {
        Verdict verdict = new Verdict("O2 the positions of each aggregate are dense, and no event is duplicated");
        Set<String> eventIds = new HashSet<>();
        Map<String, List<Long>> sequences = new TreeMap<>();
        for (LogEvent event : evidence.log()) {
            verdict.compared(1);
            if (!eventIds.add(event.service() + event.eventId())) {
                verdict.violated("duplicate event id %s: %s", event.eventId(), event);
            }
            sequences
                    .computeIfAbsent(event.service() + " " + event.aggregateId(), id -> new ArrayList<>())
                    .add(event.sequence());
        }
        sequences.forEach((aggregate, numbers) -> {
            for (int i = 0; i < numbers.size(); i++) {
                if (numbers.get(i) != i) {
                    verdict.violated("%s has positions %s", aggregate, numbers);
                    return;
                }
            }
        });
        return verdict;
    }
}
