package dev.sequences.segment.recordtype;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.decider.Decision;
import dev.sequences.chassis.decider.Refusal;
import dev.sequences.chassis.http.Fields;
import dev.sequences.segment.recordtype.Conformance.Example;
import dev.sequences.segment.recordtype.DeclarationRows.Declared;
import dev.sequences.segment.recordtype.DiscoveredFields.Count;
import dev.sequences.segment.recordtype.DiscoveredFields.Discovered;
import dev.sequences.segment.recordtype.model.Declaration;
import dev.sequences.segment.recordtype.model.Declaration.Choice;
import dev.sequences.segment.recordtype.model.Declaration.Field;
import dev.sequences.segment.recordtype.model.Declaration.Process;
import dev.sequences.segment.recordtype.model.FieldType;
import dev.sequences.segment.recordtype.model.RecordTypeDecider;
import dev.sequences.segment.segment.model.RecordTypes;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Request and response bodies of the record types API. */
public final class RecordTypeRequests {

    private static final String TYPES =
            Arrays.stream(FieldType.values()).map(FieldType::code).collect(Collectors.joining(", "));

    private RecordTypeRequests() {}

    /** Throws a {@link Problem} with code {@code record-type-unknown} for an unknown record type. */
    public static void checkType(String recordType) {
        if (!RecordTypes.isKnown(recordType)) {
            throw Problem.rule(
                    "record-type-unknown",
                    "recordType",
                    "Record type '" + Fields.shortened(recordType) + "' is unknown.",
                    "Use one of: " + String.join(", ", RecordTypes.ALL) + ".");
        }
    }

    static void check(Declaration declaration) {
        if (new RecordTypeDecider().decide(Declaration.NONE, declaration)
                instanceof Decision.Refused<?>(var refusals)) {
            throw Problem.of(refusals);
        }
    }

    record ChoiceRequest(@Nullable String value, @Nullable String label) {}

    /** @param type text, number, boolean, date, date-time or choice */
    record FieldRequest(
            @Nullable String name,
            @Nullable String type,
            @Nullable String label,
            @Nullable List<@Nullable ChoiceRequest> choices) {}

    record ProcessRequest(@Nullable String name, @Nullable List<@Nullable String> stages) {}

    /** @param fields required, since a missing list would end the enforcement by mistake */
    record PutRecordType(
            @Nullable List<@Nullable FieldRequest> fields,
            @Nullable List<@Nullable ProcessRequest> processes) {

        Declaration declaration() {
            List<@Nullable FieldRequest> requested = fields;
            if (requested == null) {
                throw Problem.unreadable(
                        "field-missing", "fields", "fields is missing.", "Send the list of declared fields.");
            }
            List<Refusal> refusals = new ArrayList<>();
            List<Field> declared = new ArrayList<>();
            for (int i = 0; i < requested.size(); i++) {
                FieldRequest field = requested.get(i);
                String code = field == null ? null : field.type();
                FieldType type = code == null ? null : FieldType.of(code).orElse(null);
                if (field == null || type == null) {
                    refusals.add(Refusal.rule(
                            "field-type-unknown",
                            "fields[" + i + "].type",
                            code == null ? "The type is missing." : "Type '" + Fields.shortened(code) + "' is unknown.",
                            "Use one of: " + TYPES + "."));
                } else {
                    declared.add(new Field(orEmpty(field.name()), type, field.label(), choices(field.choices())));
                }
            }
            if (!refusals.isEmpty()) {
                throw Problem.of(refusals);
            }
            return new Declaration(declared, processes(processes));
        }

        private static List<Choice> choices(@Nullable List<@Nullable ChoiceRequest> requested) {
            return requested == null
                    ? List.of()
                    : requested.stream()
                            .map(choice -> choice == null
                                    ? new Choice("", null)
                                    : new Choice(orEmpty(choice.value()), choice.label()))
                            .toList();
        }

        private static List<Process> processes(@Nullable List<@Nullable ProcessRequest> requested) {
            return requested == null
                    ? List.of()
                    : requested.stream()
                            .map(process -> process == null
                                    ? new Process("", List.of())
                                    : new Process(orEmpty(process.name()), stages(process.stages())))
                            .toList();
        }

        private static List<String> stages(@Nullable List<@Nullable String> requested) {
            return requested == null
                    ? List.of()
                    : requested.stream().map(PutRecordType::orEmpty).toList();
        }

        /** An empty text is refused by the check of the declaration. */
        private static String orEmpty(@Nullable String text) {
            return Objects.requireNonNullElse(text, "");
        }
    }

    /** @param next always null: there are few record types */
    record TypeSummaries(List<TypeSummary> items, @Nullable String next) {

        TypeSummaries(List<TypeSummary> items) {
            this(items, null);
        }
    }

    /** @param version of the declaration; 0 if the type was never declared */
    record TypeSummary(String recordType, long records, long active, boolean declared, long version) {

        static TypeSummary of(String type, Count count, Declared declared) {
            return new TypeSummary(
                    type,
                    count.records(),
                    count.active(),
                    declared.declaration().hasContent(),
                    declared.version());
        }
    }

    /**
     * @param fields declared fields, then the other fields of the first 50 000 records, most frequent first
     * @param processes declared ones
     */
    record TypeBody(
            String recordType,
            long records,
            long active,
            boolean declared,
            List<FieldBody> fields,
            List<Process> processes) {}

    /**
     * @param records number of records with a value in this field
     * @param distinct number of different values
     * @param values all values, most frequent first, if there are at most 30; otherwise empty
     * @param declared whether the type is declared; otherwise it is recognized from the values
     * @param type text, number, boolean, date, date-time or choice
     * @param label declared label
     * @param choices declared choices
     */
    record FieldBody(
            String name,
            long records,
            long distinct,
            List<DiscoveredFields.Value> values,
            boolean declared,
            String type,
            @Nullable String label,
            List<Choice> choices) {}

    static TypeBody body(Connection connection, String type, Declared declared) {
        Map<String, Discovered> found = new LinkedHashMap<>();
        DiscoveredFields.of(connection, type).forEach(field -> found.put(field.name(), field));
        List<FieldBody> fields = new ArrayList<>();
        for (Field field : declared.declaration().fields()) {
            Discovered values = Objects.requireNonNullElse(found.remove(field.name()), Discovered.none(field.name()));
            fields.add(new FieldBody(
                    field.name(),
                    values.records(),
                    values.distinct(),
                    values.values(),
                    true,
                    field.type().code(),
                    field.label(),
                    field.choices()));
        }
        found.values()
                .forEach(field -> fields.add(new FieldBody(
                        field.name(),
                        field.records(),
                        field.distinct(),
                        field.values(),
                        false,
                        field.type().code(),
                        null,
                        List.of())));
        Count count = DiscoveredFields.counts(connection).getOrDefault(type, Count.NONE);
        return new TypeBody(
                type,
                count.records(),
                count.active(),
                declared.declaration().hasContent(),
                fields,
                declared.declaration().processes());
    }

    /**
     * The declaration and how existing records conform to it.
     *
     * @param checked number of records that were checked
     * @param complete false if there are more records than were checked
     * @param nonConforming number of records with at least one value that does not conform; they are not changed
     * @param examples the first values that do not conform
     */
    record DeclaredType(
            String recordType,
            List<DeclaredFieldBody> fields,
            List<Process> processes,
            boolean dryRun,
            long checked,
            boolean complete,
            long nonConforming,
            List<Example> examples) {

        static DeclaredType of(String type, Declaration declaration, Conformance conformance, boolean dryRun) {
            return new DeclaredType(
                    type,
                    declaration.fields().stream()
                            .map(field -> new DeclaredFieldBody(
                                    field.name(),
                                    field.type().code(),
                                    field.label(),
                                    field.choices(),
                                    conformance.nonConforming(field.name())))
                            .toList(),
                    declaration.processes(),
                    dryRun,
                    conformance.checked(),
                    conformance.complete(),
                    conformance.records(),
                    conformance.examples());
        }
    }

    record DeclaredFieldBody(
            String name, String type, @Nullable String label, List<Choice> choices, long nonConforming) {}
}
