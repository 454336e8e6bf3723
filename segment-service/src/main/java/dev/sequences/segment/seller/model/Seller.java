package dev.sequences.segment.seller.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * State of a seller. Sellers are not registered: every id has this state, initially {@link #UNKNOWN}.
 *
 * @param calendar null if the defaults of the organization apply
 */
public record Seller(@Nullable Calendar calendar) {

    public static final Seller UNKNOWN = new Seller(null);

    /** Working hours and time off in the seller's time zone. */
    public record Calendar(String timeZone, List<Hours> workingHours, List<TimeOff> timeOff) {

        public Calendar {
            workingHours = List.copyOf(workingHours);
            timeOff = List.copyOf(timeOff);
        }
    }

    /** Working hours that apply to several days of the week; day names are in lower case. */
    public record Hours(List<String> days, String from, String to) {

        public Hours {
            days = List.copyOf(days);
        }
    }

    /** Whole days from the first to the last, both inclusive. */
    public record TimeOff(String from, String to) {}
}
