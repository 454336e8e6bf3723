package dev.sequences.contracts.seller;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a seller works, in the seller's own zone.
 *
 * @param timeZone e.g. {@code Europe/Vienna}
 * @param workingHours without the breaks: several per day if there are breaks
 * @param timeOff whole days off
 * @param breaks as entered; already cut out of the working hours
 * @param absences part-day time off
 * @param until last local day on which the working hours apply; missing means no end
 * @param holidayCalendarId holiday calendar of the seller; missing means none
 */
public record SellerCalendarV1(
        String timeZone,
        List<WorkingHoursV1> workingHours,
        List<TimeOffV1> timeOff,
        @Nullable List<WorkingHoursV1> breaks,
        @Nullable List<AbsenceV1> absences,
        @Nullable String until,
        @Nullable String holidayCalendarId) {}
