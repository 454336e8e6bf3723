package dev.sequences.segment.recordtype.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sequences.chassis.decider.Decision;
import dev.sequences.chassis.decider.Refusal;
import dev.sequences.segment.recordtype.model.Declaration.Choice;
import dev.sequences.segment.recordtype.model.Declaration.Field;
import dev.sequences.segment.recordtype.model.Declaration.Mismatch;
import dev.sequences.segment.recordtype.model.Declaration.Process;
import dev.sequences.segment.recordtype.model.RecordTypeEvent.RecordTypeDeclared;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclarationTest {

    private final RecordTypeDecider decider = new RecordTypeDecider();

    private static Field field(String name, FieldType type, String... choices) {
        return new Field(
                name,
                type,
                null,
                Arrays.stream(choices).map(value -> new Choice(value, null)).toList());
    }

    private static Declaration fields(Field... fields) {
        return new Declaration(List.of(fields), List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "text, Mumbai, true",
        "text, 42, true",
        "number, 42, true",
        "number, -1.5e3, true",
        "number, ' 42 ', true",
        "number, '1,5', false",
        "number, many, false",
        "boolean, TRUE, true",
        "boolean, yes, false",
        "date, 2026-03-04, true",
        "date, 2026-02-30, false",
        "date, 2026-03-04T10:00, false",
        "date, 4.3.2026, false",
        "date-time, 2026-03-04T10:00:00Z, true",
        "date-time, 2026-03-04 10:00, true",
        "date-time, 2026-03-04, true",
        "date-time, tomorrow, false",
        "choice, hot, true",
        "choice, Hot, false",
        "choice, warm, false"
    })
    void readsTextsAsConditionsDo(String type, String value, boolean conforms) {
        FieldType declared = FieldType.of(type).orElseThrow();
        String[] choices = declared == FieldType.CHOICE ? new String[] {"hot", "cold"} : new String[0];
        assertThat(fields(field("f", declared, choices)).check("f", value).isEmpty())
                .isEqualTo(conforms);
    }

    @Test
    void checksOtherJsonTypes() {
        Declaration declaration = fields(
                field("text", FieldType.TEXT), field("number", FieldType.NUMBER), field("boolean", FieldType.BOOLEAN));
        assertThat(declaration.check(Map.of("text", "x", "number", new BigDecimal("1.5"), "boolean", true)))
                .isEmpty();
        assertThat(declaration.check(Map.of("text", 5, "number", true, "boolean", 1)))
                .extracting(Mismatch::field, Mismatch::code)
                .containsExactly(
                        tuple("text", "value-wrong-type"),
                        tuple("number", "value-wrong-type"),
                        tuple("boolean", "value-wrong-type"));
    }

    @Test
    void acceptsMissingValuesAndOtherFields() {
        Declaration declaration = fields(field("number", FieldType.NUMBER), field("choice", FieldType.CHOICE, "a"));
        Map<String, Object> values = new HashMap<>();
        values.put("number", null);
        values.put("choice", "  ");
        values.put("city", List.of());
        assertThat(declaration.check(values)).isEmpty();
        assertThat(declaration.check("city", "Mumbai")).isEmpty();
    }

    @Test
    void namesTheChoicesInTheRemedy() {
        assertThat(fields(field("rating", FieldType.CHOICE, "hot", "cold")).check("rating", "warm"))
                .hasValueSatisfying(mismatch -> {
                    assertThat(mismatch.code()).isEqualTo("choice-unknown");
                    assertThat(mismatch.remedy()).isEqualTo("Send one of 'hot', 'cold', or null.");
                });
    }

    private List<String> refusals(Declaration declaration) {
        return decider.decide(Declaration.NONE, declaration) instanceof Decision.Refused<RecordTypeEvent> refused
                ? refused.refusals().stream()
                        .map(refusal -> refusal.code() + " " + refusal.path())
                        .toList()
                : List.of();
    }

    @Test
    void refusesAnInvalidDeclaration() {
        assertThat(refusals(fields(field("a", FieldType.TEXT), field("a", FieldType.NUMBER))))
                .containsExactly("field-twice fields[1].name");
        assertThat(refusals(fields(field(" ", FieldType.TEXT), field("x".repeat(201), FieldType.TEXT))))
                .containsExactly("name-invalid fields[0].name", "name-invalid fields[1].name");
        assertThat(refusals(fields(field("a", FieldType.TEXT, "x"), field("b", FieldType.CHOICE))))
                .containsExactly("choices-superfluous fields[0].choices", "choices-missing fields[1].choices");
        assertThat(refusals(fields(field("a", FieldType.CHOICE, "x", "x", ""))))
                .containsExactly("choice-twice fields[0].choices[1].value", "name-invalid fields[0].choices[2].value");
        assertThat(refusals(fields(new Field("a", FieldType.TEXT, "", List.of()))))
                .containsExactly("label-invalid fields[0].label");
        assertThat(refusals(fields(
                        Collections.nCopies(501, field("a", FieldType.TEXT)).toArray(Field[]::new))))
                .containsExactly("too-many fields");
        assertThat(refusals(new Declaration(
                        List.of(), List.of(new Process("sales", List.of("a", "a")), new Process("sales", List.of())))))
                .containsExactly(
                        "stage-twice processes[0].stages[1]",
                        "process-twice processes[1].name",
                        "stages-missing processes[1].stages");
    }

    @Test
    void anEqualDeclarationChangesNothing() {
        Declaration declaration = fields(field("a", FieldType.CHOICE, "x"));
        assertThat(decider.decide(Declaration.NONE, declaration))
                .isEqualTo(Decision.accept(new RecordTypeDeclared(declaration)));
        assertThat(decider.decide(declaration, fields(field("a", FieldType.CHOICE, "x"))))
                .isEqualTo(Decision.accept());
        assertThat(decider.evolve(Declaration.NONE, new RecordTypeDeclared(declaration)))
                .isEqualTo(declaration);
    }

    @Test
    void everyRefusalHasARemedy() {
        assertThat(decider.decide(Declaration.NONE, fields(field("", FieldType.CHOICE))))
                .isInstanceOfSatisfying(Decision.Refused.class, refused -> {
                    for (Object refusal : refused.refusals()) {
                        assertThat(((Refusal) refusal).remedy()).isNotBlank();
                    }
                });
    }
}
