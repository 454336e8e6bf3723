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
    private final CellTally placeholders = new CellTally();
    private final List<CellTally> tallies = List.of(unreadable, typedNumbers, typedBooleans, placeholders);
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

    /** The counts so far as data, which can be stored and restored to a recognition with the same parameters. */
    public record State(
            NumberTally.State numbers,
            DateTally.State dates,
            List<CellTally.State> tallies,
            long cells,
            long booleans) {}

    public State state() {
        return new State(
                numbers.state(),
                dates.state(),
                tallies.stream().map(CellTally::state).toList(),
                cells,
                booleans);
    }

    /** Continues after the cells of this state. */
    public void restore(State state) {
        numbers.restore(state.numbers);
        dates.restore(state.dates);
        for (int i = 0; i < tallies.size(); i++) {
            tallies.get(i).restore(state.tallies.get(i));
        }
        cells = state.cells;
        booleans = state.booleans;
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
        if (declared == null && Placeholders.contain(text)) {
            placeholders.add(line, text);
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
            return dated();
        }
        NumberStyle style = numbers.style();
        if (style != null) {
            return number(style);
        }
        Obstacle ofDates = dates.minority();
        return text(ofDates == null ? numbers.obstacle() : ofDates);
    }

    private RecognizedColumn dated() {
        Boolean dayFirst = dates.dayFirst();
        return dayFirst == null
                ? text(dates.obstacle())
                : new RecognizedColumn(
                        format(dates.isTimed() ? FieldType.DATE_TIME : FieldType.DATE, NumberStyle.PLAIN, dayFirst),
                        dates.converted(),
                        cells - dates.converted(),
                        null,
                        CellTally.first(dates.others(), placeholders, typedNumbers, typedBooleans));
    }

    private RecognizedColumn number(NumberStyle style) {
        long converted = typedNumbers.count() + numbers.converted(style);
        return new RecognizedColumn(
                format(FieldType.NUMBER, style, null),
                converted,
                cells - converted,
                null,
                CellTally.first(numbers.words(), numbers.misses(style), placeholders));
    }

    /** A column of a format with types: its numbers are never text, and text is only a number where a notation reads it. */
    private RecognizedColumn typed() {
        if (typedBooleans.isEmpty()) {
            long texts = cells - typedNumbers.count() - placeholders.count();
            boolean dated = dates.converted() > texts - dates.converted() + typedNumbers.count();
            if (dated && dates.dayFirst() != null) {
                return dated();
            }
            NumberStyle style = numbers.style();
            boolean readable = style != null || texts == 0 || onlyDates || numbers.hasOnlyWords();
            NumberStyle used = style == null || onlyDates ? NumberStyle.PLAIN : style;
            long converted = typedNumbers.count() + (onlyDates ? 0 : numbers.converted(used));
            if (readable && converted * 2 > cells - placeholders.count()) {
                return new RecognizedColumn(
                        format(FieldType.NUMBER, used, null),
                        converted,
                        cells - converted,
                        null,
                        onlyDates
                                ? CellTally.first(dates.others(), placeholders)
                                : CellTally.first(numbers.words(), numbers.misses(used), placeholders));
            }
        }
        return new RecognizedColumn(
                ColumnFormat.TEXT,
                0,
                typedNumbers.count() + typedBooleans.count(),
                Reason.MIXED_TYPES,
                CellTally.first(typedNumbers, typedBooleans));
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
                : new RecognizedColumn(ColumnFormat.TEXT, 0, obstacle.count(), obstacle.reason(), obstacle.cells());
    }

    private static boolean hasDigit(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Digits.isDigit(text.charAt(i))) {
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
