package dev.sequences.language.value;

import dev.sequences.language.condition.FieldValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the cells of one column as values of its type, in the form that conditions compare: numbers as exact decimals, booleans, dates as
 * {@code 2026-03-04}, date-times as {@code 2026-03-04T10:00:00+01:00} with the precision and offset of the file. Not thread-safe.
 */
public final class CellReader {

    private static final int EPOCH_MILLIS_DIGITS = 13;

    private static final Map<String, Boolean> DECLARED_BOOLEANS = Map.of(
            "true", true, "false", false, "yes", true, "no", false, "y", true, "n", false, "1", true, "0", false);

    private final ColumnFormat format;
    private final MonthNames months;

    public CellReader(ColumnFormat format) {
        this.format = format;
        this.months = new MonthNames(ColumnFormat.locale(format.locale()));
    }

    public FieldType type() {
        return format.type();
    }

    /** Whether the type was declared, so that no other value may be stored. */
    public boolean isDeclared() {
        return format.declared();
    }

    /**
     * The value of a cell; null if it cannot be read as the type.
     *
     * @param cell text without blanks around it, not empty; or a number or boolean of a format with types
     */
    public @Nullable Object read(Object cell) {
        if (cell instanceof String text) {
            return read(text);
        }
        return switch (format.type()) {
            case TEXT -> format.declared() ? FieldValue.text(cell) : cell;
            case NUMBER -> cell instanceof Number ? cell : null;
            case BOOLEAN -> cell instanceof Boolean ? cell : null;
            case DATE -> null;
            case DATE_TIME -> format.declared() && cell instanceof Number ? epochMillis(FieldValue.text(cell)) : null;
            case CHOICE -> choice(FieldValue.text(cell));
        };
    }

    private @Nullable Object read(String text) {
        return switch (format.type()) {
            case TEXT -> text;
            case NUMBER -> number(text);
            case BOOLEAN ->
                format.declared() ? DECLARED_BOOLEANS.get(text.toLowerCase(Locale.ROOT)) : FieldValue.bool(text);
            case DATE -> date(text);
            case DATE_TIME -> dateTime(text);
            case CHOICE -> choice(text);
        };
    }

    private @Nullable BigDecimal number(String text) {
        Amount amount = Amount.read(text, format.numbers());
        return amount == null ? null : amount.value();
    }

    private @Nullable String date(String text) {
        WrittenDate date = written(text);
        return date == null || !date.isDay() ? null : iso(date.withoutTime());
    }

    private @Nullable String dateTime(String text) {
        WrittenDate date = written(text);
        return date != null ? iso(date) : format.declared() ? epochMillis(text) : null;
    }

    private @Nullable String iso(WrittenDate date) {
        Boolean dayFirst = format.dayFirst();
        return dayFirst == null && !date.isOrdered() ? null : date.iso(dayFirst != null && dayFirst);
    }

    private @Nullable WrittenDate written(String text) {
        WrittenDate date = WrittenDate.read(text, months);
        return date == null || (date.hasShortYear() && !format.shortYears()) ? null : date;
    }

    /** The instant of a text with milliseconds since 1970; null for other texts. */
    static @Nullable String epochMillis(String text) {
        boolean millis = text.length() == EPOCH_MILLIS_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return millis ? Instant.ofEpochMilli(Long.parseLong(text)).toString() : null;
    }

    private @Nullable String choice(String text) {
        String exact = format.choices().get(text);
        if (exact != null) {
            return exact;
        }
        for (Map.Entry<String, String> choice : format.choices().entrySet()) {
            if (FieldValue.isSameText(choice.getKey(), text)) {
                return choice.getValue();
            }
        }
        return null;
    }
}
