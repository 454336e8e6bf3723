package dev.sequences.segment.recordtype.model;

import dev.sequences.chassis.decider.Refusal;
import dev.sequences.segment.recordtype.model.Declaration.Choice;
import dev.sequences.segment.recordtype.model.Declaration.Field;
import dev.sequences.segment.recordtype.model.Declaration.Process;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the errors of a declaration. */
final class DeclarationCheck {

    static final int MAX_FIELDS = 500;
    static final int MAX_CHOICES = 500;
    static final int MAX_PROCESSES = 50;
    static final int MAX_STAGES = 100;
    private static final int MAX_NAME_LENGTH = 200;

    private final List<Refusal> refusals = new ArrayList<>();

    private DeclarationCheck() {}

    static List<Refusal> of(Declaration declaration) {
        DeclarationCheck check = new DeclarationCheck();
        check.size("fields", declaration.fields().size(), MAX_FIELDS);
        check.size("processes", declaration.processes().size(), MAX_PROCESSES);
        if (!check.refusals.isEmpty()) {
            return check.refusals;
        }
        check.fields(declaration.fields());
        check.processes(declaration.processes());
        return check.refusals;
    }

    private void fields(List<Field> fields) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            String path = "fields[" + i + "]";
            name(path + ".name", field.name(), names, "field-twice", "Declare each field once.");
            label(path + ".label", field.label());
            choices(path + ".choices", field);
        }
    }

    private void choices(String path, Field field) {
        List<Choice> choices = field.choices();
        if (field.type() != FieldType.CHOICE) {
            if (!choices.isEmpty()) {
                refuse(
                        "choices-superfluous",
                        path,
                        "A field of type " + field.type().code() + " has no choices.",
                        "Remove them, or set 'type' to choice.");
            }
            return;
        }
        if (choices.isEmpty()) {
            refuse("choices-missing", path, "The field has no choices.", "List at least one choice.");
        }
        size(path, choices.size(), MAX_CHOICES);
        Set<String> values = new HashSet<>();
        for (int i = 0; i < Math.min(choices.size(), MAX_CHOICES); i++) {
            Choice choice = choices.get(i);
            String at = path + "[" + i + "]";
            name(at + ".value", choice.value(), values, "choice-twice", "List each choice once.");
            label(at + ".label", choice.label());
        }
    }

    private void processes(List<Process> processes) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < processes.size(); i++) {
            Process process = processes.get(i);
            String path = "processes[" + i + "]";
            name(path + ".name", process.name(), names, "process-twice", "Declare each process once.");
            if (process.stages().isEmpty()) {
                refuse("stages-missing", path + ".stages", "The process has no stages.", "List at least one stage.");
            }
            size(path + ".stages", process.stages().size(), MAX_STAGES);
            Set<String> stages = new HashSet<>();
            for (int n = 0; n < Math.min(process.stages().size(), MAX_STAGES); n++) {
                name(
                        path + ".stages[" + n + "]",
                        process.stages().get(n),
                        stages,
                        "stage-twice",
                        "List each stage once.");
            }
        }
    }

    private void name(String path, String name, Set<String> known, String twice, String remedy) {
        if (name.isBlank() || name.length() > MAX_NAME_LENGTH) {
            refuse(
                    "name-invalid",
                    path,
                    "The value is blank or has more than " + MAX_NAME_LENGTH + " characters.",
                    "Send 1 to " + MAX_NAME_LENGTH + " characters.");
        } else if (!known.add(name)) {
            refuse(twice, path, "'" + name + "' occurs more than once.", remedy);
        }
    }

    private void label(String path, @Nullable String label) {
        if (label != null && (label.isBlank() || label.length() > MAX_NAME_LENGTH)) {
            refuse(
                    "label-invalid",
                    path,
                    "The label is blank or has more than " + MAX_NAME_LENGTH + " characters.",
                    "Send 1 to " + MAX_NAME_LENGTH + " characters, or omit it.");
        }
    }

    private void size(String path, int size, int max) {
        if (size > max) {
            refuse("too-many", path, path + " has " + size + " entries.", "Send at most " + max + ".");
        }
    }

    private void refuse(String code, String path, String message, String remedy) {
        refusals.add(Refusal.rule(code, path, message, remedy));
    }
}
