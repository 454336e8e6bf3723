package dev.sequences.designer.library;

import dev.sequences.chassis.answer.Problem;

/**
 * Limits that are checked on the bytes of a YAML document before the parser reads it. The parser copies everything that it has read of one
 * text, comment or name for each further 1024 characters, so its effort grows with the square of the length of a line: a document of one
 * line of 6 MB occupies a processor core for half a minute.
 */
final class YamlLimits {

    /** About 20 000 nodes; a larger library is imported as JSON, which is read in linear time, or in parts. */
    static final int MAX_BYTES = 8 * 1024 * 1024;

    /** Characters of a line. An email body of maximum length on one line, with every character escaped, fits. */
    static final int MAX_LINE_LENGTH = 256 * 1024;

    private YamlLimits() {}

    /** Throws a {@link Problem} with status 413 {@code too-large} if the document exceeds a limit. */
    static void check(byte[] text) {
        if (text.length > MAX_BYTES) {
            throw Problem.tooLarge(
                    "The YAML document has " + text.length + " bytes; the limit is " + MAX_BYTES + ".",
                    "Divide the document, or send it as JSON.");
        }
        int line = 1;
        int length = 0;
        for (byte one : text) {
            if (one == '\n' || one == '\r') {
                line += one == '\n' ? 1 : 0;
                length = 0;
            } else if (startsCharacter(one) && ++length > MAX_LINE_LENGTH) {
                throw Problem.tooLarge(
                        "Line " + line + " of the YAML document has more than " + MAX_LINE_LENGTH + " characters.",
                        "Break the line, or send the document as JSON.");
            }
        }
    }

    /** Whether the byte is the first one of a character in UTF-8. */
    private static boolean startsCharacter(byte one) {
        return (one & 0xC0) != 0x80;
    }
}
