package dev.sequences.designer.sequence.model.condition;

import static dev.sequences.designer.sequence.model.finding.Finding.quoted;

import dev.sequences.designer.sequence.model.context.RecordDescription;
import dev.sequences.designer.sequence.model.finding.Place;
import dev.sequences.language.condition.ConditionReader;

/** The name of a field of the record. */
public final class FieldNameCheck {

    private FieldNameCheck() {}

    static boolean isName(String field) {
        return !field.isBlank() && field.length() <= ConditionReader.MAX_FIELD_LENGTH;
    }

    /** Returns whether it can be the name of a field; adds a finding when it cannot, and when it is not described. */
    public static boolean check(String field, Place at, RecordDescription record) {
        if (!isName(field)) {
            at.error(
                    "field-malformed",
                    "The name of the field has " + field.strip().length() + " characters.",
                    "Use 1 to " + ConditionReader.MAX_FIELD_LENGTH + " characters.");
            return false;
        }
        described(field, at, record);
        return true;
    }

    /**
     * Adds a finding when the field is not described: an error where all fields are described, a warning where an organization may
     * have fields of its own.
     */
    static void described(String field, Place at, RecordDescription record) {
        if (record.field(field).isEmpty()) {
            String meant = Nearest.to(field, record.fields().keySet())
                    .map(name -> "Did you mean " + quoted(name) + "? ")
                    .orElse("");
            boolean none = record.fields().isEmpty();
            if (record.complete()) {
                at.error(
                        "field-unknown",
                        "Records of type " + record.recordType() + " have no field " + quoted(field) + ".",
                        none
                                ? "Remove it: no field of these records is described."
                                : meant + "Use one of: " + record.fieldNames() + ".");
            } else {
                at.warning(
                        "field-unknown",
                        "No field " + quoted(field) + " is described for records of type " + record.recordType() + ".",
                        none
                                ? "Check its spelling against the records."
                                : meant + "Check its spelling against the records; described are: "
                                        + record.fieldNames() + ".");
            }
        }
    }
}
