package dev.sequences.segment.recordimport;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.jspecify.annotations.Nullable;

/** Reads cells of a workbook as text, exact numbers, booleans, and dates in ISO form. */
final class SheetCells {

    private static final int EXACT_DIGITS = 15;
    private static final long MILLIS_PER_DAY = 86_400_000;
    /** The 1900 system has a day that did not exist, 29 February 1900. */
    private static final int FIRST_DAY_AFTER_GAP = 61;

    private static final Pattern LITERALS = Pattern.compile("\"[^\"]*\"|\\\\.|_.|\\*.|\\[(?![hmsHMS]+])[^\\]]*]");

    /** Longer formats are none of Excel's. */
    private static final int MAX_FORMAT_LENGTH = 255;

    /** A character that XML cannot contain. */
    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private final boolean since1904;
    private final Map<String, String> parts = new HashMap<>();

    SheetCells(boolean since1904) {
        this.since1904 = since1904;
    }

    /** A formula that the writing program has not calculated. */
    static boolean isUncalculated(Cell cell) {
        return cell.getType() == CellType.FORMULA
                && (cell.getRawValue() == null || cell.getRawValue().isEmpty());
    }

    /** Text, a {@link BigDecimal}, a boolean; null for an empty cell. Errors such as {@code #N/A} are text. */
    @Nullable
    Object value(Cell cell) {
        String raw = cell.getRawValue();
        return switch (cell.getType()) {
            case EMPTY -> null;
            case STRING -> unescaped(cell.getText());
            case ERROR -> raw;
            case BOOLEAN -> "1".equals(raw) || "true".equalsIgnoreCase(raw);
            case NUMBER -> number(raw, cell.getDataFormatString());
            case FORMULA -> calculated(cell, raw);
        };
    }

    private @Nullable Object calculated(Cell cell, @Nullable String raw) {
        return switch (cell.getValue()) {
            case Boolean value -> value;
            case BigDecimal number -> number(raw == null ? number.toString() : raw, cell.getDataFormatString());
            case null, default -> raw;
        };
    }

    private @Nullable Object number(@Nullable String raw, @Nullable String format) {
        if (raw == null || raw.isBlank()) {
            return null;
        }
        BigDecimal number = exact(raw.strip());
        String parts = format == null || format.length() > MAX_FORMAT_LENGTH
                ? ""
                : this.parts.computeIfAbsent(format, SheetCells::parts);
        boolean day = parts.indexOf('y') >= 0 || parts.indexOf('d') >= 0;
        boolean time = parts.indexOf('h') >= 0 || parts.indexOf('s') >= 0;
        boolean dated = day || time || parts.indexOf('m') >= 0;
        if (!dated || parts.contains("general") || number.signum() < 0) {
            return number;
        }
        return day || !time ? date(number, time) : time(number);
    }

    private static String parts(String format) {
        return LITERALS.matcher(format).replaceAll("").split(";", 2)[0].toLowerCase(Locale.ROOT);
    }

    private static String unescaped(String text) {
        return text.contains("_x")
                ? ESCAPED.matcher(text)
                        .replaceAll(character ->
                                Matcher.quoteReplacement(Character.toString(Integer.parseInt(character.group(1), 16))))
                : text;
    }

    /** Workbooks store binary numbers with 17 digits: {@code 1234.0999999999999} is 1234.1. */
    private static BigDecimal exact(String raw) {
        BigDecimal written = new BigDecimal(raw);
        BigDecimal number = written.precision() <= EXACT_DIGITS
                ? written
                : new BigDecimal(Double.toString(Double.parseDouble(raw)));
        BigDecimal plain = number.stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    private Object date(BigDecimal serial, boolean hasTime) {
        double days = serial.doubleValue();
        if (days >= 2_958_466) {
            return serial;
        }
        LocalDate base = since1904
                ? LocalDate.of(1904, 1, 1)
                : days < FIRST_DAY_AFTER_GAP ? LocalDate.of(1899, 12, 31) : LocalDate.of(1899, 12, 30);
        long millis = Math.round(days * MILLIS_PER_DAY);
        LocalDateTime dateTime = base.atStartOfDay().plusSeconds(millis / 1000).plusNanos(millis % 1000 * 1_000_000);
        return hasTime || millis % MILLIS_PER_DAY != 0
                ? dateTime.toLocalDate() + "T" + clock(dateTime.toLocalTime())
                : dateTime.toLocalDate().toString();
    }

    /** A time of day as text; a duration of a day or more as number of days. */
    private static Object time(BigDecimal serial) {
        long millis = Math.round(serial.doubleValue() * MILLIS_PER_DAY);
        return millis < MILLIS_PER_DAY ? clock(LocalTime.ofNanoOfDay(millis * 1_000_000)) : serial;
    }

    private static String clock(LocalTime time) {
        String text = time.toString();
        return text.length() == 5 ? text + ":00" : text;
    }
}
