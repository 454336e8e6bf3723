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
    private static final int MAX_LENGTH = 64;
    /** Two-digit years up to 29 belong to this century, as in spreadsheets. */
    private static final int LAST_SHORT_YEAR = 29;

    private static final String OFFSET = "(?: ?(?<offset>Z|z|UTC|(?:GMT|UTC)?[+-]\\d{2}(?::?\\d{2})?|GMT)"
            // The region or name after an offset adds nothing to it.
            + "(?:\\[[A-Za-z_/+-]{1,40}]| \\([^()]{1,40}\\))?)?";
    private static final String TIME =
            "(?:(?:T|t| ?T ?|,? (?:(?:at|um|\u00e0|\u00e0s|om|kl\\.?|klo|alle|a las) )?)(?<hour>\\d{1,2})(?:(?<mark>[:.h])(?<minute>\\d{2})"
                    + "(?:\\k<mark>(?<seconds>\\d{2})(?:[.,](?<fraction>\\d{1,9}))?)?)?"
                    + "(?: ?(?<half>[AaPp])\\.? ?[Mm]\\.?)?(?: Uhr)?"
                    + OFFSET + ")?";
    /** Between the parts of a numeric date; some languages write a blank after a point. */
    private static final String MARK = "([-/]|\\. ?)";

    private static final Pattern YEAR_FIRST =
            Pattern.compile("(?<year>\\d{4})" + MARK + "(?<first>\\d{1,2})\\2(?<second>\\d{1,2})\\.?" + TIME);
    private static final Pattern YEAR_LAST =
            Pattern.compile("(?<first>\\d{1,2})" + MARK + "(?<second>\\d{1,2})\\2(?<year>\\d{4}|\\d{2})" + TIME);
    /** The basic format of ISO 8601. Without a time it is a number. */
    private static final Pattern COMPACT = Pattern.compile("(?<year>\\d{4})(?<first>\\d{2})(?<second>\\d{2})[Tt]"
            + "(?<hour>\\d{2})(?<minute>\\d{2})(?:(?<seconds>\\d{2})(?:[.,](?<fraction>\\d{1,9}))?)?(?<half>(?!))?"
            + OFFSET);

    private static final String WEEKDAY = "(?:\\p{L}{2,9}\\.?,? )?";
    private static final String ORDINAL = "(?:st|nd|rd|th|er|\u00ba)?";
    private static final Pattern MONTH_SECOND = Pattern.compile(WEEKDAY
            + "(?<second>\\d{1,2})" + ORDINAL
            + "(?:\\.? (?:de )?|-|/)(?<first>\\p{L}{3,12}\\.?)(?:,? (?:del? )?|-|/)(?<year>\\d{4}|\\d{2})(?: \u0433\\.)?"
            + TIME);
    private static final Pattern MONTH_FIRST = Pattern.compile(
            WEEKDAY + "(?<first>\\p{L}{3,12}\\.?) (?<second>\\d{1,2})" + ORDINAL + ",? (?<year>\\d{4})" + TIME);
    private static final Pattern YEAR_AND_NAME =
            Pattern.compile("(?<year>\\d{4})(?:\\. | |-)(?<first>\\p{L}{3,12}\\.?)[ -](?<second>\\d{1,2})\\.?" + TIME);
    /** As the C library and Java write it. */
    private static final Pattern YEAR_AT_END = Pattern.compile(
            WEEKDAY + "(?<first>\\p{L}{3}) (?<second>\\d{1,2}) (?<hour>\\d{2}):(?<minute>\\d{2}):(?<seconds>\\d{2})"
                    + "(?<fraction>(?!))?(?<half>(?!))?(?: (?<offset>UTC|GMT))? (?<year>\\d{4})");

    private static final Pattern HALF_OF_DAY =
            Pattern.compile("(\u5348\u524d|\u4e0a\u5348|\uc624\uc804)|(?:\u5348\u5f8c|\u4e0b\u5348|\uc624\ud6c4)");

    /** Null for a text that has none of the known forms, or an impossible time. */
    static @Nullable WrittenDate read(String cell, MonthNames months) {
        if (cell.length() < MIN_LENGTH || cell.length() > MAX_LENGTH) {
            return null;
        }
        String text = withoutIdeographs(plainBlanks(Digits.ascii(cell)));
        char start = text.charAt(0);
        if (isDigit(start)) {
            if (isDigit(text.charAt(1)) && isDigit(text.charAt(2))) {
                WrittenDate numeric = numeric(YEAR_FIRST.matcher(text), true);
                if (numeric == null && text.length() > 8) {
                    boolean compact = text.charAt(8) == 'T' || text.charAt(8) == 't';
                    return compact ? numeric(COMPACT.matcher(text), true) : named(YEAR_AND_NAME.matcher(text), months);
                }
                return numeric;
            }
            WrittenDate numeric = numeric(YEAR_LAST.matcher(text), false);
            return numeric != null ? numeric : named(MONTH_SECOND.matcher(text), months);
        }
        if (!Character.isLetter(start) || !containsDigit(text)) {
            return null;
        }
        for (Pattern form : new Pattern[] {MONTH_FIRST, MONTH_SECOND, YEAR_AT_END}) {
            WrittenDate named = named(form.matcher(text), months);
            if (named != null) {
                return named;
            }
        }
        return null;
    }

    /** Whether a text that is not read looks like a date: a year of this or the last century with a day, a month or a time. */
    static boolean isSimilar(String cell) {
        if (cell.length() < MIN_LENGTH || cell.length() > MAX_LENGTH || cell.charAt(0) == '+') {
            return false;
        }
        int years = 0;
        int parts = 0;
        int letters = 0;
        int from = 0;
        for (int i = 0; i <= cell.length(); i++) {
            if (i < cell.length() && isDigit(cell.charAt(i))) {
                continue;
            }
            letters += i < cell.length() && Character.isLetter(cell.charAt(i)) ? 1 : 0;
            boolean year = i - from == 4 && (cell.startsWith("19", from) || cell.startsWith("20", from));
            years += year ? 1 : 0;
            parts += i - from == 1 || i - from == 2 ? 1 : 0;
            if (!year && i - from > 2 && parts < 3) {
                return false;
            }
            from = i + 1;
        }
        return years == 1 && (parts >= 2 || (parts == 1 && letters >= 3)) && letters <= 24;
    }

    /** With the marks of other languages in the place of Chinese, Japanese and Korean ones. */
    private static String withoutIdeographs(String text) {
        boolean latin = true;
        for (int i = 0; i < text.length() && latin; i++) {
            latin = text.charAt(i) < 0x3000;
        }
        if (latin) {
            return text;
        }
        String marked = text.replaceAll("[\u5e74\ub144\u6708\uc6d4] ?", "-")
                .replaceAll("[\u65e5\uc77c] ?", " ")
                .replaceAll("[\u6642\u65f6\uc2dc] ?", ":")
                .replaceAll("[\u5206\ubd84] ?(?=\\d)", ":")
                .replaceAll("[\u5206\ubd84\u79d2\ucd08]", "")
                .strip();
        Matcher half = HALF_OF_DAY.matcher(marked);
        return half.find()
                ? half.replaceFirst("").replace("  ", " ") + (half.group(1) == null ? " PM" : " AM")
                : marked;
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
        boolean points = date.group(2).startsWith(".");
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
        String minutes = date.group("minute");
        String seconds = date.group("seconds");
        String half = date.group("half");
        // Only 3 PM is a time, 3 is not.
        if (minutes == null && half == null) {
            return null;
        }
        int minute = minutes == null ? 0 : Integer.parseInt(minutes);
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
            return written.length() > 3 ? offset(written.substring(3)) : "Z";
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
