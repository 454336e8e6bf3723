package dev.sequences.language.value;

/** Blanks in cells of files: Unicode spaces such as the no-break space, line breaks, and the byte order mark. */
public final class Blanks {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Blanks() {}

    public static boolean isBlank(char c) {
        return c == ' ' || Character.isWhitespace(c) || Character.isSpaceChar(c) || c == BYTE_ORDER_MARK;
    }

    /** The text without the blanks around it. */
    public static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (to > from && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }
}
