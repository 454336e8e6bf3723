package dev.sequences.local.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Text that can be read from its start as often as needed, without the byte order mark. */
@FunctionalInterface
interface TextSource {

    /** The segment service takes 64 MiB at once; the rest is for the owner column that the demo adds. */
    long MOST_BYTES = 56_000_000;

    BufferedReader open() throws IOException;

    static TextSource of(String text) {
        return () -> new BufferedReader(new StringReader(text));
    }

    /** A text file in UTF-8, UTF-16 with a byte order mark, or Windows-1252, which is what spreadsheets write. */
    static TextSource ofFile(Path file) throws UnusableLeads {
        if (!Files.exists(file)) {
            throw new UnusableLeads("There is no file %s.".formatted(file));
        }
        if (Files.isDirectory(file)) {
            throw new UnusableLeads("%s is a directory; a CSV file is needed.".formatted(file));
        }
        if (!Files.isRegularFile(file)) {
            throw new UnusableLeads("%s is not a plain file; the demo reads its leads more than once.".formatted(file));
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new UnusableLeads(
                        "%s is larger than the %,d MB that one import takes.".formatted(file, MOST_BYTES / 1_000_000));
            }
            var start = start(file);
            refuseOtherFormats(file, start);
            var charset = charset(file, start);
            return () -> reader(file, charset);
        } catch (AccessDeniedException e) {
            throw new UnusableLeads("%s cannot be read: permission denied.".formatted(file), e);
        } catch (IOException e) {
            throw new UnusableLeads("%s cannot be read: %s.".formatted(file, e.getMessage()), e);
        }
    }

    private static boolean isBinary(int character) {
        return character < ' ' && "\t\n\r\f".indexOf(character) < 0;
    }

    private static byte[] start(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(64 * 1024);
        }
    }

    private static void refuseOtherFormats(Path file, byte[] start) throws UnusableLeads, IOException {
        if (start.length == 0) {
            throw notCsv(file, "it is empty");
        }
        if (isUtf16(start)) {
            return;
        }
        var head = new String(start, StandardCharsets.ISO_8859_1);
        if (head.startsWith("PK\u0003\u0004") || head.startsWith("\u00d0\u00cf\u0011\u00e0")) {
            throw notCsv(file, "it is a spreadsheet or an archive; save the sheet as CSV first");
        }
        if (head.startsWith("%PDF")) {
            throw notCsv(file, "it is a PDF");
        }
        if (head.startsWith("\u001f\u008b")) {
            throw notCsv(file, "it is compressed; unpack it first");
        }
        if (head.chars().anyMatch(TextSource::isBinary)) {
            throw notCsv(file, "it is binary");
        }
        var text =
                new String(start, StandardCharsets.UTF_8).replace("\uFEFF", "").strip();
        if (text.isEmpty()) {
            throw notCsv(file, "it holds nothing but blanks");
        }
        if (text.startsWith("{") || text.startsWith("[")) {
            throw notCsv(file, "it looks like JSON");
        }
        if (text.startsWith("<")) {
            var html = text.toLowerCase(Locale.ROOT).contains("<html");
            throw notCsv(file, html ? "it is a web page" : "it looks like XML");
        }
    }

    private static Charset charset(Path file, byte[] start) throws IOException {
        if (isUtf16(start)) {
            return StandardCharsets.UTF_16;
        }
        return isUtf8(file) ? StandardCharsets.UTF_8 : Charset.forName("windows-1252");
    }

    private static boolean isUtf16(byte[] start) {
        return start.length > 1
                && ((start[0] == (byte) 0xFE && start[1] == (byte) 0xFF)
                        || (start[0] == (byte) 0xFF && start[1] == (byte) 0xFE));
    }

    private static boolean isUtf8(Path file) throws IOException {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var bytes = ByteBuffer.allocate(1 << 16);
        var characters = CharBuffer.allocate(1 << 16);
        try (var channel = Files.newByteChannel(file)) {
            var more = true;
            while (more) {
                more = channel.read(bytes) >= 0;
                bytes.flip();
                CoderResult result;
                do {
                    result = decoder.decode(bytes, characters.clear(), !more);
                } while (result.isOverflow());
                if (result.isError()) {
                    return false;
                }
                bytes.compact();
            }
            return true;
        }
    }

    private static BufferedReader reader(Path file, Charset charset) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(Files.newInputStream(file), charset), 1 << 16);
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
        return reader;
    }

    private static UnusableLeads notCsv(Path file, String why) {
        return new UnusableLeads("%s is not a CSV file: %s.".formatted(file, why));
    }
}
