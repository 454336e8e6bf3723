package dev.sequences.designer.sequence.model;

/** Text that every reader down the line can store and show. */
public final class PlainText {

    private PlainText() {}

    /** No control characters but tabs and line breaks, and no half of a surrogate pair: neither survives a database. */
    public static boolean is(String text) {
        return is(text, true);
    }

    /** As {@link #is}, and on one line. */
    static boolean isOneLine(String text) {
        return is(text, false);
    }

    private static boolean is(String text, boolean lines) {
        return text.codePoints().allMatch(c -> {
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                return false;
            }
            return !Character.isISOControl(c) || (lines && (c == '\n' || c == '\r' || c == '\t'));
        });
    }
}
