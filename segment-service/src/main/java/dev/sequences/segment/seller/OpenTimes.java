package dev.sequences.segment.seller;

import dev.sequences.language.calendar.Holidays;
import dev.sequences.language.calendar.OpeningHours;
import dev.sequences.segment.reference.HolidayCalendars;
import dev.sequences.segment.seller.model.Calendars;
import dev.sequences.segment.seller.model.Seller.Calendar;
import java.sql.Connection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When sellers are available. Reads each holiday calendar once; use one instance per transaction. */
public final class OpenTimes {

    private final HolidayCalendars calendars;
    private final Connection connection;
    private final Map<String, Optional<Holidays>> known = new HashMap<>();

    public OpenTimes(HolidayCalendars calendars, Connection connection) {
        this.calendars = calendars;
        this.connection = connection;
    }

    /** Returns the times of a seller; always open without a calendar (domain rule 7.10). An unknown holiday calendar has no days. */
    public OpeningHours of(@Nullable Calendar calendar) {
        if (calendar == null) {
            return OpeningHours.ALWAYS;
        }
        String id = calendar.holidayCalendarId();
        Holidays holidays = id == null
                ? Holidays.NONE
                : known.computeIfAbsent(id, one -> calendars.find(connection, one))
                        .orElse(Holidays.NONE);
        return Calendars.of(calendar).openingHours(holidays);
    }
}
