package dev.sequences.language.condition;

import java.util.Locale;

/** What came of comparing one field. Everything but {@link #HOLDS} is a "no". */
public enum Outcome {
    /** The comparison is satisfied. */
    HOLDS,
    /** Both sides were compared, and the comparison is not satisfied. */
    DIFFERS,
    /** The record has no data in this field. */
    MISSING,
    /** The record names no related record, or it is not known. */
    NO_RELATED_RECORD,
    /** The operator compares with a number, and the field is not one. */
    NOT_A_NUMBER,
    /** The operator compares with a date, and the field is neither a date nor a date-time. */
    NOT_A_DATE,
    /** The operator compares with true or false, and the field is neither. */
    NOT_A_BOOLEAN,
    /** The field is a list or an object, or the operand does not suit the operator or the field. */
    NOT_COMPARABLE;

    /** Name in JSON, in kebab-case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
