package dev.sequences.segment.recordimport.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Copies a text file so that its line breaks, quotes and delimiters have the same bytes as in ASCII: UTF-8 and Windows-1252 unchanged, other
 * encodings as UTF-8. Bytes without meaning in the encoding become invalid UTF-8, so that the reader rejects their row.
 */
public final class SpooledText {

    private static final int BUFFER = 64 * 1024;
    private static final int MARK_LENGTH = 4;
    private static final int INVALID = 0xFF;

    private static final Set<Charset> UNCHANGED = Set.of(StandardCharsets.UTF_8, TextEncoding.WINDOWS_1252);

    private SpooledText() {}

    /**
     * Copies the text and returns the charset of the copy.
     *
     * @param declared null if none was declared: it is recognized
     */
    public static Charset copy(InputStream file, @Nullable Charset declared, OutputStream copy) throws IOException {
        byte[] first = file.readNBytes(MARK_LENGTH);
        TextEncoding.Start start = TextEncoding.start(first, declared);
        Charset charset = start.charset();
        if (charset != null && !UNCHANGED.contains(charset)) {
            new Transcoding(charset, copy).copy(first, start.markLength(), file);
            return StandardCharsets.UTF_8;
        }
        TextEncoding encoding = new TextEncoding();
        byte[] buffer = new byte[BUFFER];
        System.arraycopy(first, 0, buffer, 0, first.length);
        for (int count = first.length; count > 0; count = file.read(buffer)) {
            if (charset == null) {
                encoding.add(buffer, count);
            }
            copy.write(buffer, 0, count);
        }
        return charset == null ? encoding.recognized() : charset;
    }

    /** Decodes strictly and encodes as UTF-8. */
    private static final class Transcoding {

        private final CharsetDecoder decoder;
        private final boolean utf16;
        private final OutputStream out;
        private final CharBuffer chars = CharBuffer.allocate(BUFFER);

        Transcoding(Charset charset, OutputStream out) {
            this.decoder = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
            this.utf16 = charset.name().startsWith("UTF-16");
            this.out = out;
        }

        void copy(byte[] first, int skipped, InputStream file) throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
            bytes.put(first, skipped, first.length - skipped);
            boolean ended = false;
            while (!ended) {
                int count = file.read(bytes.array(), bytes.position(), bytes.remaining());
                ended = count < 0;
                bytes.position(bytes.position() + Math.max(0, count));
                bytes.flip();
                decode(bytes, ended);
                bytes.compact();
            }
            decoder.flush(chars);
            write();
        }

        private void decode(ByteBuffer bytes, boolean ended) throws IOException {
            while (true) {
                CoderResult result = decoder.decode(bytes, chars, ended);
                write();
                if (result.isUnderflow()) {
                    return;
                }
                if (result.isError()) {
                    out.write(INVALID);
                    // After a lone surrogate, the next character may be a line break.
                    int length = utf16 ? Math.min(2, result.length()) : result.length();
                    bytes.position(bytes.position() + Math.min(length, bytes.remaining()));
                }
            }
        }

        /** The decoder returns whole characters only, so no pair of surrogates is split. */
        private void write() throws IOException {
            chars.flip();
            out.write(chars.toString().getBytes(StandardCharsets.UTF_8));
            chars.clear();
        }
    }
}
