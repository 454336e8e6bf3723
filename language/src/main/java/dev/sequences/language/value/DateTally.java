package dev.sequences.language.value;

import dev.sequences.language.value.NumberTally.Obstacle;
import dev.sequences.language.value.RecognizedColumn.Example;
import dev.sequences.language.value.RecognizedColumn.Reason;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which cells of a column are dates, and in which order of day and month. */
final class DateTally {

    private final @Nullable Boolean dayFirstInLocale;
    private final MonthNames months;
    private final @Nullable FieldType declared;
    private final CellTally others = new CellTally();
    private final CellTally onlyDayFirst = new CellTally();
    private final CellTally onlyMonthFirst = new CellTally();
    private final CellTally undecided = new CellTally();
    private long ordered;
    private long timed;

    /** @param declared the declared type of the column; null if it has none */
    DateTally(@Nullable Locale locale, @Nullable FieldType declared) {
        this.declared = declared;
        months = new MonthNames(locale);
        dayFirstInLocale = locale == null ? null : isDayFirst(locale);
    }

    private static boolean isDayFirst(Locale locale) {
        String pattern = DateTimeFormatterBuilder.getLocalizedDateTimePattern(
                FormatStyle.SHORT, null, IsoChronology.INSTANCE, locale);
        return pattern.indexOf('d') < pattern.indexOf('M');
    }

    void add(long line, String text, boolean hasDigit) {
        WrittenDate date = hasDigit ? WrittenDate.read(text, months) : null;
        if (date == null && declared == FieldType.DATE_TIME && CellReader.epochMillis(text) != null) {
            ordered++;
            return;
        }
        if (date == null
                || (date.hasShortYear() && dayFirstInLocale == null)
                || (declared == FieldType.DATE && !date.isDay())) {
            others.add(line, text);
            return;
        }
        boolean monthFirst = date.exists(false);
        boolean dayFirst = date.isOrdered() ? monthFirst : date.exists(true);
        if (!monthFirst && !dayFirst) {
            others.add(line, text);
            return;
        }
        timed += date.isTimed() ? 1 : 0;
        if (date.isOrdered()) {
            ordered++;
        } else if (monthFirst && dayFirst) {
            undecided.add(line, text);
        } else {
            (dayFirst ? onlyDayFirst : onlyMonthFirst).add(line, text);
        }
    }

    CellTally others() {
        return others;
    }

    boolean isTimed() {
        return timed > 0;
    }

    /** Whether more than half of the cells are dates. */
    boolean isMost() {
        return all() > others.count();
    }

    private long all() {
        return ordered + undecided.count() + onlyDayFirst.count() + onlyMonthFirst.count();
    }

    /** Whether the day comes before the month; null if that is unknown or differs within the column. */
    @Nullable
    Boolean dayFirst() {
        if (!onlyDayFirst.isEmpty() && !onlyMonthFirst.isEmpty()) {
            return null;
        }
        if (dayFirstInLocale != null) {
            CellTally contradicting = dayFirstInLocale ? onlyMonthFirst : onlyDayFirst;
            return contradicting.isEmpty() ? dayFirstInLocale : null;
        }
        if (onlyDayFirst.isEmpty() && onlyMonthFirst.isEmpty()) {
            return undecided.isEmpty() ? Boolean.FALSE : null;
        }
        return !onlyDayFirst.isEmpty();
    }

    /** Number of cells that are dates if {@link #dayFirst()} is not null. */
    long converted() {
        return all();
    }

    /** Number of dates that have one meaning whatever the order of day and month. */
    long ordered() {
        return ordered;
    }

    /** Examples of cells that are unreadable if {@link #dayFirst()} is null. */
    List<Example> unordered() {
        return CellTally.first(others, undecided, onlyDayFirst, onlyMonthFirst);
    }

    Obstacle obstacle() {
        if (onlyDayFirst.isEmpty() && onlyMonthFirst.isEmpty()) {
            return new Obstacle(Reason.NEEDS_LOCALE, undecided.first());
        }
        return new Obstacle(Reason.MIXED_DATE_ORDER, CellTally.first(onlyDayFirst, onlyMonthFirst));
    }
}
