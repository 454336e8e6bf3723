package dev.sequences.designer.sequence.model;

/** Text that every consumer can store and display. */
public final class PlainText {

    private PlainText() {}

    /**
     * Without control characters other than tabs and line breaks, and without unpaired surrogates, which the database cannot store.
     */
    public static boolean isValid(String text) {
        return isValid(text, true);
    }

    /** Like {@link #isValid}, and without line breaks. */
    static boolean isOneLine(String text) {
        return isValid(text, false);
    }

    private static boolean isValid(String text, boolean linesAllowed) {
        return text.codePoints().allMatch(c -> {
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                return false;
            }
            return !Character.isISOControl(c) || (linesAllowed && (c == '\n' || c == '\r' || c == '\t'));
        });
    }
}
