package dev.sequences.designer.sequence.model.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.designer.drawing.DraftReader;
import dev.sequences.designer.sequence.model.Draft;
import dev.sequences.designer.support.Drawings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DraftDiffTest {

    private static final String FORKED = """
        {"start": "mail", "nodes": [
          {"key": "mail", "type": "email", "name": "Hello", "next": "if"},
          {"key": "if", "type": "email-condition", "interactions": ["replied"], "within": "P1D", "yes": "call", "no": "pause"},
          {"key": "pause", "type": "wait", "duration": "P3D", "next": "call"},
          {"key": "call", "type": "phone-call", "name": "Call", "next": null}]}\
        """;

    /** Tasks one after the other. */
    private static Draft line(String... keys) {
        List<String> nodes = new ArrayList<>();
        for (int i = 0; i < keys.length; i++) {
            nodes.add("{\"key\": \"" + keys[i] + "\", \"type\": \"task\", \"name\": \"" + keys[i].toUpperCase()
                    + "\", \"next\": " + (i + 1 == keys.length ? "null" : "\"" + keys[i + 1] + "\"") + "}");
        }
        return Drawings.draft("{\"start\": \"" + keys[0] + "\", \"nodes\": [" + String.join(", ", nodes) + "]}");
    }

    private static Draft settings(String settings) {
        return DraftReader.read(Drawings.json("{\"graph\": {\"nodes\": []}, " + settings + "}"));
    }

    private static List<String> lines(Draft from, Draft to) {
        return DiffText.lines(DraftDiff.between(from, to));
    }

    @Test
    void findsNothingBetweenADraftAndItself() {
        assertThat(DraftDiff.between(Drawings.draft(FORKED), Drawings.draft(FORKED))
                        .isNothing())
                .isTrue();
        assertThat(lines(line("a", "b"), line("a", "b"))).isEmpty();
    }

    @Test
    void ignoresTheOrderOfNodes() {
        Draft one = line("a", "b", "c");
        Draft other = Drawings.draft("""
            {"start": "a", "nodes": [
              {"key": "c", "type": "task", "name": "C"},
              {"name": "B", "key": "b", "type": "task", "next": "c"},
              {"key": "a", "next": "b", "type": "task", "name": "A"}]}\
            """);
        assertThat(lines(one, other)).isEmpty();
    }

    @Test
    void reportsOnlyTheInsertedNode() {
        assertThat(lines(line("a", "c"), line("a", "b", "c")))
                .containsExactly("+ task 'b' \"B\" after 'a'", "+ task 'b' \"B\" next: \"c\"");
        assertThat(lines(line("a", "b", "c"), line("a", "c"))).containsExactly("- task 'b' \"B\" after 'a'");
    }

    @Test
    void reportsAllFieldsOfANewNode() {
        String with = FORKED.replace(
                "\"within\": \"P1D\", \"yes\"", "\"within\": \"P1D\", \"description\": \"Soon\", \"yes\"");
        Draft without = Drawings.draft("""
            {"start": "mail", "nodes": [
              {"key": "mail", "type": "email", "name": "Hello", "next": "pause"},
              {"key": "pause", "type": "wait", "duration": "P3D", "next": "call"},
              {"key": "call", "type": "phone-call", "name": "Call"}]}\
            """);
        DraftDiff diff = DraftDiff.between(without, Drawings.draft(with));
        assertThat(diff.added())
                .containsExactly(new DraftDiff.PlacedNode(
                        "if",
                        "email-condition",
                        null,
                        List.of(new DraftDiff.Origin("mail", "next")),
                        Map.of("interactions", List.of("replied"), "within", "P1D", "description", "Soon"),
                        Map.of("yes", "call", "no", "pause")));
        assertThat(DiffText.lines(diff))
                .contains(
                        "+ email-condition 'if' after 'mail'",
                        "+ email-condition 'if' interactions: [\"replied\"]",
                        "+ email-condition 'if' within: \"P1D\"",
                        "+ email-condition 'if' description: \"Soon\"",
                        "+ email-condition 'if' yes: \"call\"",
                        "+ email-condition 'if' no: \"pause\"");
    }

    @Test
    void reportsEdgesToMissingNodes() {
        String nowhere = FORKED.replace("\"next\": null", "\"next\": \"ghost\"");
        assertThat(lines(Drawings.draft(FORKED), Drawings.draft(nowhere)))
                .containsExactly("~ phone-call 'call' \"Call\" next: nothing -> \"ghost\"");
        assertThat(lines(Drawings.draft(nowhere), Drawings.draft(nowhere.replace("ghost", "spirit"))))
                .containsExactly("~ phone-call 'call' \"Call\" next: \"ghost\" -> \"spirit\"");
        assertThat(lines(Drawings.draft(nowhere), Drawings.draft(nowhere))).isEmpty();
    }

    @Test
    void reportsNameAndDescription() {
        DraftDiff diff = DraftDiff.between(
                new DraftDiff.Titled("Welcome", null, line("a")),
                new DraftDiff.Titled("Farewell", "Last words", line("a")));
        assertThat(DiffText.lines(diff))
                .containsExactly("~ name: \"Welcome\" -> \"Farewell\"", "~ description: nothing -> \"Last words\"");
    }

    @Test
    void reportsANewStart() {
        assertThat(lines(line("b"), line("a", "b")))
                .containsExactly("+ task 'a' \"A\" at the start", "+ task 'a' \"A\" next: \"b\"");
    }

    @Test
    void reportsTheMovedNodeButNotItsNeighbors() {
        assertThat(lines(line("a", "b", "c", "d", "e"), line("a", "c", "d", "e", "b")))
                .containsExactly("> task 'b' \"B\" from after 'a' to after 'e'");
        assertThat(lines(line("a", "b", "c", "d", "e"), line("e", "a", "b", "c", "d")))
                .containsExactly("> task 'e' \"E\" from after 'd' to at the start");
    }

    @Test
    void reportsAMoveToTheOtherBranch() {
        assertThat(lines(
                        Drawings.draft(FORKED),
                        Drawings.draft(FORKED.replace(
                                "\"yes\": \"call\", \"no\": \"pause\"", "\"yes\": \"pause\", \"no\": \"call\""))))
                .containsExactly("> wait 'pause' from after 'if' on no to after 'if' on yes");
    }

    @Test
    void reportsABranchThatEnds() {
        assertThat(lines(Drawings.draft(FORKED), Drawings.draft(FORKED.replace("\"yes\": \"call\"", "\"yes\": null"))))
                .containsExactly(
                        "> phone-call 'call' \"Call\" from after 'if' on yes and after 'pause' to after 'pause'");
    }

    @Test
    void reportsChangedFieldsByPath() {
        Draft test = Drawings.draft("""
            {"start": "t", "nodes": [{"key": "t", "type": "ab-test", "name": "Which",
              "a": {"name": "A", "templateId": "s"}, "b": {"name": "B", "templateId": "t"}, "shareOfA": 50}]}\
            """);
        Draft later = Drawings.draft("""
            {"start": "t", "nodes": [{"key": "t", "type": "ab-test", "name": "Which one",
              "a": {"name": "A", "templateId": "s2"}, "b": {"name": "B", "templateId": "t"},
              "description": "Two\\nlines"}]}\
            """);
        assertThat(DraftDiff.between(test, later).changed())
                .containsExactly(new DraftDiff.ChangedNode(
                        "t",
                        "ab-test",
                        "Which one",
                        List.of(
                                new DraftDiff.Change("name", "Which", "Which one"),
                                new DraftDiff.Change("a.templateId", "s", "s2"),
                                new DraftDiff.Change("description", null, "Two\nlines"),
                                new DraftDiff.Change("shareOfA", 50, null))));
        assertThat(lines(test, later))
                .containsExactly(
                        "~ ab-test 't' \"Which one\" name: \"Which\" -> \"Which one\"",
                        "~ ab-test 't' \"Which one\" a.templateId: \"s\" -> \"s2\"",
                        "~ ab-test 't' \"Which one\" description: nothing -> \"Two\\nlines\"",
                        "~ ab-test 't' \"Which one\" shareOfA: 50 -> nothing");
    }

    @Test
    void reportsAnotherTypeUnderTheSameKey() {
        assertThat(lines(
                        line("a"),
                        Drawings.draft("{\"start\": \"a\", \"nodes\": [{\"key\": \"a\", \"type\": \"phone-call\","
                                + " \"name\": \"A\"}]}")))
                .containsExactly("~ phone-call 'a' \"A\" type: \"task\" -> \"phone-call\"");
    }

    @Test
    void reportsChangedSettings() {
        assertThat(lines(
                        settings("\"exitCriteria\": [{\"on\": \"reply\"}], \"dailyCaps\": {\"emails\": 5}"),
                        settings("\"assignTo\": \"owner-team\", \"timeZone\": {\"rule\": \"fixed\", \"zone\":"
                                + " \"UTC\"}, \"sendWindow\": {\"days\": [\"monday\"], \"from\":"
                                + " \"08:00\", \"to\": \"09:00\"}, \"holidayCalendar\": \"at\","
                                + " \"skipNonWorkingDays\": true, \"exitCriteria\": [{\"on\": \"stage\","
                                + " \"process\": \"p\", \"stages\": [\"won\"]}]")))
                .containsExactly(
                        "~ exitCriteria: [{on: \"reply\"}] -> [{on: \"stage\", process: \"p\", stages: [\"won\"]}]",
                        "~ skipNonWorkingDays: false -> true",
                        "~ assignTo: \"record-owner\" -> \"owner-team\"",
                        "~ sendWindow.days: nothing -> [\"monday\"]",
                        "~ sendWindow.from: nothing -> \"08:00\"",
                        "~ sendWindow.to: nothing -> \"09:00\"",
                        "~ timeZone.rule: nothing -> \"fixed\"",
                        "~ timeZone.zone: nothing -> \"UTC\"",
                        "~ holidayCalendar: nothing -> \"at\"",
                        "~ dailyCaps.emails: 5 -> nothing");
    }

    @Test
    void truncatesLongTextsAndShowsIncompleteDrafts() {
        Draft unfinished = Drawings.draft("""
            {"start": "gone", "nodes": [
              {"key": "x", "type": "task", "name": "X", "next": "x"}, {"key": "x", "type": "wait"}]}\
            """);
        assertThat(lines(line("a"), unfinished))
                .containsExactly(
                        "+ task 'x' \"X\" after 'x'",
                        "+ task 'x' \"X\" next: \"x\"",
                        "- task 'a' \"A\" at the start",
                        "~ start: \"a\" -> \"gone\"");
        Draft wordy = Drawings.draft(
                "{\"nodes\": [{\"key\": \"a\", \"type\": \"task\", \"name\": \"" + "n".repeat(5_000) + "\"}]}");
        assertThat(lines(line("a"), wordy)).allSatisfy(line -> assertThat(line).hasSizeLessThan(400));
    }

    /** Whatever is drawn: no difference means the same drawing, and going back undoes what going forth did. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void reportsEveryRandomChange(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            String from = drawing(random);
            String to = drawing(random);
            DraftDiff diff = DraftDiff.between(Drawings.draft(from), Drawings.draft(to));
            assertThat(diff.isNothing()).as("%s%n%s", from, to).isEqualTo(from.equals(to));
            DraftDiff back = DraftDiff.between(Drawings.draft(to), Drawings.draft(from));
            assertThat(back.added()).isEqualTo(diff.removed());
            assertThat(back.removed()).isEqualTo(diff.added());
        }
    }

    /** Forks only, few keys, every node reachable: so that equal drawings come up as well. */
    private static String drawing(Random random) {
        List<String> keys = new ArrayList<>(List.of("a", "b", "c").subList(0, 1 + random.nextInt(3)));
        Map<String, String> nodes = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            String next = i + 1 < keys.size() ? "\"" + keys.get(i + 1) + "\"" : "null";
            List<String> later = new ArrayList<>(keys.subList(i + 1, keys.size()));
            String other = later.isEmpty() || random.nextBoolean()
                    ? "null"
                    : "\"" + later.get(random.nextInt(later.size())) + "\"";
            boolean onYes = random.nextBoolean();
            nodes.put(
                    keys.get(i),
                    "{\"key\": \"" + keys.get(i) + "\", \"type\": \"phone-condition\", \"yes\": "
                            + (onYes ? next : other) + ", \"no\": " + (onYes ? other : next) + "}");
        }
        return "{\"start\": \"a\", \"nodes\": [" + nodes.values().stream().collect(Collectors.joining(", ")) + "]}";
    }

    @Test
    void comparesDraftsOfMaximumSize() {
        String[] forth = IntStream.range(0, 400).mapToObj(i -> "k" + i).toArray(String[]::new);
        List<String> reversed = new ArrayList<>(Arrays.asList(forth)).reversed();
        assertThat(lines(line(forth), line(reversed.toArray(String[]::new)))).isNotEmpty();
    }
}
