package dev.sequences.segment.recordimport.model;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Parses the cells of one record according to RFC 4180. CSV libraries read a stream from its start and stop at the first broken quote; an
 * import must continue after it and resume at any record.
 */
final class CsvCells {

    private CsvCells() {}

    /** Decodes strictly: empty if the bytes are not valid in this charset. */
    static Optional<String> decoded(byte[] bytes, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** The cells; empty if a closing quote is missing or followed by text. Blanks around the quotes do not belong to a cell. */
    static Optional<List<String>> of(String record, char delimiter) {
        List<String> cells = new ArrayList<>();
        int p = 0;
        while (true) {
            int quote = skipBlanks(record, p);
            if (quote < record.length() && record.charAt(quote) == '"') {
                StringBuilder cell = new StringBuilder();
                p = quoted(record, quote + 1, cell);
                p = p < 0 ? p : skipBlanks(record, p);
                if (p < 0 || (p < record.length() && record.charAt(p) != delimiter)) {
                    return Optional.empty();
                }
                cells.add(cell.toString());
            } else {
                int end = record.indexOf(delimiter, p);
                cells.add(record.substring(p, end < 0 ? record.length() : end));
                p = end < 0 ? record.length() : end;
            }
            if (p >= record.length()) {
                return Optional.of(cells);
            }
            p++;
        }
    }

    private static int skipBlanks(String record, int from) {
        int p = from;
        while (p < record.length() && record.charAt(p) == ' ') {
            p++;
        }
        return p;
    }

    /** Position after the closing quote; -1 if there is none. */
    private static int quoted(String record, int from, StringBuilder cell) {
        int p = from;
        while (p < record.length()) {
            char c = record.charAt(p);
            if (c != '"') {
                cell.append(c);
                p++;
            } else if (p + 1 < record.length() && record.charAt(p + 1) == '"') {
                cell.append('"');
                p += 2;
            } else {
                return p + 1;
            }
        }
        return -1;
    }
}
