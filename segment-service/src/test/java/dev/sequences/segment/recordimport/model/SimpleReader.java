package dev.sequences.segment.recordimport.model;

import dev.sequences.segment.recordimport.model.GeneratedFile.Column;
import dev.sequences.segment.recordimport.model.GeneratedFile.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads a generated file character by character, knowing how it was made. Shares no code with the import. */
public final class SimpleReader {

    private final GeneratedFile file;
    private final List<List<String>> records = new ArrayList<>();
    private final List<Integer> lines = new ArrayList<>();

    private SimpleReader(GeneratedFile file) {
        this.file = file;
    }

    /** The fields by line, each as text; a rejected row has none. */
    public static Map<Integer, Map<String, String>> read(GeneratedFile file) {
        SimpleReader reader = new SimpleReader(file);
        reader.split();
        return reader.rows();
    }

    private void split() {
        String text =
                new String(file.bytes(), file.charset()).replace("\uFEFF", "").replace("\r\n", "\n");
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        int line = 1;
        int begin = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i) == '\r' ? '\n' : text.charAt(i);
            if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"' && (quoted || cell.toString().isBlank())) {
                quoted = !quoted;
            } else if (c == file.delimiter() && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else if (c == '\n' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
                records.add(List.copyOf(cells));
                lines.add(begin);
                cells.clear();
                line++;
                begin = line;
            } else {
                cell.append(c);
                line += c == '\n' ? 1 : 0;
            }
        }
    }

    private Map<Integer, Map<String, String>> rows() {
        Map<Integer, Map<String, String>> rows = new TreeMap<>();
        int header = records.getFirst().getFirst().startsWith("sep=") ? 1 : 0;
        for (int i = header + 1; i < records.size(); i++) {
            List<String> cells = records.get(i);
            if (cells.stream().allMatch(cell -> trimmed(cell).isEmpty())) {
                continue;
            }
            Map<String, String> fields = new TreeMap<>();
            boolean readable = cells.size() == file.columns().size()
                    && cells.stream().noneMatch(cell -> cell.indexOf('\u0001') >= 0);
            for (int c = 0; readable && c < cells.size(); c++) {
                String text = trimmed(cells.get(c));
                if (!text.isEmpty()) {
                    fields.put(
                            file.columns().get(c).name(), value(file.columns().get(c), text));
                }
            }
            rows.put(lines.get(i), fields);
        }
        return rows;
    }

    private static String trimmed(String cell) {
        return cell.replaceAll("^[\\s\u00a0\u202f]+|[\\s\u00a0\u202f]+$", "");
    }

    private String value(Column column, String text) {
        return switch (column.kind()) {
            case NUMBER -> number(column, text);
            case DATE, DATE_TIME -> date(column, text);
            case BOOLEAN -> text.toLowerCase(Locale.ROOT);
            default -> text;
        };
    }

    private static String number(Column column, String text) {
        String digits = text.replace(column.currency().strip(), "")
                .replace(column.currency(), "")
                .replaceAll("[\\s\u00a0\u202f]", "");
        if (!column.group().isBlank()) {
            digits = digits.replace(column.group(), "");
        }
        BigDecimal number = new BigDecimal(digits.replace(column.decimal(), '.')).stripTrailingZeros();
        return number.toPlainString();
    }

    private String date(Column column, String text) {
        DateTimeFormatter formatter = new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(column.pattern())
                .toFormatter(Locale.US);
        boolean offset = column.pattern().contains("x") || column.pattern().contains("X");
        try {
            if (column.kind() == Kind.DATE) {
                return LocalDate.parse(text, formatter).toString();
            }
            String iso = offset
                    ? OffsetDateTime.parse(text, formatter).toInstant().toString()
                    : LocalDateTime.parse(text, formatter).toString();
            return iso;
        } catch (DateTimeParseException e) {
            return otherDate(text);
        }
    }

    /** A date among date-times, in the first notation of the locale, or a word. */
    private String otherDate(String text) {
        for (String pattern : List.of("yyyy-M-d", "yyyy/M/d", "M/d/yyyy", "d/M/yyyy", "d.M.yyyy")) {
            boolean monthFirst = pattern.startsWith("M");
            if (monthFirst != "en-US".equals(file.locale()) && pattern.contains("/yyyy")) {
                continue;
            }
            try {
                return LocalDate.parse(text, DateTimeFormatter.ofPattern(pattern))
                        .toString();
            } catch (DateTimeParseException e) {
                // The next pattern.
            }
        }
        return text;
    }

    /** A value of the import in the form of this reader, which has date-times as the JDK prints them, and line breaks as line feeds. */
    public static String comparable(GeneratedFile file, String name, Object value) {
        Map<String, Column> columns = new LinkedHashMap<>();
        file.columns().forEach(column -> columns.put(column.name(), column));
        String text = (value instanceof BigDecimal number
                        ? number.stripTrailingZeros().toPlainString()
                        : value.toString())
                .replace("\r\n", "\n")
                .replace('\r', '\n');
        if (columns.get(name).kind() != Kind.DATE_TIME || text.length() <= 10) {
            return text;
        }
        try {
            return text.endsWith("Z") || text.lastIndexOf('+') > 10
                    ? OffsetDateTime.parse(text).toInstant().toString()
                    : LocalDateTime.parse(text).toString();
        } catch (DateTimeParseException e) {
            return text;
        }
    }
}
