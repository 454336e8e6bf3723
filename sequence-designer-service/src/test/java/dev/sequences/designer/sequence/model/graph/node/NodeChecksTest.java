package dev.sequences.designer.sequence.model.graph.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.designer.sequence.model.context.DraftContext;
import dev.sequences.designer.sequence.model.context.DraftContext.KnownTemplates;
import dev.sequences.designer.sequence.model.context.DraftContext.OtherSequence;
import dev.sequences.designer.sequence.model.context.DraftLimits;
import dev.sequences.designer.sequence.model.context.RecordDescription;
import dev.sequences.designer.sequence.model.context.RecordDescription.Field;
import dev.sequences.designer.sequence.model.context.RecordDescription.FieldType;
import dev.sequences.designer.sequence.model.finding.Finding;
import dev.sequences.designer.sequence.model.finding.Finding.Severity;
import dev.sequences.designer.sequence.model.finding.Place;
import dev.sequences.designer.sequence.model.graph.GraphCheck;
import dev.sequences.designer.sequence.model.graph.SequenceGraph;
import dev.sequences.designer.support.Drawings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The findings of each kind of node, message by message. */
class NodeChecksTest {

    private static final DraftContext AROUND = new DraftContext(
            "self",
            new RecordDescription(
                    "lead",
                    Map.of(
                            "city", new Field(FieldType.TEXT, List.of()),
                            "score", new Field(FieldType.NUMBER, List.of()),
                            "hot", new Field(FieldType.BOOLEAN, List.of()),
                            "since", new Field(FieldType.DATE, List.of()),
                            "rating", new Field(FieldType.CHOICE, List.of("hot", "cold"))),
                    Map.of("sales", List.of("qualify", "propose"))),
            Set.of("made"),
            Map.of(
                    "other", new OtherSequence("Other", "lead", true),
                    "asleep", new OtherSequence("Asleep", "lead", false),
                    "accounts", new OtherSequence("Accounts", "account", true)));

    private static List<Finding> findings(String type, String fields) {
        List<Finding> findings = new ArrayList<>();
        DrawnNode tile = Drawings.graph("{\"nodes\": [{\"key\": \"k\", \"type\": \"" + type + "\", \"name\": \"N\""
                        + (fields == null ? "" : ", " + fields) + "}]}")
                .nodes()
                .getFirst();
        Node.checkAll(Node.of(tile), new Place("k", "n", findings), AROUND);
        return findings;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        email                  |
        email                  | "templateId": "t", "language": "de-AT"
        automated-email        | "templateId": "t"
        text-message           |
        automated-text-message | "templateId": "t"
        phone-call             | "description": "Ask for the date"
        task                   |
        linkedin-research      |
        linkedin-introduction  |
        linkedin-connect       |
        linkedin-inmail        | "description": "Short"
        wait                   | "duration": "PT1H", "next": "x"
        ab-test                | "a": {"name": "A", "templateId": "t1"}, "b": {"name": "B", "templateId": "t2"}
        ab-test                | "a": {"name": "A", "templateId": "t", "language": "de-AT"}, "b": {"name": "B", "templateId": "t", "language": "en"}
        ab-test                | "a": {"name": "A", "templateId": "t1"}, "b": {"name": "B", "templateId": "t2"}, "shareOfA": 90, "endsAt": "2026-05-04T08:00:00Z", "winningMetric": "goal", "defaultVersion": "b"
        email-condition        | "immediately": true, "interactions": ["opened"], "within": "P30D"
        email-condition        | "interactions": ["opened", "replied", "link-clicked", "attachment-viewed"], "match": "all", "within": "PT1H", "immediately": true
        phone-condition        | "results": ["made"]
        field-condition        | "when": {"field": "city", "op": "equals", "value": "Mumbai"}, "onMissing": "error"
        stage-condition        | "process": "sales", "stages": ["propose"], "onMissing": "take-yes"
        event-wait             | "event": "meeting-booked", "within": "P7D"
        update-field           | "field": "rating", "value": "hot"
        update-field           | "field": "score", "value": 5.5
        update-field           | "field": "city", "clear": true
        update-field           | "field": "owner", "value": {"type": "team", "id": "north"}
        advance                | "sequenceId": "other"
        """)
    void findsNothingInWhatIsWhole(String type, String fields) {
        assertThat(findings(type, fields)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        automated-email        | | template-missing | n.templateId | An automated message has no template. | Set 'templateId', or let a seller write the message: use email.
        automated-text-message | "templateId": " " | template-missing | n.templateId | An automated message has no template. | Set 'templateId', or let a seller write the message: use text-message.
        email | "language": "german" | language-malformed | n.language | 'german' is not a valid language tag. | Use a BCP 47 tag such as en or de-AT, or omit it.
        ab-test | "b": {"name": "B", "templateId": "t2"}, "a": {"name": "A"} | template-missing | n.a.templateId | An automated message has no template. | Set 'templateId'.
        ab-test | "b": {"name": "B", "templateId": "t2", "language": "German"}, "a": {"name": "A", "templateId": "t1"} | language-malformed | n.b.language | 'German' is not a valid language tag. | Use a BCP 47 tag such as en or de-AT, or omit it.
        ab-test | "b": {"templateId": "t2"}, "a": {"name": "A", "templateId": "t1"} | ab-name-missing | n.b.name | The variant has no name. | Set 'name'; reports show it.
        ab-test | "a": {"name": "A", "templateId": "t1"}, "b": {"name": "B", "templateId": "t2"}, "shareOfA": 9 | ab-share-out-of-range | n.shareOfA | Variant A gets 9 percent; each variant must get 10 to 90. | Set 'shareOfA' to a whole number from 10 to 90.
        ab-test | "a": {"name": "A", "templateId": "t1"}, "b": {"name": "B", "templateId": "t2"}, "shareOfA": 91 | ab-share-out-of-range | n.shareOfA | Variant A gets 91 percent; each variant must get 10 to 90. | Set 'shareOfA' to a whole number from 10 to 90.
        ab-test | "a": {"name": "A", "templateId": "t1"}, "b": {"name": "B", "templateId": "t2"}, "endsAt": "May" | ab-end-malformed | n.endsAt | 'May' is not a valid timestamp. | Use ISO 8601 in UTC, e.g. 2026-05-04T08:00:00Z, or omit it.
        email-condition | "immediately": true, "within": "P1D" | interactions-missing | n.interactions | The condition has no interaction to check for. | Set 'interactions' to one or more of: opened, replied, link-clicked, attachment-viewed.
        email-condition | "immediately": true, "interactions": ["opened"] | time-limit-missing | n.within | The condition has no time limit. | Set 'within', e.g. P3D for three days.
        email-condition | "immediately": true, "interactions": ["opened"], "within": "soon" | time-limit-malformed | n.within | 'soon' is not a duration in weeks, days and hours. | Use ISO-8601, e.g. P3D for three days, P2W for two weeks, PT4H for four hours, P1DT12H for a day and a half.
        email-condition | "immediately": true, "interactions": ["opened"], "within": "P31D" | time-limit-out-of-range | n.within | The time limit of 'P31D' is not between one hour and 30 days. | Choose a duration from PT1H to P30D.
        phone-condition | | call-results-missing | n.results | The condition has no call results to check for. | Set 'results', e.g. [\"made\", \"received\"].
        phone-condition | "results": [""] | call-result-malformed | n.results[0] | The result has 0 characters. | Use 1 to 100 characters.
        field-condition | | condition-missing | n.when | The condition is missing. | Set 'when', e.g. {"field": "city", "op": "equals", "value": "Mumbai"}.
        stage-condition | "stages": ["propose"] | process-missing | n.process | The business process is missing. | Set 'process' to the name of a business process.
        stage-condition | "process": "sales" | stages-missing | n.stages | No stage is selected. | Set 'stages' to one or more stages of the process.
        stage-condition | "process": "sales", "stages": ["close"] | stage-unknown | n.stages[0] | The process 'sales' has no stage 'close'. | Use one of: qualify, propose.
        event-wait | "within": "P1D" | event-missing | n.event | The event to wait for is missing. | Set 'event' to one of: email-sent, email-opened, email-replied, email-link-clicked, email-attachment-viewed, email-bounced, opt-out, call-logged, meeting-booked, text-sent, task-done.
        event-wait | "event": "opt-out" | time-limit-missing | n.within | The wait for an event has no time limit. | Set 'within', e.g. P3D for three days.
        update-field | "value": 5 | field-missing | n.field | The field to update is missing. | Set 'field' to the name of a record field.
        update-field | "field": "city" | value-missing | n.value | The new value is missing. | Set 'value' to text, a number, true or false, or set 'clear' to true to clear the field.
        update-field | "field": "city", "value": 5 | value-unfit | n.value | '5' does not fit the field, which holds text. | Give text in quotes.
        update-field | "field": "score", "value": " 5 " | value-unfit | n.value | ' 5 ' is text, and the field holds a number. | Give it without quotes: 5.
        update-field | "field": "since", "value": " 2026-03-04" | value-unfit | n.value | ' 2026-03-04' is a date with blanks. | Give a date such as 2026-03-04, or a moment such as 2026-03-04T08:00:00Z.
        update-field | "field": "since", "value": "2026-03-04 08:00:00Z" | value-unfit | n.value | '2026-03-04 08:00:00Z' is a date with blanks. | Give a date such as 2026-03-04, or a moment such as 2026-03-04T08:00:00Z.
        update-field | "field": "score", "value": "high" | value-unfit | n.value | 'high' does not fit the field, which holds a number. | Give a number such as 5.
        update-field | "field": "hot", "value": "yes" | value-unfit | n.value | 'yes' does not fit the field, which holds true or false. | Give true or false.
        update-field | "field": "since", "value": "2026-13-01" | value-unfit | n.value | '2026-13-01' does not fit the field, which holds a date. | Give a date such as 2026-03-04, or a moment such as 2026-03-04T08:00:00Z.
        update-field | "field": "rating", "value": "tepid" | value-not-a-choice | n.value | 'tepid' is not one of the choices of the field. | Use one of: hot, cold.
        update-field | "field": "owner" | owner-missing | n.value | The new owner is missing. | Set 'value', e.g. {"type": "user", "id": "anna"}.
        advance | | advance-target-missing | n.sequenceId | The sequence to advance to is missing. | Set 'sequenceId' to the id of an active sequence.
        advance | "sequenceId": "self" | advance-to-itself | n.sequenceId | The sequence advances to itself. | Use another sequence, or link to a node of this one instead.
        advance | "sequenceId": "gone" | advance-target-unknown | n.sequenceId | There is no sequence 'gone'. | Use the id of an active sequence for records of type lead.
        advance | "sequenceId": "asleep" | advance-target-inactive | n.sequenceId | The sequence 'Asleep' is not active. | Activate it first or use an active sequence.
        advance | "sequenceId": "accounts" | advance-target-other-type | n.sequenceId | The sequence 'Accounts' is for records of type account, not lead. | Use a sequence for the same record type.
        advance | "sequenceId": "other", "next": "x" | advance-followed | n.next | The record leaves the sequence at 'k', but another node follows. | Set 'next' to null or remove this node.
        """)
    void refuses(String type, String fields, String code, String path, String message, String remedy) {
        assertThat(findings(type, fields))
                .containsExactly(new Finding(code, Severity.ERROR, "k", path, message, remedy));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        ab-test | "a": {"name": "A", "templateId": "t"}, "b": {"name": "B", "templateId": "t"} | ab-versions-alike | n.b | Both variants use the template 't'. | Use different templates, or replace the test with an automated email.
        email-condition | "interactions": ["opened"], "within": "P1D" | immediately-not-said | n.immediately | 'immediately' is not set: the yes path starts only after the time limit. | Set 'immediately' to true to start the yes path at once, or to false to confirm the wait.
        email-condition | "immediately": true, "interactions": ["opened", "opened"], "within": "P1D" | value-repeated | n.interactions | An interaction is listed twice. | List each one once.
        phone-condition | "results": ["shouted"] | call-result-unknown | n.results[0] | 'shouted' is not a configured call result. | Use one of: made, or ask an administrator to add it.
        stage-condition | "process": "support", "stages": ["new"] | process-unknown | n.process | Unknown process 'support' for records of type lead. | Use one of: sales, or ask an administrator to add it to the record kinds.
        update-field | "field": "town", "value": "Graz" | field-unknown | n.field | No field 'town' is described for records of type lead. | Check its spelling against the records; described are: city, hot, rating, score, since.
        """)
    void warns(String type, String fields, String code, String path, String message, String remedy) {
        assertThat(findings(type, fields))
                .containsExactly(new Finding(code, Severity.WARNING, "k", path, message, remedy));
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "automated-email", "text-message", "phone-call", "task", "ab-test"})
    void requiresANameForVisibleNodes(String type) {
        DrawnNode tile = Drawings.graph("{\"nodes\": [{\"key\": \"k\", \"type\": \"" + type + "\"}]}")
                .nodes()
                .getFirst();
        List<Finding> findings = new ArrayList<>();
        Node.checkAll(Node.of(tile), new Place("k", "n", findings), AROUND);
        assertThat(findings).extracting(Finding::code).contains("node-name-missing");
    }

    @ParameterizedTest
    @CsvSource({
        "linkedin-research, Research",
        "linkedin-introduction, Find intro person",
        "linkedin-connect, Connect",
        "linkedin-inmail, Send InMail"
    })
    void givesLinkedInStepsTheNameThatSellersKnow(String type, String name) {
        DrawnNode tile = Drawings.graph("{\"nodes\": [{\"key\": \"k\", \"type\": \"" + type + "\"}]}")
                .nodes()
                .getFirst();
        List<Finding> findings = new ArrayList<>();
        Node.checkAll(Node.of(tile), new Place("k", "n", findings), AROUND);
        assertThat(findings).isEmpty();
        assertThat(Node.of(tile).head().shownName()).contains(name);
    }

    @Test
    void refusesTextsThatAreTooLong() {
        assertThat(findings("phone-condition", "\"results\": [\"" + "r".repeat(101) + "\"]"))
                .extracting(Finding::code)
                .containsExactly("call-result-malformed");
        assertThat(findings("update-field", "\"field\": \"city\", \"value\": \"" + "v".repeat(1_001) + "\""))
                .extracting(Finding::code)
                .containsExactly("value-too-long");
        assertThat(findings("update-field", "\"field\": \"" + "f".repeat(201) + "\", \"value\": 1"))
                .extracting(Finding::code)
                .containsExactly("field-malformed");
        assertThat(findings(
                        "update-field",
                        "\"field\": \"owner\", \"value\": {\"type\": \"user\", \"id\": \"" + "i".repeat(201) + "\"}"))
                .extracting(Finding::code)
                .containsExactly("owner-too-long");
        assertThat(findings("stage-condition", "\"process\": \"" + "p".repeat(101) + "\", \"stages\": [\"\"]"))
                .extracting(Finding::code)
                .containsExactly("process-too-long", "stage-malformed", "process-unknown");
        assertThat(findings(
                        "ab-test",
                        "\"a\": {\"name\": \"" + "n".repeat(101) + "\", \"templateId\": \"t\"},"
                                + "\"b\": {\"name\": \"B\", \"templateId\": \"" + "t".repeat(101) + "\"}"))
                .extracting(Finding::code)
                .containsExactly("ab-name-too-long", "template-id-too-long");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        true  | email           | hello    | | |
        true  | automated-email | reminder | message-template-channel | ERROR | The message template is for the channel text-message, but this node sends by email.
        true  | text-message    | hello    | message-template-channel | ERROR | The message template is for the channel email, but this node sends by text-message.
        false | email           | hello    | | |
        false | email           | elsewhere | message-template-unknown | ERROR | There is no message template 'elsewhere'.
        true  | email           | 019cad8f-ac00-73a1-8000-5eed00000001 | message-template-unknown | ERROR | There is no message template '019cad8f-ac00-73a1-8000-5eed00000001'.
        true  | email           | elsewhere | message-template-unknown | WARNING | 'elsewhere' is not a message template of this service.
        """)
    void knowsTheMessageTemplates(
            boolean elsewhere, String type, String template, String code, Severity severity, String message) {
        DraftContext around = new DraftContext(
                "self",
                AROUND.record(),
                AROUND.callResults(),
                Map.of(),
                new KnownTemplates(Map.of("hello", "email", "reminder", "text-message"), elsewhere),
                null,
                DraftLimits.DOCUMENTED,
                null);
        List<Finding> findings = new ArrayList<>();
        DrawnNode tile = Drawings.graph("{\"nodes\": [{\"key\": \"k\", \"type\": \"" + type
                        + "\", \"name\": \"N\", \"templateId\": \"" + template + "\"}]}")
                .nodes()
                .getFirst();
        Node.checkAll(Node.of(tile), new Place("k", "n", findings), around);
        if (code == null) {
            assertThat(findings).isEmpty();
            return;
        }
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(code);
            assertThat(finding.severity()).isEqualTo(severity);
            assertThat(finding.path()).isEqualTo("n.templateId");
            assertThat(finding.message()).isEqualTo(message);
        });
    }

    @Test
    void appliesConfiguredLimits() {
        DraftContext narrow = new DraftContext(
                "self",
                AROUND.record(),
                Set.of(),
                Map.of(),
                null,
                null,
                new DraftLimits(1, Duration.ofHours(36), 25, 1, 1_000),
                null);
        List<Finding> findings = new ArrayList<>();
        SequenceGraph graph = Drawings.graph("""
            {"start": "w", "nodes": [
              {"key": "w", "type": "wait", "duration": "PT37H", "next": "t"},
              {"key": "t", "type": "task", "name": "Call", "next": null}]}\
            """);
        findings.addAll(GraphCheck.of(graph, narrow));
        assertThat(findings)
                .extracting(Finding::message)
                .containsExactly(
                        "The graph has 2 nodes, including waits; the limit is 1.",
                        "The wait of 'PT37H' is not between one hour and 36 hours.");
        assertThat(findings.getLast().remedy()).isEqualTo("Choose a duration from PT1H to PT36H.");
    }
}
