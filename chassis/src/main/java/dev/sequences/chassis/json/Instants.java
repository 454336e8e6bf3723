package dev.sequences.chassis.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/**
 * Reads and writes instants with the results of {@link Instant#parse} and {@link Instant#toString}, but faster: every event has some, and
 * the JDK's formatter takes longer than the rest of a small event. The common form, UTC with a four-digit year, is parsed and formatted
 * directly, other forms by the JDK.
 */
public final class Instants {

    private static final String FORM = "0000-00-00T00:00:00";
    private static final int MIN_LENGTH = FORM.length() + 1;
    private static final int FRACTION = FORM.length() + 1;
    private static final int MAX_FRACTION_DIGITS = 9;
    private static final long SECONDS_OF_DAY = 86_400;

    private Instants() {}

    /** @throws DateTimeParseException if the text is not an instant */
    public static Instant parse(String text) {
        try {
            if (hasCommonForm(text)) {
                return parseCommonForm(text);
            }
        } catch (DateTimeException e) {
            // The day does not exist in the month. Instant.parse reports it.
        }
        return Instant.parse(text);
    }

    private static boolean hasCommonForm(String text) {
        int length = text.length();
        if (length < MIN_LENGTH || length > FRACTION + MAX_FRACTION_DIGITS + 1 || text.charAt(length - 1) != 'Z') {
            return false;
        }
        for (int i = 0; i < FORM.length(); i++) {
            char expected = FORM.charAt(i);
            char actual = text.charAt(i);
            if (expected == '0' ? !isDigit(actual) : actual != expected) {
                return false;
            }
        }
        if (length == MIN_LENGTH) {
            return true;
        }
        if (text.charAt(FORM.length()) != '.' || length == FRACTION + 1) {
            return false;
        }
        for (int i = FRACTION; i < length - 1; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static Instant parseCommonForm(String text) {
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (hour > 23 || minute > 59 || second > 59) {
            // Instant.parse gives hour 24 and leap seconds a special meaning.
            return Instant.parse(text);
        }
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .toEpochDay();
        int nanos = 0;
        for (int i = 0; i < MAX_FRACTION_DIGITS; i++) {
            int at = FRACTION + i;
            nanos = nanos * 10 + (at < text.length() - 1 ? text.charAt(at) - '0' : 0);
        }
        return Instant.ofEpochSecond(day * SECONDS_OF_DAY + hour * 3_600L + minute * 60L + second, nanos);
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + (text.charAt(i) - '0');
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Formats like {@link Instant#toString}: without a fraction, or with three, six or nine digits. */
    public static String text(Instant instant) {
        if (instant.getEpochSecond() < -62_167_219_200L || instant.getEpochSecond() > 253_402_300_799L) {
            return instant.toString();
        }
        LocalDateTime utc = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(FRACTION + MAX_FRACTION_DIGITS + 1);
        digits(text, utc.getYear(), 1_000);
        digits(text.append('-'), utc.getMonthValue(), 10);
        digits(text.append('-'), utc.getDayOfMonth(), 10);
        digits(text.append('T'), utc.getHour(), 10);
        digits(text.append(':'), utc.getMinute(), 10);
        digits(text.append(':'), utc.getSecond(), 10);
        int nanos = instant.getNano();
        if (nanos % 1_000 != 0) {
            digits(text.append('.'), nanos, 100_000_000);
        } else if (nanos % 1_000_000 != 0) {
            digits(text.append('.'), nanos / 1_000, 100_000);
        } else if (nanos != 0) {
            digits(text.append('.'), nanos / 1_000_000, 100);
        }
        return text.append('Z').toString();
    }

    private static void digits(StringBuilder text, int number, int first) {
        for (int place = first; place > 0; place /= 10) {
            text.append((char) ('0' + number / place % 10));
        }
    }

    static SimpleModule module() {
        return new SimpleModule("instants")
                .addSerializer(Instant.class, new Writer())
                .addDeserializer(Instant.class, new Reader());
    }

    private static final class Writer extends StdSerializer<Instant> {

        private static final long serialVersionUID = 1L;

        Writer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator out, SerializerProvider context) throws IOException {
            out.writeString(text(value));
        }
    }

    private static final class Reader extends StdDeserializer<Instant> {

        private static final long serialVersionUID = 1L;

        Reader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
            if (in.hasToken(JsonToken.VALUE_STRING)) {
                String text = in.getText();
                if (hasCommonForm(text)) {
                    try {
                        return parseCommonForm(text);
                    } catch (DateTimeException e) {
                        // Jackson's deserializer reports it below.
                    }
                }
            }
            return InstantDeserializer.INSTANT.deserialize(in, context);
        }
    }
}
