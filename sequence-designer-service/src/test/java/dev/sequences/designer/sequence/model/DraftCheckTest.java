package dev.sequences.designer.sequence.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.designer.drawing.DraftReader;
import dev.sequences.designer.sequence.model.Sequence.Status;
import dev.sequences.designer.sequence.model.context.DraftContext;
import dev.sequences.designer.sequence.model.context.DraftLimits;
import dev.sequences.designer.sequence.model.context.RecordDescription;
import dev.sequences.designer.sequence.model.context.RecordDescription.Field;
import dev.sequences.designer.sequence.model.context.RecordDescription.FieldType;
import dev.sequences.designer.sequence.model.finding.Finding;
import dev.sequences.designer.sequence.model.finding.Finding.Severity;
import dev.sequences.designer.support.Drawings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Findings about settings, locked A/B tests and nodes that are not executed yet. */
class DraftCheckTest {

    private static final String CALL = "{\"key\": \"call\", \"type\": \"phone-call\", \"name\": \"Call\"}";
    private static final String MAIL =
            "{\"key\": \"mail\", \"type\": \"automated-email\", \"name\": \"Mail\", \"templateId\": \"t\"}";
    private static final String TEST = "{\"key\": \"test\", \"type\": \"ab-test\", \"name\": \"Which\","
            + " \"a\": {\"name\": \"A\", \"templateId\": \"s\"}, \"b\": {\"name\": \"B\", \"templateId\": \"t\"},"
            + " \"endsAt\": \"2026-05-04T08:00:00Z\"}";

    private static final Field TEXT = new Field(FieldType.TEXT, List.of());

    private static final DraftContext AROUND = new DraftContext(
            "",
            new RecordDescription(
                    "lead",
                    Map.of("a", TEXT, "city", TEXT, "backup", TEXT, "accountId", TEXT),
                    Map.of("sales", List.of("won"), "p", List.of("s"))),
            Set.of(),
            Map.of());

    private static Draft draft(String node, String settings) {
        String start = Drawings.json(node).path("key").asText();
        return DraftReader.read(Drawings.json("{\"graph\": {\"start\": \"" + start + "\", \"nodes\": [" + node + "]}"
                + (settings == null ? "" : ", " + settings) + "}"));
    }

    private static Sequence inactive(Draft draft) {
        return new Sequence(
                Status.INACTIVE, "Welcome", null, "lead", "ana", 0, draft, null, OwnerType.USER, null, List.of());
    }

    private static List<Finding> findings(String node, String settings) {
        return DraftCheck.of(inactive(draft(node, settings)), AROUND);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "exitCriteria": [{"on": "reply"}] | exit-needs-email | exitCriteria[0] | The exit criterion 'reply' applies to email, but the sequence sends no email. | Add an email step or remove the exit criterion.
        "exitCriteria": [{"on": "bounce"}] | exit-needs-email | exitCriteria[0] | The exit criterion 'bounce' applies to email, but the sequence sends no email. | Add an email step or remove the exit criterion.
        "exitCriteria": [{"on": "field-condition"}] | condition-missing | exitCriteria[0].when | The condition is missing. | Set 'when', e.g. {"field": "city", "op": "equals", "value": "Mumbai"}.
        "exitCriteria": [{"on": "field-condition", "when": {"all": []}}] | condition-empty | exitCriteria[0].when | The condition compares nothing, so every record matches. | Add at least one field with an operator.
        "exitCriteria": [{"on": "stage", "process": "sales"}] | stages-missing | exitCriteria[0].stages | No stage is selected. | Set 'stages' to one or more stages of the process.
        "exitCriteria": [{"on": "opt-out", "process": "sales"}] | setting-superfluous | exitCriteria[0].process | This field is for 'stage' only; it has no effect with 'opt-out'. | Remove it or set 'on' to stage.
        "exitCriteria": [{"on": "opt-out", "when": {"field": "a", "op": "has-data"}}] | setting-superfluous | exitCriteria[0].when | This field is for 'field-condition' only; it has no effect with 'opt-out'. | Remove it or set 'on' to field-condition.
        "assignTo": "record-field" | assign-to-field-missing | assignToField | Steps are assigned by a record field, but 'assignToField' is missing. | Set 'assignToField' to the name of the field that contains the user.
        "assignToField": "backup" | setting-superfluous | assignToField | 'assignToField' is set, but steps are assigned to 'record-owner'. | Remove it or set 'assignTo' to record-field.
        "sendWindow": {"days": [], "from": "08:00", "to": "17:00"} | window-never-open | sendWindow.days | The send window has no days; no message would ever be sent. | Set 'days', e.g. [\"monday\", \"tuesday\"], or remove the send window.
        "sendWindow": {"days": ["monday"], "from": "17:00", "to": "08:00"} | window-never-open | sendWindow.to | The send window closes at 08:00, which is not after it opens at 17:00. | Set 'to' to a time later than 'from' on the same day.
        "sendWindow": {"days": ["monday"], "from": "8", "to": "17:00"} | time-malformed | sendWindow.from | '8' is not a time of day. | Use hours and minutes, e.g. 08:00.
        "sendWindow": {"days": ["monday"], "from": "08:00"} | time-malformed | sendWindow.to | A missing value is not a time of day. | Use hours and minutes, e.g. 08:00.
        "timeZone": {} | time-zone-rule-missing | timeZone.rule | The time zone rule is missing. | Set 'rule' to one of: record, assignee, organisation, fixed.
        "timeZone": {"rule": "fixed"} | time-zone-missing | timeZone.zone | The rule is fixed, but 'zone' is missing. | Set 'zone', e.g. Europe/Vienna.
        "timeZone": {"rule": "record", "zone": "UTC"} | setting-superfluous | timeZone.zone | The rule is record, but 'zone' is set as well. | Remove 'zone' or set 'rule' to fixed.
        "timeZone": {"rule": "fixed", "zone": "Mars/Base"} | time-zone-unknown | timeZone.zone | 'Mars/Base' is not a known time zone. | Use an IANA name such as Europe/Vienna or UTC.
        "dailyCaps": {"emails": 0} | cap-out-of-range | dailyCaps.emails | The daily cap 0 is not between 1 and 1000000. | Use a value in that range, or omit it for no cap.
        """)
    void refusesSettings(String settings, String code, String path, String message, String remedy) {
        assertThat(findings(CALL, settings))
                .containsExactly(new Finding(code, Severity.ERROR, null, path, message, remedy));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "exitCriteria": [{"on": "opt-out"}, {"on": "meeting-booked"}, {"on": "record-closed"}]
        "exitCriteria": [{"on": "field-condition", "when": {"field": "city", "op": "has-data"}}]
        "exitCriteria": [{"on": "stage", "process": "sales", "stages": ["won"]}]
        "assignTo": "record-field", "assignToField": "backup"
        "sendWindow": {"days": ["monday", "friday"], "from": "08:00", "to": "17:00"}, "timeZone": {"rule": "assignee"}
        "timeZone": {"rule": "fixed", "zone": "Europe/Vienna"}, "holidayCalendar": "at", "dailyCaps": {"steps": 20}
        """)
    void findsNothingInSettingsThatMakeSense(String settings) {
        assertThat(findings(CALL, settings)).isEmpty();
    }

    @Test
    void warnsOfRiskySettings() {
        assertThat(findings(MAIL, null))
                .containsExactly(
                        new Finding(
                                "exit-on-opt-out-missing",
                                Severity.WARNING,
                                null,
                                "exitCriteria",
                                "Automated messages are also sent to customers who opted out.",
                                "Add the exit criterion 'opt-out'."),
                        new Finding(
                                "exit-on-bounce-missing",
                                Severity.WARNING,
                                null,
                                "exitCriteria",
                                "Automated emails are also sent to addresses that bounced.",
                                "Add the exit criterion 'bounce'."));
        assertThat(findings(MAIL, "\"exitCriteria\": [{\"on\": \"opt-out\"}, {\"on\": \"bounce\"}]"))
                .isEmpty();
        assertThat(findings(MAIL.replace("automated-email", "automated-text-message"), null))
                .extracting(Finding::code)
                .containsExactly("exit-on-opt-out-missing");
        assertThat(findings(CALL, "\"exitCriteria\": [{\"on\": \"opt-out\"}, {\"on\": \"opt-out\"}]"))
                .containsExactly(new Finding(
                        "exit-criterion-repeated",
                        Severity.WARNING,
                        null,
                        "exitCriteria[1]",
                        "The exit criterion is listed twice.",
                        "Remove one of them."));
        assertThat(findings(
                        CALL,
                        "\"sendWindow\": {\"days\": [\"monday\", \"monday\"], \"from\": \"08:00\", \"to\": \"09:00\"}"))
                .extracting(Finding::code)
                .containsExactly("value-repeated");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "skipNonWorkingDays": true
        "sendWindow": {"days": ["monday"], "from": "08:00", "to": "09:00"}
        "timeZone": {"rule": "record"}
        "timeZone": {"rule": "organisation"}
        "timeZone": {"rule": "assignee"}
        "timeZone": {"rule": "fixed", "zone": "Asia/Tokyo"}
        "holidayCalendar": "austria"
        "dailyCaps": {"enrollments": 1, "emails": 2, "texts": 3, "steps": 4}
        """)
    void acceptsWhatIsKeptByTheClock(String settings) {
        assertThat(DraftCheck.of(inactive(draft(CALL, settings)), around(Set.of("austria"))))
                .isEmpty();
    }

    @Test
    void refusesAnUnknownCalendar() {
        assertThat(DraftCheck.of(inactive(draft(CALL, "\"holidayCalendar\": \"austra\"")), around(Set.of())))
                .containsExactly(new Finding(
                        "holiday-calendar-unknown",
                        Severity.ERROR,
                        null,
                        "holidayCalendar",
                        "The holiday calendar 'austra' does not exist.",
                        "Create it at /holiday-calendars, use another one, or remove 'holidayCalendar'."));
    }

    private static DraftContext around(Set<String> calendars) {
        return new DraftContext("", AROUND.record(), Set.of(), Map.of(), null, calendars, DraftLimits.DOCUMENTED, null);
    }

    @Test
    void locksALiveAbTest() {
        Draft live = draft(TEST, null);
        assertThat(lockedIn(live, live)).isEmpty();
        assertThat(lockedIn(live, draft(TEST.replace("\"s\"", "\"other\""), null)))
                .containsExactly(new Finding(
                        "ab-test-locked",
                        Severity.ERROR,
                        "test",
                        "graph.nodes[0]",
                        "The A/B test 'test' is live and cannot be changed.",
                        "Restore it, or replace it with a new test under another key."));
        assertThat(lockedIn(live, draft(TEST.replace("Which", "Which one"), null)))
                .hasSize(1);
        assertThat(lockedIn(live, draft(TEST.replace("\"test\"", "\"other\""), null)))
                .isEmpty();
        assertThat(lockedIn(live, draft(TEST.replace("\"endsAt\"", "\"next\": \"test\", \"endsAt\""), null)))
                .isEmpty();
    }

    private static List<Finding> lockedIn(Draft live, Draft draft) {
        return DraftCheck.of(
                        new Sequence(
                                Status.REVISION,
                                "Welcome",
                                null,
                                "lead",
                                "ana",
                                1,
                                draft,
                                live,
                                OwnerType.USER,
                                null,
                                List.of()),
                        AROUND)
                .stream()
                .filter(finding -> finding.code().equals("ab-test-locked"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"assignTo\": \"owner-team\"",
                "\"assignTo\": \"access-team\"",
                "\"assignTo\": \"current-user\"",
                "\"assignTo\": \"record-field\", \"assignToField\": \"backup\"",
                "\"exitCriteria\": [{\"on\": \"field-condition\", \"when\": {\"related\": \"account\", \"all\":"
                        + " [{\"field\": \"tier\", \"op\": \"no-data\"}]}}]"
            })
    void refusesNoSettingForBeingAheadOfItsExecution(String settings) {
        assertThat(DraftCheck.of(inactive(draft(CALL, settings)), AROUND)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        field-condition | "when": {"field": "a", "op": "has-data"}, "onMissing": "error", "yes": null
        stage-condition | "process": "p", "stages": ["s"], "onMissing": "error"
        field-condition | "when": {"related": "account", "all": [{"field": "a", "op": "has-data"}]}
        ab-test | "name": "N", "a": {"name": "A", "templateId": "s"}, "b": {"name": "B", "templateId": "t"}
        """)
    void refusesNoNodeForBeingAheadOfItsExecution(String type, String fields) {
        assertThat(DraftCheck.of(
                        inactive(draft("{\"key\": \"k\", \"type\": \"" + type + "\", " + fields + "}", null)), AROUND))
                .extracting(Finding::path)
                .doesNotContain("graph.nodes[0].onMissing", "graph.nodes[0].when", "graph.nodes[0].endsAt");
    }
}
