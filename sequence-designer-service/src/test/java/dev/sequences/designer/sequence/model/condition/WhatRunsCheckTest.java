package dev.sequences.designer.sequence.model.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sequences.designer.drawing.DraftReader;
import dev.sequences.designer.sequence.model.Draft;
import dev.sequences.designer.sequence.model.DraftCheck;
import dev.sequences.designer.sequence.model.OwnerType;
import dev.sequences.designer.sequence.model.Sequence;
import dev.sequences.designer.sequence.model.context.DraftContext;
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

/** What is found nothing in has to mean when it runs what it seems to mean when it is drawn. */
class WhatRunsCheckTest {

    private static final Map<String, Field> FIELDS = Map.of(
            "city", new Field(FieldType.TEXT, List.of()),
            "since", new Field(FieldType.DATE, List.of()),
            "accountId", new Field(FieldType.LOOKUP, List.of()),
            "rating", new Field(FieldType.CHOICE, List.of("hot", "Cold")));

    private static final RecordDescription IN_PARTS =
            new RecordDescription("lead", FIELDS, Map.of("sales", List.of("propose")));

    private static List<Finding> findings(RecordDescription kind, String body) {
        Draft draft = DraftReader.read(Drawings.json(body));
        Sequence sequence = new Sequence(
                Sequence.Status.INACTIVE, "S", null, "lead", "ana", 0, draft, null, OwnerType.USER, null, List.of());
        return DraftCheck.of(sequence, new DraftContext("self", kind, Set.of(), Map.of()));
    }

    private static List<Finding> node(RecordDescription kind, String fields) {
        return findings(
                kind,
                "{\"graph\": {\"start\": \"t\", \"nodes\": [{\"key\": \"t\", \"type\": \"task\", \"name\": \"T\","
                        + " \"next\": \"k\"}, {\"key\": \"k\", " + fields + "},"
                        + " {\"key\": \"e\", \"type\": \"task\", \"name\": \"E\"}]}}");
    }

    private static List<Finding> when(RecordDescription kind, String condition) {
        return node(kind, "\"type\": \"field-condition\", \"yes\": \"e\", \"when\": " + condition);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        equals | "hot"            |
        equals | "Cold"           |
        equals | "Hot"            |
        any-of | ["hot", "COLD"]  |
        equals | "tepid"          | Use one of: hot, Cold.
        """)
    void aChoiceIsSpelledAsRecordsSpellIt(String op, String value, String remedy) {
        List<Finding> found =
                when(IN_PARTS, "{\"field\": \"rating\", \"op\": \"" + op + "\", \"value\": " + value + "}");
        if (remedy == null) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found)
                    .extracting(Finding::code, Finding::severity, Finding::remedy)
                    .containsExactly(tuple("value-not-a-choice", Severity.ERROR, remedy));
        }
    }

    @Test
    void requiresTheExactSpellingOfAChoice() {
        assertThat(node(
                        IN_PARTS,
                        "\"type\": \"update-field\", \"field\": \"rating\", \"value\": \"HOT\", \"next\": \"e\""))
                .extracting(Finding::code)
                .containsExactly("value-not-a-choice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-04",
                " 2026-03-04 ",
                "2026-03-04T08:00:00Z",
                "2026-03-04 08:00Z",
                "2026-03-04T08:00:00",
                "2026-03-04 08:00",
                "2026-03-04T08:00:00.123+05:30"
            })
    void aDateIsADayOrAMomentAsItIsReadWhenItRuns(String value) {
        assertThat(when(IN_PARTS, "{\"field\": \"since\", \"op\": \"on\", \"value\": \"" + value + "\"}"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-04T",
                "2026-03-04Tfoo",
                "2026-03-04 or so",
                "2026-03-04T25:00:00Z",
                "2026-02-30T08:00:00Z",
                "2026-2-3",
                "+2026-03-04"
            })
    void nothingElseIsADate(String value) {
        assertThat(when(IN_PARTS, "{\"field\": \"since\", \"op\": \"on\", \"value\": \"" + value + "\"}"))
                .extracting(Finding::code)
                .containsExactly("value-unfit");
        assertThat(when(IN_PARTS, "{\"field\": \"unknown\", \"op\": \"gt\", \"value\": \"" + value + "\"}"))
                .extracting(Finding::code)
                .containsExactlyInAnyOrder("field-unknown", "value-unfit");
        assertThat(node(
                        IN_PARTS,
                        "\"type\": \"update-field\", \"field\": \"since\", \"value\": \"" + value
                                + "\", \"next\": \"e\""))
                .extracting(Finding::code)
                .containsExactly("value-unfit");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 201, 100_000})
    void refusesAMalformedFieldOfARelatedRecord(int length) {
        assertThat(when(
                        IN_PARTS,
                        "{\"related\": \"account\", \"all\": [{\"field\": \"" + "f".repeat(length)
                                + "\", \"op\": \"has-data\"}]}"))
                .extracting(Finding::code, Finding::path)
                .containsExactly(tuple("field-malformed", "graph.nodes[1].when.all[0].field"));
    }

    @Test
    void reportsAnInvalidAssignToField() {
        String by =
                "{\"graph\": {\"start\": \"t\", \"nodes\": [{\"key\": \"t\", \"type\": \"task\", \"name\": \"T\"}]},"
                        + " \"assignTo\": \"record-field\", \"assignToField\": \"%s\"}";
        assertThat(findings(IN_PARTS, by.formatted("accountId"))).isEmpty();
        assertThat(findings(IN_PARTS, by.formatted("acountId")))
                .extracting(Finding::code, Finding::path, Finding::severity)
                .containsExactly(tuple("field-unknown", "assignToField", Severity.WARNING));
        assertThat(findings(new RecordDescription("lead", FIELDS, Map.of(), true), by.formatted("acountId")))
                .extracting(Finding::code, Finding::path, Finding::severity)
                .containsExactly(tuple("field-unknown", "assignToField", Severity.ERROR));
        assertThat(findings(IN_PARTS, by.formatted("f".repeat(201))))
                .extracting(Finding::code)
                .containsExactly("setting-too-long");
        assertThat(findings(IN_PARTS, by.formatted(" ")))
                .extracting(Finding::code)
                .containsExactly("assign-to-field-missing");
    }

    @Test
    void reportsUnknownNamesAccordingToTheDescription() {
        String stage = "\"type\": \"stage-condition\", \"process\": \"nonsense\", \"stages\": [\"x\"], \"yes\": \"e\"";
        String field = "{\"field\": \"nonsense\", \"op\": \"has-data\"}";
        RecordDescription nothing = new RecordDescription("lead", Map.of(), Map.of());
        RecordDescription nothingAtAll = new RecordDescription("lead", Map.of(), Map.of(), true);
        assertThat(node(nothing, stage))
                .extracting(Finding::code, Finding::severity, Finding::remedy)
                .containsExactly(tuple(
                        "process-unknown",
                        Severity.WARNING,
                        "Check its spelling against the records, or ask an administrator to add it to the"
                                + " record kinds."));
        assertThat(node(nothingAtAll, stage))
                .extracting(Finding::code, Finding::severity, Finding::remedy)
                .containsExactly(tuple(
                        "process-unknown",
                        Severity.ERROR,
                        "Remove the condition: these records have no business process."));
        assertThat(when(nothing, field))
                .extracting(Finding::code, Finding::severity, Finding::remedy)
                .containsExactly(tuple("field-unknown", Severity.WARNING, "Check its spelling against the records."));
        assertThat(when(nothingAtAll, field))
                .extracting(Finding::code, Finding::severity, Finding::remedy)
                .containsExactly(
                        tuple("field-unknown", Severity.ERROR, "Remove it: no field of these records is described."));
        assertThat(when(nothing, "{\"related\": \"account\", \"all\": [" + field + "]}"))
                .extracting(Finding::code, Finding::severity)
                .containsExactly(tuple("related-unknown", Severity.WARNING));
    }

    @Test
    void refusesToSetAndClearAFieldAtOnce() {
        String both = "\"type\": \"update-field\", \"field\": \"%s\", \"value\": %s, \"clear\": true, \"next\": \"e\"";
        assertThat(node(IN_PARTS, both.formatted("city", "\"Graz\"")))
                .containsExactly(new Finding(
                        "setting-superfluous",
                        Severity.ERROR,
                        "k",
                        "graph.nodes[1].clear",
                        "'value' and 'clear' are both set.",
                        "Remove one of them."));
        assertThat(node(IN_PARTS, both.formatted("owner", "{\"type\": \"user\", \"id\": \"anna\"}")))
                .extracting(Finding::code)
                .containsExactly("setting-superfluous");
        assertThat(node(IN_PARTS, both.replace("true", "false").formatted("city", "\"Graz\"")))
                .isEmpty();
        assertThat(node(IN_PARTS, both.formatted("city", "null"))).isEmpty();
    }
}
