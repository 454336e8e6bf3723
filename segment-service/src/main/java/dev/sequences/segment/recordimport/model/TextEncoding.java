package dev.sequences.segment.recordimport.model;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Encoding of a text file. A byte order mark decides; without one a declared charset; otherwise UTF-8, unless no line with other characters
 * than ASCII is valid UTF-8, which is then recognized as Windows-1252.
 */
final class TextEncoding {

    static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private static final Charset UTF_32LE = Charset.forName("UTF-32LE");
    private static final Charset UTF_32BE = Charset.forName("UTF-32BE");

    /** A charset and the number of bytes of its byte order mark. */
    record Start(@Nullable Charset charset, int markLength) {}

    private static final int LOWEST_CONTINUATION = 0x80;
    /** Characters of Windows-1252 that may stand between letters although they are none: quotes, dashes, ordinals, dots. */
    private static final String BETWEEN_LETTERS = "\u0091\u0092\u0096\u0097\u00aa\u00ad\u00b4\u00b7\u00ba";

    private static final String LETTERS_BELOW_C0 = "\u008a\u008c\u008e\u009a\u009c\u009e\u009f";

    private long validLines;
    private long invalidLines;

    private boolean lineHasOther;
    private boolean lineIsInvalid;
    private int continuations;
    private int lowest = LOWEST_CONTINUATION;
    private int highest = 0xBF;
    private int previous;
    private int beforePrevious;
    private int run;
    private long others;
    private long implausible;

    /**
     * The encoding according to the first bytes; charset null if they do not identify one.
     *
     * @param declared null if none was declared
     */
    static Start start(byte[] first, @Nullable Charset declared) {
        int a = first.length > 0 ? first[0] & 0xff : -1;
        int b = first.length > 1 ? first[1] & 0xff : -1;
        int c = first.length > 2 ? first[2] & 0xff : -1;
        if (a == 0xEF && b == 0xBB && c == 0xBF) {
            // The reader skips this mark itself.
            return new Start(StandardCharsets.UTF_8, 0);
        }
        int d = first.length > 3 ? first[3] & 0xff : -1;
        if (a == 0xFF && b == 0xFE && c == 0 && d == 0) {
            return new Start(UTF_32LE, 4);
        }
        if (a == 0 && b == 0 && c == 0xFE && d == 0xFF) {
            return new Start(UTF_32BE, 4);
        }
        if (a == 0xFF && b == 0xFE) {
            return new Start(StandardCharsets.UTF_16LE, 2);
        }
        if (a == 0xFE && b == 0xFF) {
            return new Start(StandardCharsets.UTF_16BE, 2);
        }
        if (declared != null) {
            boolean utf16 = declared.equals(StandardCharsets.UTF_16);
            // Browsers read Latin-1 as Windows-1252, too: its other characters are control characters.
            boolean latin1 = declared.equals(StandardCharsets.ISO_8859_1);
            return new Start(utf16 ? StandardCharsets.UTF_16BE : latin1 ? WINDOWS_1252 : declared, 0);
        }
        if (a > 0 && b == 0 && c > 0) {
            return new Start(StandardCharsets.UTF_16LE, 0);
        }
        return new Start(a == 0 && b > 0 && c == 0 ? StandardCharsets.UTF_16BE : null, 0);
    }

    /** Adds bytes of a file of which the charset is unknown. */
    void add(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            add(bytes[i] & 0xff);
        }
    }

    private void add(int b) {
        if (b < LOWEST_CONTINUATION) {
            lineIsInvalid |= continuations > 0;
            continuations = 0;
            if (b == '\n' || b == '\r') {
                endLine();
            }
            if (run == 1 && isLetter(beforePrevious) && isLetter(b) && isImplausible(previous)) {
                implausible++;
            }
            run = 0;
        } else {
            lineHasOther = true;
            others++;
            run++;
            // Words of Latin languages rarely have three accented letters in a row.
            implausible += run > 2 ? 1 : 0;
            if (continuations > 0) {
                // Half of a surrogate pair, as faulty programs write it in UTF-8: the reader rejects its row.
                boolean surrogate = previous == 0xED && b > highest && b <= 0xBF;
                lineIsInvalid |= !surrogate && (b < lowest || b > highest);
                continuations--;
                lowest = LOWEST_CONTINUATION;
                highest = 0xBF;
            } else {
                lead(b);
            }
        }
        beforePrevious = previous;
        previous = b;
    }

    private void lead(int b) {
        if (b >= 0xC2 && b <= 0xDF) {
            continuations = 1;
        } else if (b >= 0xE0 && b <= 0xEF) {
            continuations = 2;
            lowest = b == 0xE0 ? 0xA0 : LOWEST_CONTINUATION;
            highest = b == 0xED ? 0x9F : 0xBF;
        } else if (b >= 0xF0 && b <= 0xF4) {
            continuations = 3;
            lowest = b == 0xF0 ? 0x90 : LOWEST_CONTINUATION;
            highest = b == 0xF4 ? 0x8F : 0xBF;
        } else {
            lineIsInvalid = true;
        }
    }

    private void endLine() {
        validLines += lineHasOther && !lineIsInvalid ? 1 : 0;
        invalidLines += lineIsInvalid ? 1 : 0;
        lineHasOther = false;
        lineIsInvalid = false;
        continuations = 0;
    }

    private static boolean isLetter(int b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
    }

    private static boolean isImplausible(int b) {
        return b < 0xC0 && BETWEEN_LETTERS.indexOf(b) < 0 && LETTERS_BELOW_C0.indexOf(b) < 0;
    }

    /** The charset after the last byte. Throws {@link FileRefusal} if it is neither UTF-8 nor Windows-1252. */
    Charset recognized() {
        add('\n');
        if (invalidLines == 0 || validLines > 0) {
            return StandardCharsets.UTF_8;
        }
        if (implausible * 4 > others) {
            throw FileRefusal.encodingUnknown();
        }
        return WINDOWS_1252;
    }
}
