package dev.sequences.language.value;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A number as written in a file, possibly with a currency.
 *
 * @param currency sign or code; null if there is none
 * @param hasBothSeparators whether its style is certain: a group and a decimal separator, or the same group separator twice
 * @param isUnusual whether it has a sign that other texts have, too: parentheses without a currency as footnotes, a plus, a minus at its end
 */
record Amount(BigDecimal value, @Nullable String currency, boolean hasBothSeparators, boolean isUnusual) {

    private static final int MAX_LENGTH = 60;
    private static final int MAX_GROUPED_DIGITS = 3;
    /** Including blanks and a minus. */
    private static final int MAX_CURRENCY_LENGTH = 7;

    /**
     * Reads a number exactly. Null for everything that is not a canonical number of this style, e.g. with a leading zero, a missing digit after
     * the decimal separator, groups of other sizes, an exponent or a percent sign. A plus needs a decimal separator: {@code +49} is a dial code.
     */
    static @Nullable Amount read(String cell, NumberStyle style) {
        String text = cell.length() > MAX_LENGTH ? cell : Digits.ascii(cell);
        int from = 0;
        int to = text.length();
        if (to == 0 || to > MAX_LENGTH) {
            return null;
        }
        boolean parentheses = text.charAt(0) == '(' && text.charAt(to - 1) == ')';
        if (parentheses) {
            from++;
            to--;
        }
        boolean negative = from < to && isMinus(text.charAt(from));
        boolean plus = from < to && text.charAt(from) == '+' && text.indexOf(style.decimal()) > 0;
        if (negative || plus) {
            from++;
        }
        boolean minusLast = !negative && !plus && !parentheses && from < to && isMinus(text.charAt(to - 1));
        if (minusLast) {
            to--;
        }
        int first = firstDigit(text, from, to);
        int last = lastDigit(text, from, to);
        if (first > from && text.charAt(first - 1) == style.decimal()) {
            first--;
        }
        if (first < 0 || first - from > MAX_CURRENCY_LENGTH || (negative && parentheses)) {
            return null;
        }
        String currency = null;
        if (first > from) {
            String before = Blanks.trim(text.substring(from, first));
            if (!negative
                    && !parentheses
                    && !minusLast
                    && !plus
                    && before.length() > 1
                    && isMinus(before.charAt(before.length() - 1))) {
                negative = true;
                before = Blanks.trim(before.substring(0, before.length() - 1));
            }
            currency = Currencies.of(before);
            if (currency == null) {
                return null;
            }
        }
        if (last + 1 < to) {
            if (currency != null) {
                return null;
            }
            currency = Currencies.of(Blanks.trim(text.substring(last + 1, to)));
            if (currency == null) {
                return null;
            }
        }
        boolean unusual = plus || minusLast || (parentheses && currency == null);
        return digits(text, first, last + 1, negative || parentheses || minusLast, currency, unusual, style);
    }

    private static @Nullable Amount digits(
            String text,
            int from,
            int to,
            boolean negative,
            @Nullable String currency,
            boolean unusual,
            NumberStyle style) {
        StringBuilder plain = new StringBuilder(to - from + 1);
        if (negative) {
            plain.append('-');
        }
        int groups = 0;
        int size = 0;
        int firstSize = 0;
        boolean indian = false;
        char separator = 0;
        int at = from;
        for (; at < to; at++) {
            char c = text.charAt(at);
            if (isDigit(c)) {
                plain.append(c);
                size++;
            } else if (c == style.decimal()) {
                break;
            } else if (style.groups().indexOf(c) >= 0 && (separator == 0 || separator == c)) {
                if (groups == 0) {
                    firstSize = size;
                } else if (size == 2 && style.indian()) {
                    indian = true;
                } else if (size != MAX_GROUPED_DIGITS) {
                    return null;
                }
                separator = c;
                groups++;
                size = 0;
            } else {
                return null;
            }
        }
        boolean sizesFit = groups == 0
                ? size > 0 || text.charAt(from) == style.decimal()
                : size == MAX_GROUPED_DIGITS && firstSize > 0 && firstSize <= (indian ? 2 : MAX_GROUPED_DIGITS);
        boolean leadingZero = text.charAt(from) == '0' && (groups > 0 || (at - from) > 1);
        if (!sizesFit || leadingZero) {
            return null;
        }
        boolean fraction = at < to;
        if (fraction) {
            plain.append('.');
            for (at++; at < to; at++) {
                if (!isDigit(text.charAt(at))) {
                    return null;
                }
                plain.append(text.charAt(at));
            }
            if (plain.charAt(plain.length() - 1) == '.') {
                return null;
            }
        }
        return new Amount(new BigDecimal(plain.toString()), currency, (groups > 0 && fraction) || groups > 1, unusual);
    }

    private static int firstDigit(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (isDigit(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    private static int lastDigit(String text, int from, int to) {
        for (int i = to - 1; i >= from; i--) {
            if (isDigit(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isMinus(char c) {
        return c == '-' || c == '\u2212';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
