package dev.sequences.language.condition;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a JSON value of a field or of a condition is read: as text, number, boolean or point in time. Files deliver everything as
 * text, so a text that reads as a number or date is one where a comparison asks for it.
 */
public final class FieldValue {

    /** Longest text that is read as a number. */
    private static final int MAX_NUMBER_LENGTH = 400;

    /** Largest exponent that is written out in digits. */
    private static final int MAX_PLAIN_SCALE = 400;

    private FieldValue() {}

    /** Whether there is no data: no value, blank text, or an empty list or object. */
    public static boolean isMissing(@Nullable Object raw) {
        return switch (raw) {
            case null -> true;
            case String text -> text.isBlank();
            case Collection<?> list -> list.isEmpty();
            case Map<?, ?> object -> object.isEmpty();
            default -> false;
        };
    }

    /** Whether it is text, a number or a boolean. */
    public static boolean isScalar(@Nullable Object raw) {
        return raw instanceof String || raw instanceof Number || raw instanceof Boolean;
    }

    /** The text of a scalar; numbers in plain decimal notation without trailing zeros. */
    public static String text(Object raw) {
        if (raw instanceof Number) {
            BigDecimal number = number(raw);
            if (number == null) {
                return raw.toString();
            }
            BigDecimal stripped = number.stripTrailingZeros();
            return Math.abs(stripped.scale()) > MAX_PLAIN_SCALE ? stripped.toString() : stripped.toPlainString();
        }
        return raw.toString();
    }

    /** Whether two texts are equal without regard to case, after Unicode normalization. */
    public static boolean isSameText(String one, String other) {
        return FoldedText.equals(one, FoldedText.fold(other));
    }

    /** The exact decimal: a JSON number, or text in JSON's number grammar with blanks around it; null for everything else. */
    public static @Nullable BigDecimal number(@Nullable Object raw) {
        return switch (raw) {
            case null -> null;
            case BigDecimal number -> number;
            case Integer number -> BigDecimal.valueOf(number);
            case Long number -> BigDecimal.valueOf(number);
            case BigInteger number -> new BigDecimal(number);
            case Number number -> parsed(number.toString());
            case String text -> parsed(text.strip());
            default -> null;
        };
    }

    /** {@code true} or {@code false}, as a JSON boolean or as text in any case with blanks around it; null for everything else. */
    public static @Nullable Boolean bool(@Nullable Object raw) {
        if (raw instanceof Boolean value) {
            return value;
        }
        if (raw instanceof String text) {
            String word = text.strip();
            return word.equalsIgnoreCase("true") ? Boolean.TRUE : word.equalsIgnoreCase("false") ? Boolean.FALSE : null;
        }
        return null;
    }

    /** The date or date-time; null for everything that is not text and for text that is neither. */
    public static @Nullable PointInTime pointInTime(@Nullable Object raw) {
        return raw instanceof String text ? PointInTime.read(text) : null;
    }

    private static @Nullable BigDecimal parsed(String text) {
        if (!isJsonNumber(text)) {
            return null;
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            // The exponent exceeds what a decimal can have.
            return null;
        }
    }

    /** RFC 8259: an optional minus, digits without a leading zero, an optional fraction and an optional exponent. */
    private static boolean isJsonNumber(String text) {
        int length = text.length();
        if (length == 0 || length > MAX_NUMBER_LENGTH) {
            return false;
        }
        int at = text.charAt(0) == '-' ? 1 : 0;
        int afterDigits = skipDigits(text, at);
        if (afterDigits == at || (text.charAt(at) == '0' && afterDigits > at + 1)) {
            return false;
        }
        at = afterDigits;
        if (at < length && text.charAt(at) == '.') {
            int afterFraction = skipDigits(text, at + 1);
            if (afterFraction == at + 1) {
                return false;
            }
            at = afterFraction;
        }
        if (at < length && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            if (at < length && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
                at++;
            }
            int afterExponent = skipDigits(text, at);
            if (afterExponent == at) {
                return false;
            }
            at = afterExponent;
        }
        return at == length;
    }

    private static int skipDigits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }
}
