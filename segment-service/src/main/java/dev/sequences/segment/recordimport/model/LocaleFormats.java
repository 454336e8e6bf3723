package dev.sequences.segment.recordimport.model;

import java.text.DecimalFormatSymbols;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Converts localized numbers and dates to the forms that conditions compare, e.g. for German {@code 1.234,5} to {@code 1234.5} and
 * {@code 31.12.2026} to {@code 2026-12-31}. Other text is returned unchanged.
 */
public final class LocaleFormats {

    private static final Pattern DATE =
            Pattern.compile("(\\d{1,4})([./-])(\\d{1,2})\\2(\\d{1,4})(?:[ T](\\d{2}:\\d{2}(?::\\d{2})?))?");

    private final Pattern number;
    private final char decimal;
    private final boolean dayFirst;

    public LocaleFormats(Locale locale) {
        DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(locale);
        decimal = symbols.getDecimalSeparator();
        String point = Pattern.quote(String.valueOf(decimal));
        String group = Character.isSpaceChar(symbols.getGroupingSeparator())
                ? "[ \\u00a0\\u202f]"
                : Pattern.quote(String.valueOf(symbols.getGroupingSeparator()));
        number = Pattern.compile("[+-]?(\\d{1,3}(" + group + "\\d{3})+(" + point + "\\d+)?|\\d+" + point + "\\d+)");
        String pattern = DateTimeFormatterBuilder.getLocalizedDateTimePattern(
                FormatStyle.SHORT, null, IsoChronology.INSTANCE, locale);
        dayFirst = pattern.indexOf('d') < pattern.indexOf('M');
    }

    String normalized(String cell) {
        String text = cell.strip();
        if (number.matcher(text).matches()) {
            StringBuilder plain = new StringBuilder();
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == decimal) {
                    plain.append('.');
                } else if (Character.isDigit(c) || c == '-') {
                    plain.append(c);
                }
            }
            return plain.toString();
        }
        Matcher date = DATE.matcher(text);
        return date.matches() ? date(date, cell) : cell;
    }

    private String date(Matcher date, String otherwise) {
        String first = date.group(1);
        String last = date.group(4);
        int second = Integer.parseInt(date.group(3));
        try {
            LocalDate day;
            if (first.length() == 4 && last.length() <= 2) {
                day = LocalDate.of(Integer.parseInt(first), second, Integer.parseInt(last));
            } else if (last.length() == 4 && first.length() <= 2) {
                int one = Integer.parseInt(first);
                day = LocalDate.of(Integer.parseInt(last), dayFirst ? second : one, dayFirst ? one : second);
            } else {
                return otherwise;
            }
            String time = date.group(5);
            return time == null ? day.toString() : day + "T" + time;
        } catch (DateTimeException e) {
            return otherwise;
        }
    }
}
