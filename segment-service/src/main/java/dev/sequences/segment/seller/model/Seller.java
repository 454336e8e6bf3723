package dev.sequences.segment.seller.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A seller as of now. Nobody has to be registered: of a seller of whom nothing was said, nothing is known.
 *
 * @param calendar null where the seller works as the organisation does
 */
public record Seller(@Nullable Calendar calendar) {

    public static final Seller UNKNOWN = new Seller(null);

    /** When a seller works, in the seller's own zone. */
    public record Calendar(String timeZone, List<Hours> workingHours, List<TimeOff> timeOff) {

        public Calendar {
            workingHours = List.copyOf(workingHours);
            timeOff = List.copyOf(timeOff);
        }
    }

    /** The same hours on some days of the week, in lower case. */
    public record Hours(List<String> days, String from, String to) {

        public Hours {
            days = List.copyOf(days);
        }
    }

    /** From the first to the last whole day. */
    public record TimeOff(String from, String to) {}
}
