package dev.sequences.designer.sequence.model.graph;

import static dev.sequences.designer.support.Drawings.graph;
import static dev.sequences.designer.support.Drawings.graphOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.designer.sequence.model.finding.Finding;
import dev.sequences.designer.sequence.model.finding.Finding.Severity;
import dev.sequences.designer.sequence.model.graph.node.DrawnNode;
import dev.sequences.designer.support.Drawings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphCheckTest {

    private static final String CALL = "\"key\": \"call\", \"type\": \"phone-call\", \"name\": \"First call\"";
    private static final String MAIL = "\"key\": \"mail\", \"type\": \"email\", \"name\": \"Introduction\"";

    @Test
    void acceptsAValidGraph() {
        assertThat(Drawings.findings(graph(Drawings.STORY))).isEmpty();
    }

    @Test
    void acceptsATextMessage() {
        assertThat(Drawings.findings(graphOf(
                        "text",
                        "\"key\": \"text\", \"type\": \"text-message\", \"name\": \"Reminder\","
                                + " \"templateId\": \"r\"")))
                .isEmpty();
    }

    @Test
    void refusesAnEmptyGraph() {
        assertThat(Drawings.findings(SequenceGraph.EMPTY))
                .extracting(Finding::code)
                .containsExactly("start-missing", "no-executable-step");
    }

    @Test
    void refusesAMissingStart() {
        Finding finding = only(graph("{\"nodes\": [{" + CALL + "}]}"));
        expect(
                finding,
                "start-missing",
                null,
                "graph.start",
                "The graph has no start node.",
                "Set 'start' to the key of the first node.");
    }

    @Test
    void refusesAnUnknownStart() {
        expect(
                only(graphOf("nowhere", CALL)),
                "start-unknown",
                null,
                "graph.start",
                "The start node 'nowhere' does not exist.",
                "Set 'start' to the key of an existing node.");
    }

    @Test
    void refusesAnUnknownReference() {
        expect(
                only(graphOf("call", CALL + ", \"next\": \"meet\"")),
                "reference-unknown",
                "call",
                "graph.nodes[0].next",
                "'next' refers to 'meet', but no node has that key.",
                "Use the key of an existing node, or null to end the path here.");
    }

    @Test
    void refusesAnUnknownBranch() {
        assertThat(Drawings.findings(graphOf(
                        "call",
                        CALL + ", \"next\": \"answered\"",
                        "\"key\": \"answered\", \"type\": \"phone-condition\", \"results\":"
                                + " [\"made\"], \"yes\": \"a\", \"no\": \"b\"")))
                .filteredOn(finding -> finding.code().equals("reference-unknown"))
                .extracting(Finding::path)
                .containsExactly("graph.nodes[1].yes", "graph.nodes[1].no");
    }

    @Test
    void refusesADuplicateKey() {
        Finding finding = only(graphOf("call", CALL, CALL.replace("First", "Second")));
        expect(
                finding,
                "key-duplicate",
                "call",
                "graph.nodes[1].key",
                "The key 'call' is already used by nodes[0].",
                "Give each node a unique key.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "first call", "-call", "größe", "call.1", "'; drop table sequence_version; --"})
    void refusesAMalformedKey(String key) {
        Finding finding =
                only(graphOf(key, CALL.replace("\"call\"", "\"" + key + "\"")).nodes(), key);
        expect(
                finding,
                "key-malformed",
                key,
                "graph.nodes[0].key",
                "The key '" + key + "' is not a valid key.",
                "Use 1 to 64 characters from a-z, 0-9, '-' and '_', starting with a letter or digit.");
    }

    private static Finding only(List<DrawnNode> nodes, String start) {
        List<Finding> findings = Drawings.findings(new SequenceGraph(start, nodes)).stream()
                .filter(finding -> !finding.code().startsWith("start-"))
                .toList();
        assertThat(findings).hasSize(1);
        return findings.getFirst();
    }

    @Test
    void truncatesALongKeyInMessages() {
        String key = "k".repeat(100_000);
        Finding finding = only(graphOf(key, CALL.replace("\"call\"", "\"" + key + "\"")));
        assertThat(finding.code()).isEqualTo("key-malformed");
        assertThat(finding.message()).hasSizeLessThan(150);
    }

    @Test
    void refusesAStepWithoutAName() {
        expect(
                only(graphOf("call", "\"key\": \"call\", \"type\": \"phone-call\", \"name\": \"  \"")),
                "node-name-missing",
                "call",
                "graph.nodes[0].name",
                "The step has no name.",
                "Set 'name' to the text that sellers see.");
    }

    @Test
    void refusesATooLongName() {
        expect(
                only(graphOf("call", CALL.replace("First call", "n".repeat(101)))),
                "node-name-too-long",
                "call",
                "graph.nodes[0].name",
                "'name' has 101 characters; the limit is 100.",
                "Shorten it to 100 characters.");
        assertThat(Drawings.findings(graphOf("call", CALL.replace("First call", "n".repeat(100)))))
                .isEmpty();
    }

    @Test
    void refusesATooLongDescription() {
        expect(
                only(graphOf("call", CALL + ", \"description\": \"" + "d".repeat(2_001) + "\"")),
                "node-description-too-long",
                "call",
                "graph.nodes[0].description",
                "'description' has 2001 characters; the limit is 2000.",
                "Shorten it to 2000 characters.");
    }

    @Test
    void refusesATooLongTemplateId() {
        expect(
                only(graphOf("mail", MAIL + ", \"templateId\": \"" + "t".repeat(101) + "\"")),
                "template-id-too-long",
                "mail",
                "graph.nodes[0].templateId",
                "'templateId' has 101 characters; the limit is 100.",
                "Shorten it to 100 characters.");
    }

    @Test
    void refusesAWaitAtTheEndOfAPath() {
        expect(
                only(graphOf("call", CALL + ", \"next\": \"pause\"", wait("P3D", null))),
                "wait-last",
                "pause",
                "graph.nodes[1].next",
                "The wait 'pause' is the last node of its path; nothing follows it.",
                "Remove the wait or add a step after it.");
    }

    @Test
    void acceptsAWaitAsTheFirstNode() {
        assertThat(Drawings.findings(graphOf("pause", wait("P3D", "call"), CALL)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"P30D", "PT720H", "PT1H", "P1DT12H", "PT90M", "P2W", "P1W2DT3H", "P0.5D", "PT3600.25S"})
    void acceptsAWaitFromOneHourToThirtyDays(String duration) {
        assertThat(Drawings.findings(graphOf("pause", wait(duration, "call"), CALL)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"P30DT1H", "PT721H", "PT59M", "PT0S", "-P3D", "P100000000D", "P5W"})
    void refusesAWaitOutOfRange(String duration) {
        expect(
                only(graphOf("pause", wait(duration, "call"), CALL)),
                "wait-duration-out-of-range",
                "pause",
                "graph.nodes[0].duration",
                "The wait of '" + duration + "' is not between one hour and 30 days.",
                "Choose a duration from PT1H to P30D.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"three days", "P", "3", "P99999999999999999999D"})
    void refusesAMalformedDuration(String duration) {
        expect(
                only(graphOf("pause", wait(duration, "call"), CALL)),
                "wait-duration-malformed",
                "pause",
                "graph.nodes[0].duration",
                "'" + duration + "' is not a duration in weeks, days and hours.",
                "Use ISO-8601, e.g. P3D for three days, P2W for two weeks, PT4H for four hours, P1DT12H for a day and a half.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"P1M", "P1Y", "P1M2D"})
    void refusesMonthsAndYears(String duration) {
        expect(
                only(graphOf("pause", wait(duration, "call"), CALL)),
                "wait-duration-malformed",
                "pause",
                "graph.nodes[0].duration",
                "'" + duration + "' contains months or years, whose length varies.",
                "Use weeks, days and hours, e.g. P30D instead of P1M.");
    }

    @Test
    void refusesAWaitWithoutADuration() {
        expect(
                only(graphOf("pause", "\"key\": \"pause\", \"type\": \"wait\", \"next\": \"call\"", CALL)),
                "wait-duration-missing",
                "pause",
                "graph.nodes[0].duration",
                "The wait has no duration.",
                "Set 'duration', e.g. P3D for three days.");
    }

    @Test
    void refusesAGraphWithoutAStep() {
        assertThat(Drawings.findings(graphOf("pause", wait("P3D", null))))
                .filteredOn(finding -> finding.code().equals("no-executable-step"))
                .singleElement()
                .satisfies(finding -> expect(
                        finding,
                        "no-executable-step",
                        null,
                        "graph.nodes",
                        "The graph has no step.",
                        "Add at least one step, e.g. an email or a phone call."));
    }

    @Test
    void refusesTooManyNodes() {
        assertThat(Drawings.findings(chain(40))).isEmpty();
        expect(
                only(chain(42)),
                "too-many-tiles",
                null,
                "graph.nodes",
                "The graph has 42 nodes, including waits; the limit is 40.",
                "Remove 2 of them or split the sequence into two.");
    }

    @Test
    void refusesACycle() {
        expect(
                only(graphOf(
                        "call", CALL + ", \"next\": \"pause\"", wait("P3D", "mail"), MAIL + ", \"next\": \"call\"")),
                "cycle",
                "mail",
                "graph.nodes[2]",
                "The path contains a cycle: 'call' -> 'pause' -> 'mail' -> 'call'.",
                "Link 'mail' to a later node or end the path there.");
    }

    @Test
    void refusesANodeThatLinksToItself() {
        Finding finding = only(graphOf("call", CALL + ", \"next\": \"call\""));
        assertThat(finding.code()).isEqualTo("cycle");
        assertThat(finding.message()).isEqualTo("The path contains a cycle: 'call' -> 'call'.");
    }

    @Test
    void acceptsPathsThatMerge() {
        assertThat(Drawings.findings(graphOf(
                        "first",
                        "\"key\": \"first\", \"type\": \"phone-call\", \"name\": \"Call\", \"next\": \"answered\"",
                        "\"key\": \"answered\", \"type\": \"phone-condition\", \"results\": [\"made\"],"
                                + " \"yes\": \"mail\", \"no\": \"call\"",
                        MAIL + ", \"next\": \"call\"",
                        CALL)))
                .isEmpty();
    }

    @Test
    void truncatesALongCycle() {
        SequenceGraph chain = chain(40);
        List<DrawnNode> nodes = new ArrayList<>(chain.nodes());
        DrawnNode last = nodes.removeLast();
        Map<String, Object> fields = new HashMap<>(last.fields());
        fields.put("next", "step0");
        nodes.add(new DrawnNode(last.key(), last.type(), fields, last.drawn()));
        assertThat(only(new SequenceGraph("step0", nodes)).message())
                .isEqualTo("The path contains a cycle: 'step0' -> ... (39 more) -> 'step0'.");
    }

    @Test
    void refusesAnUnreachableNode() {
        expect(
                only(graphOf("call", CALL, MAIL)),
                "node-unreachable",
                "mail",
                "graph.nodes[1]",
                "The node 'mail' cannot be reached from the start.",
                "Link another node to it or remove it.");
    }

    @Test
    void warnsOfDuplicateStepNames() {
        List<Finding> findings = Drawings.findings(
                graphOf("call", CALL + ", \"next\": \"again\"", CALL.replace("\"call\"", "\"again\"")));
        assertThat(findings)
                .containsExactly(new Finding(
                        "node-name-repeated",
                        Severity.WARNING,
                        "again",
                        "graph.nodes[1].name",
                        "Step 'call' has the same name, 'First call'.",
                        "Give each step a distinct name so that sellers and reports can distinguish them."));
    }

    @Test
    void reportsAllFindingsAtOnce() {
        assertThat(Drawings.findings(graphOf(
                        "nowhere",
                        "\"key\": \"a b\", \"type\": \"email\", \"next\": \"gone\"",
                        "\"key\": \"pause\", \"type\": \"wait\", \"duration\": \"P31D\"",
                        "\"key\": \"pause\", \"type\": \"advance\"")))
                .extracting(Finding::code)
                .containsExactly(
                        "start-unknown",
                        "key-malformed",
                        "node-name-missing",
                        "wait-last",
                        "wait-duration-out-of-range",
                        "advance-target-missing",
                        "key-duplicate",
                        "reference-unknown");
    }

    private static SequenceGraph chain(int tiles) {
        String nodes = IntStream.range(0, tiles)
                .mapToObj(i -> "{\"key\": \"step" + i + "\", \"type\": \"task\", \"name\": \"Step " + i
                        + "\", \"next\": " + (i == tiles - 1 ? "null" : "\"step" + (i + 1) + "\"") + "}")
                .collect(Collectors.joining(", "));
        return graph("{\"start\": \"step0\", \"nodes\": [" + nodes + "]}");
    }

    private static String wait(String duration, String next) {
        return "\"key\": \"pause\", \"type\": \"wait\", \"duration\": \"" + duration + "\", \"next\": "
                + (next == null ? "null" : "\"" + next + "\"");
    }

    private static Finding only(SequenceGraph graph) {
        List<Finding> findings = Drawings.findings(graph);
        assertThat(findings).hasSize(1);
        return findings.getFirst();
    }

    private static void expect(
            Finding finding, String code, String nodeKey, String path, String message, String remedy) {
        assertThat(finding).isEqualTo(new Finding(code, Severity.ERROR, nodeKey, path, message, remedy));
    }
}
