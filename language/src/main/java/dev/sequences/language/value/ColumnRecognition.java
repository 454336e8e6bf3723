package dev.sequences.language.value;

import dev.sequences.language.condition.FieldValue;
import dev.sequences.language.value.NumberTally.Obstacle;
import dev.sequences.language.value.RecognizedColumn.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes the type of a column from all of its cells, in constant memory (ADR 0020): boolean if every cell is {@code true} or {@code false};
 * date or date-time if more than half of the cells are dates of one order of day and month; number if one notation reads every cell with a
 * digit, and most cells have one; text otherwise. Not thread-safe.
 */
public final class ColumnRecognition {

    private final @Nullable String localeTag;
    private final @Nullable DeclaredType declared;
    private final boolean onlyDates;
    private final NumberTally numbers;
    private final DateTally dates;
    private final CellTally unreadable = new CellTally();
    private final CellTally typedNumbers = new CellTally();
    private final CellTally typedBooleans = new CellTally();
    private final @Nullable CellReader fixed;
    private long cells;
    private long booleans;

    /**
     * @param localeTag BCP 47 tag of the notation of numbers and dates; null if unknown
     * @param declared the declared type of the column; null to recognize it
     * @param onlyDates whether texts are never numbers or booleans because the file format has types for these
     */
    public ColumnRecognition(@Nullable String localeTag, @Nullable DeclaredType declared, boolean onlyDates) {
        Locale locale = ColumnFormat.locale(localeTag);
        this.localeTag = localeTag;
        this.declared = declared;
        this.onlyDates = onlyDates;
        this.numbers = new NumberTally(locale == null ? null : NumberStyle.of(locale), declared == null);
        this.dates = new DateTally(locale, declared == null ? null : declared.type());
        this.fixed = declared != null && !isNotationDependent(declared.type())
                ? new CellReader(format(declared.type(), NumberStyle.PLAIN, null))
                : null;
    }

    private static boolean isNotationDependent(FieldType type) {
        return type == FieldType.NUMBER || type == FieldType.DATE || type == FieldType.DATE_TIME;
    }

    /**
     * Adds a cell.
     *
     * @param text without blanks around it, not empty
     */
    public void add(long line, String text) {
        cells++;
        if (fixed != null) {
            addFixed(fixed, line, text);
            return;
        }
        boolean hasDigit = hasDigit(text);
        if (!hasDigit && FieldValue.bool(text) != null) {
            booleans++;
        }
        if (!onlyDates || declared != null) {
            numbers.add(line, text, hasDigit);
        }
        dates.add(line, text, hasDigit);
    }

    /** Adds a number or boolean of a format with types. */
    public void addTyped(long line, Object value) {
        cells++;
        if (fixed != null) {
            addFixed(fixed, line, value);
            return;
        }
        String text = FieldValue.text(value);
        if (value instanceof Boolean) {
            typedBooleans.add(line, text);
        } else if (declared != null && declared.type() == FieldType.DATE_TIME) {
            dates.add(line, text, true);
        } else {
            typedNumbers.add(line, text);
        }
    }

    private void addFixed(CellReader reader, long line, Object value) {
        if (reader.read(value) == null) {
            unreadable.add(line, FieldValue.text(value));
        }
    }

    /** The type of the cells so far. */
    public RecognizedColumn result() {
        if (declared != null) {
            return declared(declared.type());
        }
        if (cells == 0) {
            return text(null);
        }
        if (booleans + typedBooleans.count() == cells) {
            return new RecognizedColumn(format(FieldType.BOOLEAN, NumberStyle.PLAIN, null), cells, 0, null, List.of());
        }
        if (!typedNumbers.isEmpty() || !typedBooleans.isEmpty()) {
            return typed();
        }
        if (dates.isMost()) {
            Boolean dayFirst = dates.dayFirst();
            if (dayFirst == null) {
                return text(dates.obstacle());
            }
            return new RecognizedColumn(
                    format(dates.isTimed() ? FieldType.DATE_TIME : FieldType.DATE, NumberStyle.PLAIN, dayFirst),
                    dates.converted(),
                    dates.others().count(),
                    null,
                    dates.others().first());
        }
        NumberStyle style = numbers.style();
        return style == null
                ? text(numbers.obstacle())
                : new RecognizedColumn(
                        format(FieldType.NUMBER, style, null),
                        numbers.converted(style),
                        numbers.words().count(),
                        null,
                        numbers.words().first());
    }

    /** A column of a format with types: its numbers are never text, and text is only a number where a notation reads it. */
    private RecognizedColumn typed() {
        NumberStyle style = numbers.style();
        long texts = cells - typedNumbers.count() - typedBooleans.count();
        boolean numeric = typedBooleans.isEmpty() && (texts == 0 || style != null || numbers.hasOnlyWords());
        if (!numeric || typedNumbers.count() * 2 <= cells) {
            return new RecognizedColumn(
                    ColumnFormat.TEXT,
                    0,
                    typedNumbers.count() + typedBooleans.count(),
                    Reason.MIXED_TYPES,
                    CellTally.first(typedNumbers, typedBooleans));
        }
        NumberStyle used = style == null ? NumberStyle.PLAIN : style;
        return new RecognizedColumn(
                format(FieldType.NUMBER, used, null),
                typedNumbers.count() + (style == null ? 0 : numbers.converted(style)),
                onlyDates ? texts : numbers.words().count(),
                null,
                onlyDates ? dates.others().first() : numbers.words().first());
    }

    private RecognizedColumn declared(FieldType type) {
        if (fixed != null) {
            return new RecognizedColumn(
                    format(type, NumberStyle.PLAIN, null),
                    type == FieldType.TEXT ? 0 : cells - unreadable.count(),
                    unreadable.count(),
                    null,
                    unreadable.first());
        }
        if (type == FieldType.NUMBER) {
            NumberStyle style = numbers.bestStyle();
            return new RecognizedColumn(
                    format(type, style, null),
                    typedNumbers.count() + numbers.converted(style),
                    cells - typedNumbers.count() - numbers.converted(style),
                    null,
                    CellTally.first(numbers.misses(style), numbers.words(), typedBooleans));
        }
        Boolean dayFirst = dates.dayFirst();
        long converted = dayFirst == null ? dates.ordered() : dates.converted();
        return new RecognizedColumn(
                format(type, NumberStyle.PLAIN, dayFirst),
                converted,
                cells - converted,
                null,
                dayFirst == null ? dates.unordered() : CellTally.first(dates.others(), typedNumbers, typedBooleans));
    }

    private RecognizedColumn text(@Nullable Obstacle obstacle) {
        return obstacle == null
                ? new RecognizedColumn(ColumnFormat.TEXT, 0, 0, null, List.of())
                : new RecognizedColumn(ColumnFormat.TEXT, 0, cells, obstacle.reason(), obstacle.cells());
    }

    private static boolean hasDigit(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
                return true;
            }
        }
        return false;
    }

    private ColumnFormat format(FieldType type, NumberStyle style, @Nullable Boolean dayFirst) {
        return new ColumnFormat(
                type,
                declared != null,
                style,
                dayFirst,
                localeTag != null,
                localeTag,
                declared == null ? Map.of() : declared.choices());
    }
}
