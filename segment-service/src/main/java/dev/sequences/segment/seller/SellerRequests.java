package dev.sequences.segment.seller;

import dev.sequences.segment.seller.model.Seller;
import dev.sequences.segment.seller.model.Seller.Calendar;
import dev.sequences.segment.seller.model.Seller.Hours;
import dev.sequences.segment.seller.model.Seller.TimeOff;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What callers send, and what they get. */
final class SellerRequests {

    /** The documented default: nine hours from Monday to Friday, in UTC. */
    private static final String DEFAULT_ZONE = "UTC";

    private static final List<Hours> DEFAULT_HOURS =
            List.of(new Hours(List.of("monday", "tuesday", "wednesday", "thursday", "friday"), "08:00", "17:00"));

    private SellerRequests() {}

    record HoursRequest(
            @Nullable List<@Nullable String> days,
            @Nullable String from,
            @Nullable String to) {}

    record TimeOffRequest(@Nullable String from, @Nullable String to) {}

    /** What is left out is the documented default: UTC, Monday to Friday, 08:00 to 17:00, no time off. */
    record CalendarRequest(
            @Nullable String timeZone,
            @Nullable List<@Nullable HoursRequest> workingHours,
            @Nullable List<@Nullable TimeOffRequest> timeOff) {}

    /** A calendar of null, or none: works as the organisation does. */
    record SellerRequest(@Nullable CalendarRequest calendar) {

        @Nullable
        Calendar read() {
            CalendarRequest given = calendar;
            return given == null
                    ? null
                    : new Calendar(
                            Objects.requireNonNullElse(given.timeZone(), DEFAULT_ZONE),
                            given.workingHours() == null
                                    ? DEFAULT_HOURS
                                    : given.workingHours().stream()
                                            .map(SellerRequests::hours)
                                            .toList(),
                            given.timeOff() == null
                                    ? List.of()
                                    : given.timeOff().stream()
                                            .map(SellerRequests::timeOff)
                                            .toList());
        }
    }

    private static Hours hours(@Nullable HoursRequest given) {
        if (given == null) {
            return new Hours(List.of(), "", "");
        }
        List<@Nullable String> days = given.days() == null ? List.of() : given.days();
        return new Hours(
                days.stream().map(day -> Objects.requireNonNullElse(day, "")).toList(),
                Objects.requireNonNullElse(given.from(), ""),
                Objects.requireNonNullElse(given.to(), ""));
    }

    private static TimeOff timeOff(@Nullable TimeOffRequest given) {
        return given == null
                ? new TimeOff("", "")
                : new TimeOff(Objects.requireNonNullElse(given.from(), ""), Objects.requireNonNullElse(given.to(), ""));
    }

    /** A seller as callers see one. */
    public record SellerBody(String id, @Nullable Calendar calendar) {

        static SellerBody of(String id, Seller seller) {
            return new SellerBody(id, seller.calendar());
        }
    }
}
