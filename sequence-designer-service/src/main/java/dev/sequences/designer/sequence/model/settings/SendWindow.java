package dev.sequences.designer.sequence.model.settings;

import static dev.sequences.designer.sequence.model.finding.Finding.quoted;

import dev.sequences.designer.sequence.model.finding.Place;
import dev.sequences.designer.sequence.model.reading.Fields;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When automated messages may be sent.
 *
 * @param days of the week, in lower case
 * @param from local time of day, as drawn, e.g. {@code 08:00}
 * @param to local time of day, after {@code from}
 */
public record SendWindow(
        List<String> days, @Nullable String from, @Nullable String to) {

    public static final List<String> FIELDS = List.of("days", "from", "to");

    private static final List<String> WEEK =
            List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

    public static SendWindow read(Fields fields) {
        return new SendWindow(fields.choices("days", WEEK), fields.text("from"), fields.text("to"));
    }

    public void check(Place at) {
        if (days.isEmpty()) {
            at.at("days")
                    .error(
                            "window-never-open",
                            "The send window has no days; no message would ever be sent.",
                            "Set 'days', e.g. [\"monday\", \"tuesday\"], or remove the send window.");
        } else if (new HashSet<>(days).size() < days.size()) {
            at.at("days").warning("value-repeated", "A day is listed twice.", "List each one once.");
        }
        LocalTime opens = time(from, at.at("from"));
        LocalTime closes = time(to, at.at("to"));
        if (opens != null && closes != null && !opens.isBefore(closes)) {
            at.at("to")
                    .error(
                            "window-never-open",
                            "The send window closes at " + closes + ", which is not after it opens at " + opens + ".",
                            "Set 'to' to a time later than 'from' on the same day.");
        }
    }

    private static @Nullable LocalTime time(@Nullable String time, Place at) {
        try {
            if (time != null) {
                return LocalTime.parse(time);
            }
        } catch (DateTimeParseException e) {
            // Reported below.
        }
        at.error(
                "time-malformed",
                (time == null ? "A missing value" : quoted(time)) + " is not a time of day.",
                "Use hours and minutes, e.g. 08:00.");
        return null;
    }
}
