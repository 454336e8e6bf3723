package dev.sequences.segment.seller.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * State of a seller. Sellers are not registered: every id has this state, initially {@link #UNKNOWN}.
 *
 * @param profile {@link SellerProfile#NONE} until a manager sets one
 * @param calendar null if the seller has none: due times follow the organization's hours, and assignment counts the seller as always
 *     available (domain rule 7.10)
 */
public record Seller(SellerProfile profile, @Nullable Calendar calendar) {

    public static final Seller UNKNOWN = new Seller(SellerProfile.NONE, null);

    /**
     * Working hours and time off in the seller's time zone.
     *
     * @param breaks cut out of the working hours; null for none
     * @param until last day on which the working hours apply, e.g. {@code 2027-12-31}; null for no end
     * @param holidayCalendarId holiday calendar of the designer, e.g. {@code austria}; null for none
     */
    public record Calendar(
            String timeZone,
            List<Hours> workingHours,
            List<TimeOff> timeOff,
            @Nullable List<Hours> breaks,
            @Nullable String until,
            @Nullable String holidayCalendarId) {

        public Calendar {
            workingHours = List.copyOf(workingHours);
            timeOff = List.copyOf(timeOff);
            breaks = breaks == null || breaks.isEmpty() ? null : List.copyOf(breaks);
        }

        /** The breaks; empty if there are none. */
        public List<Hours> breaksOrNone() {
            return breaks == null ? List.of() : breaks;
        }
    }

    /** Hours that apply to several days of the week; day names are in lower case. */
    public record Hours(List<String> days, String from, String to) {

        public Hours {
            days = List.copyOf(days);
        }
    }

    /**
     * Either whole days from the first to the last, both inclusive, e.g. {@code 2026-07-27}, or a part of a day from one local date-time
     * to another, e.g. {@code 2026-07-27T13:00}.
     *
     * @param description for colleagues, never published; null for none
     */
    public record TimeOff(String from, String to, @Nullable String description) {

        /** Without a description. */
        public TimeOff(String from, String to) {
            this(from, to, null);
        }

        /** Whether it consists of whole days. */
        public boolean spansWholeDays() {
            return from.length() == "2026-07-27".length();
        }
    }
}
