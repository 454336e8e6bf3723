package dev.sequences.designer.sequence.model.graph;

import static dev.sequences.designer.support.Drawings.findings;
import static dev.sequences.designer.support.Drawings.graphOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.designer.sequence.model.finding.Finding;
import dev.sequences.designer.sequence.model.finding.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may follow what. */
class OrderCheckTest {

    private static final Pattern BRANCH = Pattern.compile("\"(?:yes|no)\": \"([^\"]+)\"");
    private static final String OPENED = fork(
            "opened", "email-condition", "\"interactions\": [\"opened\"], \"within\": \"P1D\", \"immediately\": true");
    private static final String ANSWERED = fork("answered", "phone-condition", "\"results\": [\"made\"]");
    private static final String IN_TOWN =
            fork("town", "field-condition", "\"when\": {\"field\": \"city\", \"op\": \"has-data\"}");

    private static String node(String key, String type, String fields) {
        return "\"key\": \"" + key + "\", \"type\": \"" + type + "\", \"name\": \"Step " + key + "\"" + fields;
    }

    private static String node(String key, String type, String fields, String next) {
        return node(key, type, fields) + ", \"next\": \"" + next + "\"";
    }

    /** Both branches lead to steps of their own, named after the fork. */
    private static String fork(String key, String type, String fields) {
        return node(key, type, ", " + fields) + ", \"yes\": \"" + key + "-yes\", \"no\": \"" + key + "-no\"";
    }

    /** What is found when the first node is the start; a branch that leads to no node gets a task there. */
    private static List<Finding> found(String... nodes) {
        List<String> all = new ArrayList<>(List.of(nodes));
        Matcher branch = BRANCH.matcher(String.join(" ", nodes));
        while (branch.find()) {
            String beginning = "\"key\": \"" + branch.group(1) + "\"";
            if (all.stream().noneMatch(one -> one.startsWith(beginning))) {
                all.add(node(branch.group(1), "task", ""));
            }
        }
        String first = nodes[0].substring(8, nodes[0].indexOf('"', 8));
        return findings(graphOf(first, all.toArray(String[]::new)));
    }

    private static Finding error(String code, String key, String path, String message, String remedy) {
        return new Finding(code, Severity.ERROR, key, path, message, remedy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "automated-email", "ab-test"})
    void acceptsAnEmailConditionAfterAnEmail(String type) {
        String settings = type.equals("ab-test")
                ? ", \"a\": {\"name\": \"A\", \"templateId\": \"s\"}, \"b\": {\"name\": \"B\", \"templateId\": \"t\"}"
                : ", \"templateId\": \"t\"";
        assertThat(found(node("mail", type, settings, "opened"), OPENED)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"task", "phone-call", "text-message"})
    void refusesAnEmailConditionAfterAnythingElse(String type) {
        assertThat(found(node("first", type, "", "opened"), OPENED))
                .containsExactly(error(
                        "email-condition-misplaced",
                        "opened",
                        "graph.nodes[1]",
                        "The condition 'opened' checks an email, but does not follow an email on every path.",
                        "Place it after an email, an automated email or an A/B test on every path."));
    }

    @Test
    void refusesAConditionOnAStepAtTheStartOrAfterAWait() {
        assertThat(found(OPENED)).extracting(Finding::code).containsExactly("email-condition-misplaced");
        assertThat(found(ANSWERED)).extracting(Finding::code).containsExactly("phone-condition-misplaced");
        assertThat(found(
                        node("mail", "email", "", "pause"),
                        node("pause", "wait", ", \"duration\": \"P1D\"", "opened"),
                        OPENED))
                .extracting(Finding::code)
                .containsExactly("email-condition-misplaced");
    }

    @Test
    void acceptsAPhoneConditionOnlyAfterACall() {
        assertThat(found(node("call", "phone-call", "", "answered"), ANSWERED)).isEmpty();
        assertThat(found(node("mail", "email", "", "answered"), ANSWERED))
                .containsExactly(error(
                        "phone-condition-misplaced",
                        "answered",
                        "graph.nodes[1]",
                        "The condition 'answered' checks a phone call, but does not follow a phone call on every path.",
                        "Place it after a phone call on every path."));
    }

    @Test
    void acceptsAConditionAfterACondition() {
        assertThat(found(
                        node("mail", "email", "", "opened"),
                        OPENED,
                        node("opened-no", "task", ""),
                        IN_TOWN.replace("\"key\": \"town\"", "\"key\": \"opened-yes\"")
                                .replace("town-yes", "replied")
                                .replace("town-no", "opened-no"),
                        OPENED.replace("\"opened\"", "\"replied\"")
                                .replace("opened-", "replied-")
                                .replace("Step opened", "Step replied")))
                .isEmpty();
    }

    @Test
    void requiresTheStepOnEveryPath() {
        assertThat(found(
                        IN_TOWN,
                        node("town-yes", "email", "", "opened"),
                        node("town-no", "task", "", "opened"),
                        OPENED))
                .extracting(Finding::code)
                .containsExactly("email-condition-misplaced");
    }

    @Test
    void acceptsRecordConditionsAnywhere() {
        assertThat(found(IN_TOWN)).isEmpty();
    }

    @Test
    void refusesAnAdvanceBeforeAnyStep() {
        assertThat(found(node("away", "advance", ", \"sequenceId\": \"s\"")))
                .filteredOn(finding -> finding.code().equals("advance-first"))
                .containsExactly(error(
                        "advance-first",
                        "away",
                        "graph.nodes[0]",
                        "The record leaves the sequence before any step was performed.",
                        "Add a step before 'away'."));
    }

    @Test
    void warnsOfAConditionWithoutEffect() {
        assertThat(found(
                        node("call", "phone-call", "", "answered"),
                        ANSWERED.replace("answered-yes", "same").replace("answered-no", "same"),
                        node("same", "task", "")))
                .containsExactly(new Finding(
                        "branches-alike",
                        Severity.WARNING,
                        "answered",
                        "graph.nodes[1]",
                        "'yes' and 'no' lead to the same node; the condition has no effect.",
                        "Link one of them to another node, or remove the condition."));
    }

    @Test
    void warnsOfConsecutiveWaits() {
        assertThat(found(
                        node("one", "wait", ", \"duration\": \"P1D\"", "two"),
                        node("two", "wait", ", \"duration\": \"P1D\"", "call"),
                        node("call", "phone-call", "")))
                .containsExactly(new Finding(
                        "waits-in-a-row",
                        Severity.WARNING,
                        "two",
                        "graph.nodes[1]",
                        "The wait 'two' directly follows another wait.",
                        "Combine the two waits if the total duration is within the limit."));
    }

    @Test
    void warnsOfAMessageWithoutAPause() {
        assertThat(found(
                        node("call", "phone-call", "", "mail"),
                        node("mail", "automated-email", ", \"templateId\": \"t\"")))
                .containsExactly(new Finding(
                        "message-without-pause",
                        Severity.WARNING,
                        "mail",
                        "graph.nodes[1]",
                        "The message is sent immediately after 'call' is completed.",
                        "Add a wait before it unless the customer should receive it at once."));
    }
}
