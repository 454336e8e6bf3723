package dev.sequences.language.value;

import java.time.LocalDate;
import java.time.Month;
import java.time.Year;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A date or date-time as written in a file.
 *
 * @param first month, or day or month if the order depends on the column
 * @param second day, or the other one
 * @param isOrdered whether {@code first} is certainly the month
 * @param hasShortYear whether the year has two digits between slashes, hyphens or points
 * @param time in ISO form with the precision of the file; null for a date
 * @param offset in ISO form; empty if there is none
 */
record WrittenDate(
        int year,
        int first,
        int second,
        boolean isOrdered,
        boolean hasShortYear,
        @Nullable String time,
        String offset) {

    private static final int MIN_LENGTH = 6;
    private static final int MAX_LENGTH = 48;
    /** Two-digit years up to 29 belong to this century, as in spreadsheets. */
    private static final int LAST_SHORT_YEAR = 29;

    private static final String TIME = "(?:(?:T| ?T ?|,? | at )(?<hour>\\d{1,2}):(?<minute>\\d{2})"
            + "(?::(?<seconds>\\d{2})(?:[.,](?<fraction>\\d{1,9}))?)?"
            + "(?: ?(?<half>[AaPp])\\.?[Mm]\\.?)?"
            + "(?: ?(?<offset>Z|z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?))?)?";

    private static final Pattern YEAR_FIRST =
            Pattern.compile("(?<year>\\d{4})([-/.])(?<first>\\d{1,2})\\2(?<second>\\d{1,2})" + TIME);
    private static final Pattern YEAR_LAST =
            Pattern.compile("(?<first>\\d{1,2})([-/.])(?<second>\\d{1,2})\\2(?<year>\\d{4}|\\d{2})" + TIME);
    private static final String WEEKDAY = "(?:\\p{L}{2,9}\\.?, )?";
    private static final Pattern MONTH_SECOND = Pattern.compile(WEEKDAY
            + "(?<second>\\d{1,2})(?:st|nd|rd|th)?(?:\\.? |-|/)(?<first>\\p{L}{3,12}\\.?)(?:,? |-|/)(?<year>\\d{4}|\\d{2})"
            + TIME);
    private static final Pattern MONTH_FIRST = Pattern.compile(
            WEEKDAY + "(?<first>\\p{L}{3,12}\\.?) (?<second>\\d{1,2})(?:st|nd|rd|th)?,? (?<year>\\d{4})" + TIME);

    /** Null for a text that has none of the known forms, or an impossible time. */
    static @Nullable WrittenDate read(String cell, MonthNames months) {
        if (cell.length() < MIN_LENGTH || cell.length() > MAX_LENGTH) {
            return null;
        }
        String text = plainBlanks(cell);
        char start = text.charAt(0);
        if (isDigit(start)) {
            if (isDigit(text.charAt(1)) && isDigit(text.charAt(2))) {
                return numeric(YEAR_FIRST.matcher(text), true);
            }
            WrittenDate numeric = numeric(YEAR_LAST.matcher(text), false);
            return numeric != null ? numeric : named(MONTH_SECOND.matcher(text), months);
        }
        if (!Character.isLetter(start) || !containsDigit(text)) {
            return null;
        }
        WrittenDate named = named(MONTH_FIRST.matcher(text), months);
        return named != null ? named : named(MONTH_SECOND.matcher(text), months);
    }

    private static @Nullable WrittenDate numeric(Matcher date, boolean yearFirst) {
        if (!date.matches()) {
            return null;
        }
        String year = date.group("year");
        int first = Integer.parseInt(date.group("first"));
        int second = Integer.parseInt(date.group("second"));
        if (yearFirst) {
            return dated(date, Integer.parseInt(year), first, second, true, false);
        }
        boolean shortYear = year.length() == 2;
        boolean points = date.group(2).equals(".");
        // 1.2.30 is a version number rather than a date.
        boolean twoDigitParts =
                date.group("first").length() == 2 && date.group("second").length() == 2;
        if (shortYear && points && !twoDigitParts) {
            return null;
        }
        // No notation has the month first with points.
        return points
                ? dated(date, century(year), second, first, true, shortYear)
                : dated(date, century(year), first, second, first == second, shortYear);
    }

    private static @Nullable WrittenDate named(Matcher date, MonthNames months) {
        if (!date.matches()) {
            return null;
        }
        int month = months.number(date.group("first"));
        return month == 0
                ? null
                : dated(date, century(date.group("year")), month, Integer.parseInt(date.group("second")), true, false);
    }

    private static int century(String year) {
        int number = Integer.parseInt(year);
        return year.length() == 4 ? number : number <= LAST_SHORT_YEAR ? 2000 + number : 1900 + number;
    }

    private static @Nullable WrittenDate dated(
            Matcher date, int year, int first, int second, boolean isOrdered, boolean shortYear) {
        if (date.group("hour") == null) {
            return new WrittenDate(year, first, second, isOrdered, shortYear, null, "");
        }
        String time = time(date);
        String offset = time == null ? null : offset(date.group("offset"));
        return offset == null ? null : new WrittenDate(year, first, second, isOrdered, shortYear, time, offset);
    }

    private static @Nullable String time(Matcher date) {
        int hour = Integer.parseInt(date.group("hour"));
        int minute = Integer.parseInt(date.group("minute"));
        String seconds = date.group("seconds");
        String half = date.group("half");
        if (half != null) {
            if (hour < 1 || hour > 12) {
                return null;
            }
            hour = hour % 12 + (half.equalsIgnoreCase("p") ? 12 : 0);
        }
        if (hour > 23 || minute > 59 || (seconds != null && Integer.parseInt(seconds) > 59)) {
            return null;
        }
        String fraction = date.group("fraction");
        return twoDigits(hour) + ":" + twoDigits(minute) + (seconds == null ? "" : ":" + seconds)
                + (fraction == null ? "" : "." + fraction);
    }

    /** Null for an offset that does not exist. */
    private static @Nullable String offset(@Nullable String written) {
        if (written == null) {
            return "";
        }
        if (Character.isLetter(written.charAt(0))) {
            return "Z";
        }
        int hours = Integer.parseInt(written.substring(1, 3));
        int minutes = written.length() == 3 ? 0 : Integer.parseInt(written.substring(written.length() - 2));
        if (hours * 60 + minutes > 18 * 60 || minutes > 59) {
            return null;
        }
        return hours + minutes == 0 ? "Z" : written.charAt(0) + twoDigits(hours) + ":" + twoDigits(minutes);
    }

    boolean isTimed() {
        return time != null;
    }

    /** Whether it has no time, or midnight, as databases export dates. */
    boolean isDay() {
        return time == null || (offset.isEmpty() && time.matches("00:00(:00(\\.0+)?)?"));
    }

    WrittenDate withoutTime() {
        return new WrittenDate(year, first, second, isOrdered, hasShortYear, null, "");
    }

    /** Whether it is a day that exists, with this order of day and month. */
    boolean exists(boolean dayFirst) {
        int month = month(dayFirst);
        int day = first + second - month;
        return month >= 1 && month <= 12 && day >= 1 && day <= Month.of(month).length(Year.isLeap(year));
    }

    /** In the ISO-8601 form that conditions compare; null for a day that does not exist. */
    @Nullable
    String iso(boolean dayFirst) {
        if (!exists(dayFirst)) {
            return null;
        }
        int month = month(dayFirst);
        LocalDate day = LocalDate.of(year, month, first + second - month);
        return time == null ? day.toString() : day + "T" + time + offset;
    }

    private int month(boolean dayFirst) {
        return isOrdered || !dayFirst ? first : second;
    }

    private static String plainBlanks(String text) {
        boolean plain = true;
        for (int i = 0; i < text.length() && plain; i++) {
            char c = text.charAt(i);
            plain = c < 0x80 && c != '\t' && !(c == ' ' && i + 1 < text.length() && text.charAt(i + 1) == ' ');
        }
        return plain ? text : text.replaceAll("[\\s\\u00a0\\u202f\\u2009]+", " ");
    }

    private static boolean containsDigit(String text) {
        return text.chars().anyMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
