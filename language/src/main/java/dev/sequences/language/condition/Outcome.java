package dev.sequences.language.condition;

import java.util.Locale;

/** Result of comparing one field. Every result except {@link #HOLDS} is a "no". */
public enum Outcome {
    /** The comparison is satisfied. */
    HOLDS,
    /** Both sides were compared, and the comparison is not satisfied. */
    DIFFERS,
    /** The record has no data in this field. */
    MISSING,
    /** The record names no related record, or that record is unknown. */
    NO_RELATED_RECORD,
    /** The operand is a number, and the field is not. */
    NOT_A_NUMBER,
    /** The operand is a date or date-time, and the field is neither. */
    NOT_A_DATE,
    /** The operand is a boolean, and the field is not. */
    NOT_A_BOOLEAN,
    /** The field is a list or an object, or the operand does not suit the operator or the field. */
    NOT_COMPARABLE;

    /** Name in JSON, in kebab-case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
