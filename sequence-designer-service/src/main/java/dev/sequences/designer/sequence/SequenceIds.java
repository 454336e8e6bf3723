package dev.sequences.designer.sequence;

import dev.sequences.chassis.answer.Problem;
import java.util.regex.Pattern;

/** What an id of a sequence looks like. */
public final class SequenceIds {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private SequenceIds() {}

    /** Whether a text could be the id of a sequence. */
    public static boolean isOne(String text) {
        return ID.matcher(text).matches();
    }

    /** 404 for what cannot be an id, before any table is asked. */
    public static String require(String id) {
        if (!isOne(id)) {
            throw Problem.unknown("sequence", id);
        }
        return id;
    }
}
