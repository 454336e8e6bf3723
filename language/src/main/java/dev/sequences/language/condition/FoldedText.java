package dev.sequences.language.condition;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Text as it is compared: in Unicode normalization form C and without case. Folding follows Unicode's full case folding, so
 * {@code ß}, {@code ẞ} and {@code SS} are equal, and so are {@code ς}, {@code σ} and {@code Σ}. The Turkish {@code ı} is not
 * {@code i}.
 */
final class FoldedText {

    private static final char DOTLESS_I = 'ı';

    private FoldedText() {}

    static String fold(String text) {
        boolean lower = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 128) {
                return foldUnicode(text);
            }
            lower = lower && (c < 'A' || c > 'Z');
        }
        return lower ? text : text.toLowerCase(Locale.ROOT);
    }

    /** Whether {@code text} folds to {@code folded}. */
    static boolean equals(String text, String folded) {
        int length = text.length();
        boolean same = length == folded.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 128) {
                return foldUnicode(text).equals(folded);
            }
            same = same && lower(c) == folded.charAt(i);
        }
        return same;
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }

    private static String foldUnicode(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        StringBuilder folded = new StringBuilder(composed.length() + 8);
        int from = 0;
        for (int at = composed.indexOf(DOTLESS_I); at >= 0; at = composed.indexOf(DOTLESS_I, from)) {
            foldPart(composed.substring(from, at), folded);
            folded.append(DOTLESS_I);
            from = at + 1;
        }
        foldPart(composed.substring(from), folded);
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    /** The JDK has no case folding; lower, upper and lower case in turn give the full expansion, e.g. {@code ẞ ß SS ss}. */
    private static void foldPart(String part, StringBuilder folded) {
        part.toLowerCase(Locale.ROOT)
                .toUpperCase(Locale.ROOT)
                .codePoints()
                // Per code point: String.toLowerCase() would write a final sigma.
                .map(Character::toLowerCase)
                .forEach(folded::appendCodePoint);
    }
}
