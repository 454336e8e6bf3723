package dev.sequences.segment.recordimport.model;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A CSV file generated from a seed, with the settings that a reader needs for it.
 *
 * @param declared charset of the request; null if it must be recognized
 * @param charset the real one
 * @param locale of the request; null if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // Instances are not compared.
public record GeneratedFile(
        byte[] bytes, String declared, Charset charset, char delimiter, String locale, List<Column> columns) {

    /** Kind of a column. */
    public enum Kind {
        ID,
        TEXT,
        IDENTIFIER,
        NUMBER,
        DATE,
        DATE_TIME,
        BOOLEAN,
        UNNAMED
    }

    /**
     * @param pattern of dates: a {@link DateTimeFormatter} pattern
     * @param group group separator of numbers; empty for none
     * @param currency before the number if it ends in a blank, after it if it begins with one; empty for none
     */
    public record Column(
            String name, Kind kind, String pattern, String group, char decimal, int scale, String currency) {}

    private record Notation(
            String locale, char decimal, List<String> groups, List<String> dates, List<String> currencies) {}

    private static final List<Notation> NOTATIONS = List.of(
            new Notation(
                    "en-US",
                    '.',
                    List.of(",", ""),
                    List.of("M/d/yyyy", "MM/dd/yyyy", "M/d/yy", "MMM d, yyyy"),
                    List.of("$", "USD ", "US$ ")),
            new Notation(
                    "en-GB",
                    '.',
                    List.of(",", ""),
                    List.of("d/M/yyyy", "dd/MM/yyyy", "dd-MMM-yyyy", "d MMMM yyyy"),
                    List.of("£", " GBP")),
            new Notation(
                    "de-DE",
                    ',',
                    List.of(".", ""),
                    List.of("d.M.yyyy", "dd.MM.yyyy", "dd.MM.yy"),
                    List.of(" €", "€ ", " EUR")),
            new Notation(
                    "fr-FR",
                    ',',
                    List.of(" ", "\u00a0", "\u202f", ""),
                    List.of("dd/MM/yyyy", "d/M/yyyy"),
                    List.of(" €", "\u00a0€")),
            new Notation("de-CH", '.', List.of("'", "\u2019", ""), List.of("dd.MM.yyyy"), List.of("CHF ", "Fr. ")),
            new Notation("en-IN", '.', List.of(",", ""), List.of("dd/MM/yyyy", "dd-MM-yyyy"), List.of("₹", "Rs. ")),
            new Notation("sv-SE", ',', List.of("\u00a0", " ", ""), List.of("yyyy-MM-dd", "yyyy-M-d"), List.of(" kr")),
            new Notation("ja-JP", '.', List.of(",", ""), List.of("yyyy/MM/dd", "yyyy/M/d"), List.of("¥")),
            new Notation(null, '.', List.of(""), List.of("yyyy-MM-dd", "yyyy/M/d"), List.of("")));

    private static final List<String> TIMES = List.of(
            " HH:mm",
            " H:mm",
            " HH:mm:ss",
            "'T'HH:mm:ss",
            " h:mm a",
            ", h:mm:ss a",
            " HH:mm:ssxx",
            "'T'HH:mm:ss.SSSXXX");

    private static final List<String> WORDS = List.of(
            "Pune",
            "Düsseldorf",
            "Besançon",
            "São Paulo",
            "L\u2019Haÿ",
            "Škoda",
            "Łódź",
            "Москва",
            "東京",
            "Αθήνα",
            "naïve",
            "5\" screen",
            "a;b",
            "a|b",
            "tab\tstop",
            "x,y",
            "\"quoted\"",
            "\"",
            "two\nlines",
            "=HYPERLINK(\"x\")",
            "-",
            "N/A",
            "NULL",
            "Select",
            "\\",
            "😀",
            "'",
            "1.2.3",
            "02.Medium",
            "10:30",
            "<b>",
            "#line",
            "@x",
            "+49 30 1",
            "007a",
            "e\u0301",
            "no\u00a0break",
            "1e5x",
            "%",
            "true-ish",
            "\u200d",
            "x".repeat(300));

    private static final List<String> IDENTIFIERS =
            List.of("01067", "+4930123456", "00420 2", "4111111111111111", "10115", "0");

    public static GeneratedFile of(long seed) {
        return new Maker(new Random(seed)).file();
    }

    private static final class Maker {

        private final Random random;
        private final Notation notation;
        private final Charset charset;
        private final String declared;
        private final boolean marked;
        private final char delimiter;
        private final String lineBreak;
        private final boolean quotesAll;
        private final boolean blanks;

        Maker(Random random) {
            this.random = random;
            this.notation = one(NOTATIONS);
            this.declared = random.nextInt(3) > 0
                    ? null
                    : one(List.of(
                            "windows-1250", "windows-1251", "iso-8859-15", "Shift_JIS", "GB18030", "utf-8", "utf-16"));
            Charset recognized = one(List.of(
                    StandardCharsets.UTF_8,
                    StandardCharsets.UTF_8,
                    StandardCharsets.UTF_16LE,
                    StandardCharsets.UTF_16BE,
                    Charset.forName("windows-1252")));
            this.charset = declared == null ? recognized : Charset.forName(declared);
            this.marked = declared == null
                    && (charset.name().startsWith("UTF-16")
                            || (charset.name().equals("UTF-8") && random.nextBoolean()));
            this.delimiter = one(List.of(',', ';', '\t', '|'));
            this.lineBreak = one(List.of("\n", "\r\n", "\r"));
            this.quotesAll = random.nextInt(4) == 0;
            this.blanks = random.nextInt(4) == 0;
        }

        private <T> T one(List<T> list) {
            return list.get(random.nextInt(list.size()));
        }

        GeneratedFile file() {
            List<Column> columns = columns();
            StringBuilder text = new StringBuilder(marked ? "\uFEFF" : "");
            if (random.nextInt(8) == 0) {
                text.append("sep=").append(delimiter).append(lineBreak);
            }
            append(text, columns.stream().map(Column::name).toList());
            int rows = random.nextInt(60) + 5;
            for (int i = 0; i < rows; i++) {
                List<String> cells = new ArrayList<>();
                for (Column column : columns) {
                    cells.add(cell(column, i));
                }
                spoil(cells);
                append(text, cells);
                if (random.nextInt(30) == 0) {
                    text.append(lineBreak);
                }
            }
            if (random.nextInt(5) == 0) {
                text.append(String.valueOf(delimiter).repeat(columns.size() - 1))
                        .append(lineBreak);
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(text.toString().getBytes(charset));
            return new GeneratedFile(bytes.toByteArray(), declared, charset, delimiter, notation.locale(), columns);
        }

        /** Makes some rows unreadable. */
        private void spoil(List<String> cells) {
            // After a record of several lines with another number of cells, the import tries its second line.
            if (cells.stream().anyMatch(cell -> cell.indexOf('\n') >= 0)) {
                return;
            }
            switch (random.nextInt(40)) {
                case 0 -> cells.add("extra");
                case 1 -> cells.set(cells.size() - 1, "a\u0001b");
                case 2 -> cells.removeLast();
                default -> {
                    // Most rows are readable.
                }
            }
        }

        private List<Column> columns() {
            List<Column> columns = new ArrayList<>();
            columns.add(new Column("id", Kind.ID, "", "", '.', 0, ""));
            int width = random.nextInt(4) == 0 ? 30 : 3 + random.nextInt(6);
            for (int i = 1; i < width; i++) {
                Kind kind = one(List.of(
                        Kind.TEXT,
                        Kind.IDENTIFIER,
                        Kind.NUMBER,
                        Kind.NUMBER,
                        Kind.DATE,
                        Kind.DATE_TIME,
                        Kind.DATE_TIME,
                        Kind.BOOLEAN));
                String pattern = one(notation.dates()) + (kind == Kind.DATE_TIME ? one(TIMES) : "");
                String currency = random.nextBoolean() ? encodable(one(notation.currencies())) : "";
                columns.add(new Column(
                        "c" + i + (random.nextInt(6) == 0 ? " \"x\"" + delimiter + "y" : ""),
                        kind,
                        pattern,
                        encodable(one(notation.groups())),
                        notation.decimal(),
                        random.nextInt(4),
                        currency));
            }
            return columns;
        }

        private String encodable(String text) {
            return new String(text.getBytes(charset), charset).equals(text) ? text : "";
        }

        private String cell(Column column, int row) {
            if (column.kind() != Kind.ID && random.nextInt(6) == 0) {
                return random.nextBoolean() ? "" : "  ";
            }
            return switch (column.kind()) {
                case ID -> "L" + row;
                case TEXT -> text();
                case IDENTIFIER -> one(IDENTIFIERS);
                case NUMBER -> number(column);
                case DATE -> random.nextInt(40) == 0 ? "n/a" : date(column.pattern());
                // Dates among date-times.
                case DATE_TIME -> date(random.nextInt(5) == 0 ? notation.dates().getFirst() : column.pattern());
                case BOOLEAN -> one(List.of("TRUE", "FALSE", "true", "false"));
                case UNNAMED -> "x";
            };
        }

        private String text() {
            StringBuilder text = new StringBuilder("w ");
            for (int n = random.nextInt(4); n >= 0; n--) {
                text.append(encodable(one(WORDS))).append(' ');
            }
            return text.toString().strip();
        }

        private String date(String pattern) {
            LocalDateTime at = LocalDateTime.of(2000, 1, 1, 0, 0)
                    .plusMinutes(random.nextInt(13_000_000))
                    .plusSeconds(random.nextInt(60));
            Locale locale = notation.locale() == null || notation.locale().startsWith("en")
                    ? Locale.US
                    : Locale.forLanguageTag(notation.locale());
            String text = at.atOffset(ZoneOffset.ofHoursMinutes(5, 30))
                    .format(DateTimeFormatter.ofPattern(pattern, Locale.US));
            return locale.getLanguage().isEmpty() ? text : encodable(text.replace('\u202f', ' '));
        }

        private String number(Column column) {
            BigDecimal value = new BigDecimal(random.nextLong(2_000_000_000) - 500_000_000)
                    .movePointLeft(column.scale() + random.nextInt(4));
            value = value.setScale(column.scale(), java.math.RoundingMode.DOWN);
            String digits = value.abs().toPlainString();
            int point = digits.indexOf('.');
            String whole = point < 0 ? digits : digits.substring(0, point);
            StringBuilder grouped = new StringBuilder(whole);
            int size = 3;
            for (int at = whole.length() - size; at > 0 && !column.group().isEmpty(); at -= size) {
                grouped.insert(at, column.group());
                size = "en-IN".equals(notation.locale()) ? 2 : 3;
            }
            String text = grouped + (point < 0 ? "" : column.decimal() + digits.substring(point + 1));
            String currency = column.currency();
            boolean after = !currency.isEmpty() && Character.isSpaceChar(currency.charAt(0));
            return (value.signum() < 0 ? "-" : "") + (after ? "" : currency) + text + (after ? currency : "");
        }

        private void append(StringBuilder text, List<String> cells) {
            for (int i = 0; i < cells.size(); i++) {
                String cell = cells.get(i);
                boolean quoted = quotesAll
                        || cell.indexOf(delimiter) >= 0
                        || cell.indexOf('"') >= 0
                        || cell.indexOf('\n') >= 0
                        || random.nextInt(20) == 0;
                boolean padded = blanks && random.nextInt(3) == 0;
                text.append(i == 0 ? "" : delimiter)
                        .append(padded && i > 0 ? " " : "")
                        .append(quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell)
                        .append(padded && quoted ? " " : "");
            }
            text.append(lineBreak);
        }
    }
}
