package dev.sequences.contracts.seller;

import java.util.List;

/**
 * When a seller works, in the seller's own zone.
 *
 * @param timeZone e.g. {@code Europe/Vienna}
 * @param workingHours several per day if there are breaks
 * @param timeOff whole days off
 */
public record SellerCalendarV1(String timeZone, List<WorkingHoursV1> workingHours, List<TimeOffV1> timeOff) {}
