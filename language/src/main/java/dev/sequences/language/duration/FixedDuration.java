package dev.sequences.language.duration;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads ISO-8601 durations of fixed length: weeks, days of 24 hours, hours, minutes and seconds, combined in this order, e.g. {@code P2W},
 * {@code P1W2DT12H} or {@code PT1H30.5S}. The last component may have a decimal fraction, with a point or a comma. Months and years have
 * no fixed length and are not read.
 */
public final class FixedDuration {

    private static final String NUMBER = "(\\d{1,15}(?:[.,]\\d{1,9})?)";
    private static final Pattern FORMAT = Pattern.compile(
            ("([+-]?)P(?=.)(?:%1$sW)?(?:%1$sD)?" + "(?:T(?=.)(?:%1$sH)?(?:%1$sM)?(?:%1$sS)?)?").formatted(NUMBER));
    private static final Pattern CALENDAR_UNITS = Pattern.compile("[+-]?P[^T]*\\d[YM].*");
    private static final long[] UNIT_SECONDS = {604_800, 86_400, 3_600, 60, 1};

    /** Longer texts are not durations; limits the effort. */
    private static final int MAX_LENGTH = 100;

    private FixedDuration() {}

    /** Returns the duration, exact to a nanosecond; empty if the text is not a duration of fixed length. */
    public static Optional<Duration> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            Matcher parts = FORMAT.matcher(text.toUpperCase(Locale.ROOT));
            // Components with signs, such as PT-4H, are not ISO-8601 but were accepted.
            return parts.matches() ? sum(parts) : Optional.of(Duration.parse(text));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** Whether the text is a duration with months or years, such as {@code P1M}. */
    public static boolean hasCalendarUnits(String text) {
        return text.length() <= MAX_LENGTH
                && CALENDAR_UNITS.matcher(text.toUpperCase(Locale.ROOT)).matches();
    }

    /**
     * The duration in the form that every reader of ISO-8601 durations of days and time accepts: unchanged if it has this form already,
     * otherwise in hours, minutes and seconds. Unreadable text is returned unchanged.
     */
    public static String inDaysAndTime(String text) {
        try {
            Duration.parse(text);
            return text;
        } catch (DateTimeException e) {
            return parse(text).map(Duration::toString).orElse(text);
        }
    }

    private static Optional<Duration> sum(Matcher parts) {
        BigDecimal seconds = BigDecimal.ZERO;
        boolean hasFraction = false;
        for (int unit = 0; unit < UNIT_SECONDS.length; unit++) {
            String amount = parts.group(unit + 2);
            if (amount == null) {
                continue;
            }
            if (hasFraction) {
                return Optional.empty();
            }
            BigDecimal number = new BigDecimal(amount.replace(',', '.'));
            hasFraction = number.scale() > 0;
            seconds = seconds.add(number.multiply(BigDecimal.valueOf(UNIT_SECONDS[unit])));
        }
        long nanos = seconds.remainder(BigDecimal.ONE)
                .movePointRight(9)
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
        Duration length =
                Duration.ofSeconds(seconds.setScale(0, RoundingMode.DOWN).longValueExact(), nanos);
        return Optional.of(parts.group(1).equals("-") ? length.negated() : length);
    }
}
