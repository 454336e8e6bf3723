package dev.sequences.designer.sequence;

import dev.sequences.chassis.answer.Problem;
import java.util.regex.Pattern;

/** Format of sequence ids. */
public final class SequenceIds {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private SequenceIds() {}

    /** Whether a text has the format of a sequence id. */
    public static boolean isValid(String text) {
        return ID.matcher(text).matches();
    }

    /** Returns the id, or throws 404 for a malformed one without a database access. */
    public static String require(String id) {
        if (!isValid(id)) {
            throw Problem.unknown("sequence", id);
        }
        return id;
    }
}
