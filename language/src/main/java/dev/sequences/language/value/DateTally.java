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

    /** A column with fewer dates than this share is ordinary text. */
    private static final int REPORTED_SHARE = 5;

    private final @Nullable Boolean dayFirstInLocale;
    private final MonthNames months;
    private final @Nullable FieldType declared;
    private final CellTally others = new CellTally();
    private final CellTally onlyDayFirst = new CellTally();
    private final CellTally onlyMonthFirst = new CellTally();
    private final CellTally undecided = new CellTally();
    private final CellTally impossible = new CellTally();
    private final CellTally unknownForms = new CellTally();
    private final CellTally shortYears = new CellTally();
    private final List<CellTally> tallies =
            List.of(others, onlyDayFirst, onlyMonthFirst, undecided, impossible, unknownForms, shortYears);
    private long ordered;
    private long timed;

    /** The counts as data, which can be stored. */
    record State(List<CellTally.State> tallies, long ordered, long timed) {}

    State state() {
        return new State(tallies.stream().map(CellTally::state).toList(), ordered, timed);
    }

    void restore(State state) {
        for (int i = 0; i < tallies.size(); i++) {
            tallies.get(i).restore(state.tallies.get(i));
        }
        ordered = state.ordered;
        timed = state.timed;
    }

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
            if (date == null && hasDigit && WrittenDate.isSimilar(text)) {
                unknownForms.add(line, text);
            }
            if (date != null && date.hasShortYear() && dayFirstInLocale == null) {
                shortYears.add(line, text);
            }
            return;
        }
        boolean monthFirst = date.exists(false);
        boolean dayFirst = date.isOrdered() ? monthFirst : date.exists(true);
        if (!monthFirst && !dayFirst) {
            others.add(line, text);
            impossible.add(line, text);
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

    /** Whether more than half of the cells are dates. Those that do not exist, such as 30 February, do not count. */
    boolean isMost() {
        return all() > others.count() - impossible.count();
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

    /** Why {@link #dayFirst()} is null. */
    Obstacle obstacle() {
        if (onlyDayFirst.isEmpty() && onlyMonthFirst.isEmpty()) {
            return new Obstacle(Reason.NEEDS_LOCALE, all(), undecided.first());
        }
        return new Obstacle(Reason.MIXED_DATE_ORDER, all(), CellTally.first(onlyDayFirst, onlyMonthFirst));
    }

    /** Why a column with many dates is none of dates; null for other columns. */
    @Nullable
    Obstacle minority() {
        long similar = all() + impossible.count() + unknownForms.count() + shortYears.count();
        if (similar * REPORTED_SHARE < all() + others.count() || similar == 0) {
            return null;
        }
        if (shortYears.count() * 2 > similar) {
            return new Obstacle(Reason.NEEDS_LOCALE, similar, shortYears.first());
        }
        return unknownForms.count() > all()
                ? new Obstacle(Reason.UNKNOWN_DATE_FORM, similar, unknownForms.first())
                : new Obstacle(Reason.MIXED_VALUES, similar, others.first());
    }
}
