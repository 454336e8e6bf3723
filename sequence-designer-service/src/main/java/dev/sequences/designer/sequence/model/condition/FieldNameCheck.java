package dev.sequences.designer.sequence.model.condition;

import static dev.sequences.designer.sequence.model.finding.Finding.quoted;

import dev.sequences.designer.sequence.model.finding.Place;
import dev.sequences.designer.sequence.model.surroundings.RecordKind;

/** The name of a field of the record. */
public final class FieldNameCheck {

    private static final int LONGEST = 200;

    private FieldNameCheck() {}

    /** Whether it can be a name at all. */
    static boolean isName(String field, Place at) {
        if (field.isBlank() || field.length() > LONGEST) {
            at.error(
                    "field-malformed",
                    "The name of the field has " + field.strip().length() + " characters.",
                    "Use 1 to " + LONGEST + " characters.");
            return false;
        }
        return true;
    }

    /**
     * Whether it can be a name at all. A name that is not described is a mistake where everything is described, and only warned of
     * where an organisation may have fields of its own.
     */
    public static boolean check(String field, Place at, RecordKind record) {
        if (!isName(field, at)) {
            return false;
        }
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
        return true;
    }
}
