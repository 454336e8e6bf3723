package dev.sequences.language.value;

/** Digits of all scripts: spreadsheets in Arabic, Persian, Hindi or Japanese write numbers with digits of their own. */
final class Digits {

    /** The first decimal digit of another script. */
    private static final char FIRST_OTHER = '\u0660';

    private static final char ARABIC_DECIMAL = '\u066b';
    private static final char ARABIC_GROUP = '\u066c';

    private Digits() {}

    /** The text with the digits 0 to 9, and with point and comma for Arabic separators. */
    static String ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isOther(text.charAt(i))) {
                return converted(text);
            }
        }
        return text;
    }

    static boolean isDigit(char c) {
        return (c >= '0' && c <= '9') || (c >= FIRST_OTHER && Character.isDigit(c));
    }

    private static boolean isOther(char c) {
        return c >= FIRST_OTHER && (Character.isDigit(c) || c == ARABIC_DECIMAL || c == ARABIC_GROUP);
    }

    private static String converted(String text) {
        StringBuilder ascii = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ARABIC_DECIMAL) {
                ascii.append('.');
            } else if (c == ARABIC_GROUP) {
                ascii.append(',');
            } else if (isOther(c)) {
                ascii.append((char) ('0' + Character.digit(c, 10)));
            } else {
                ascii.append(c);
            }
        }
        return ascii.toString();
    }
}
