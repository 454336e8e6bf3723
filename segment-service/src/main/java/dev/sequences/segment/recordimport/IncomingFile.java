package dev.sequences.segment.recordimport;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.segment.recordimport.model.CsvHeader;
import dev.sequences.segment.recordimport.model.FileBytes;
import dev.sequences.segment.recordimport.model.FileRefusal;
import dev.sequences.segment.recordimport.model.SpooledText;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file as it arrives: its format, encoding and compression, as declared by the request or recognized.
 *
 * @param format null: recognized
 * @param charset null: recognized
 * @param gzip whether the request declares {@code Content-Encoding: gzip}; gzip data is expanded in any case
 * @param sheet sheet of a workbook; null for the first one
 */
record IncomingFile(
        @Nullable Format format,
        @Nullable Charset charset,
        boolean gzip,
        @Nullable String sheet) {

    enum Format {
        CSV,
        NDJSON,
        WORKBOOK
    }

    private static final String WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static final Map<String, Format> TYPES = Map.of(
            "text/csv",
            Format.CSV,
            "text/tab-separated-values",
            Format.CSV,
            "application/x-ndjson",
            Format.NDJSON,
            WORKBOOK_TYPE,
            Format.WORKBOOK);

    /** Types that name no format of a table: the content decides. */
    private static final Set<String> OPAQUE = Set.of(
            "application/octet-stream",
            "application/gzip",
            "application/x-gzip",
            "application/vnd.ms-excel",
            "text/plain");

    /**
     * A file in table {@code import_chunk}, as text.
     *
     * @param sheet columns of a workbook; null for other files
     * @param sha256 digest of the file as it arrived, to recognize a retried request
     */
    record Spooled(
            FileBytes bytes,
            Format format,
            Charset charset,
            @Nullable List<String> sheet,
            String sha256) {}

    /**
     * @param type content type; null if the file was uploaded before
     * @param charset parameter {@code charset}, which the content type may have instead
     */
    static IncomingFile of(
            @Nullable MediaType type, @Nullable String encoding, @Nullable String charset, @Nullable String sheet) {
        boolean gzip = encoding != null && (encoding.equalsIgnoreCase("gzip") || encoding.equalsIgnoreCase("x-gzip"));
        if (encoding != null && !gzip && !encoding.equalsIgnoreCase("identity")) {
            throw unsupported(
                    "content-encoding-unsupported", "Content-Encoding", encoding, "Send gzip, or no encoding.");
        }
        String declared = type == null ? null : type.getParameters().get(MediaType.CHARSET_PARAMETER);
        return new IncomingFile(format(type), charset(charset == null ? declared : charset), gzip, sheet);
    }

    private static @Nullable Format format(@Nullable MediaType type) {
        if (type == null) {
            return null;
        }
        String name = (type.getType() + "/" + type.getSubtype()).toLowerCase(Locale.ROOT);
        Format format = TYPES.get(name);
        if (format == null && !OPAQUE.contains(name)) {
            throw unsupported(
                    "media-type-unsupported",
                    "Content-Type",
                    name,
                    "Send text/csv, application/x-ndjson, " + WORKBOOK_TYPE + " or application/octet-stream.");
        }
        return format;
    }

    private static @Nullable Charset charset(@Nullable String name) {
        if (name == null || name.isBlank()) {
            return null;
        }
        try {
            return Charset.forName(name.strip());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw unsupported(
                    "charset-unsupported",
                    "charset",
                    name,
                    "Send the IANA name of a charset, e.g. UTF-8 or windows-1250.");
        }
    }

    private static Problem unsupported(String code, String path, String value, String remedy) {
        String message = "'" + (value.length() > 80 ? value.substring(0, 80) + "..." : value) + "' is not supported.";
        return new Problem(
                415,
                code,
                "Unsupported media type",
                message,
                List.of(new Problem.Finding(code, path, message, remedy)));
    }

    /** Copies the file as text. Throws {@link FileRefusal} if it cannot be read. */
    Spooled spool(InputStream body, Spooler spooler) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream file = Gunzip.expanded(new DigestInputStream(body, digest), gzip)) {
            file.mark(8);
            byte[] magic = file.readNBytes(8);
            file.reset();
            if (isOldWorkbook(magic)) {
                throw FileRefusal.notXlsx("an old Excel workbook (.xls) or one with a password");
            }
            boolean zip = new String(magic, StandardCharsets.ISO_8859_1).startsWith("PK\u0003\u0004");
            if (format == Format.WORKBOOK && !zip) {
                throw FileRefusal.notXlsx("another format");
            }
            if (zip && format != Format.CSV && format != Format.NDJSON) {
                List<String> columns = Workbook.copy(file, sheet, spooler);
                spooler.close();
                return new Spooled(spooler.bytes(), Format.WORKBOOK, StandardCharsets.UTF_8, columns, hex(digest));
            }
            if (zip) {
                throw FileRefusal.notCsv("a spreadsheet or another zip file");
            }
            Charset copied = text(file, spooler);
            FileBytes bytes = spooler.bytes();
            return new Spooled(
                    bytes,
                    Optional.ofNullable(format).orElse(bytes.beginsWith('{') ? Format.NDJSON : Format.CSV),
                    copied,
                    null,
                    hex(digest));
        }
    }

    private Charset text(InputStream file, Spooler spooler) throws IOException {
        try {
            return SpooledText.copy(file, charset, spooler);
        } catch (FileRefusal refusal) {
            if (refusal.code().equals("encoding-unknown")) {
                spooler.close();
                // Binary data has no encoding either.
                CsvHeader.checkFormat(spooler.bytes());
            }
            throw refusal;
        } finally {
            spooler.close();
        }
    }

    private static boolean isOldWorkbook(byte[] magic) {
        return magic.length >= 4
                && magic[0] == (byte) 0xD0
                && magic[1] == (byte) 0xCF
                && magic[2] == 0x11
                && magic[3] == (byte) 0xE0;
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
