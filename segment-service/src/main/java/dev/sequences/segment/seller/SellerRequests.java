package dev.sequences.segment.seller;

import dev.sequences.segment.seller.model.Seller;
import dev.sequences.segment.seller.model.Seller.Calendar;
import dev.sequences.segment.seller.model.Seller.Hours;
import dev.sequences.segment.seller.model.Seller.TimeOff;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Request and response bodies of the sellers API. */
final class SellerRequests {

    /** Documented default, with {@link #DEFAULT_HOURS}. */
    private static final String DEFAULT_ZONE = "UTC";

    private static final List<Hours> DEFAULT_HOURS =
            List.of(new Hours(List.of("monday", "tuesday", "wednesday", "thursday", "friday"), "08:00", "17:00"));

    private SellerRequests() {}

    record HoursRequest(
            @Nullable List<@Nullable String> days,
            @Nullable String from,
            @Nullable String to) {}

    record TimeOffRequest(@Nullable String from, @Nullable String to) {}

    /** Missing parts have defaults: UTC, Monday to Friday, 08:00 to 17:00, no time off. */
    record CalendarRequest(
            @Nullable String timeZone,
            @Nullable List<@Nullable HoursRequest> workingHours,
            @Nullable List<@Nullable TimeOffRequest> timeOff) {}

    /** @param calendar null or missing: the defaults of the organization apply */
    record SellerRequest(@Nullable CalendarRequest calendar) {

        @Nullable
        Calendar toCalendar() {
            CalendarRequest request = calendar;
            return request == null
                    ? null
                    : new Calendar(
                            Objects.requireNonNullElse(request.timeZone(), DEFAULT_ZONE),
                            request.workingHours() == null
                                    ? DEFAULT_HOURS
                                    : request.workingHours().stream()
                                            .map(SellerRequests::hours)
                                            .toList(),
                            request.timeOff() == null
                                    ? List.of()
                                    : request.timeOff().stream()
                                            .map(SellerRequests::timeOff)
                                            .toList());
        }
    }

    private static Hours hours(@Nullable HoursRequest request) {
        if (request == null) {
            return new Hours(List.of(), "", "");
        }
        List<@Nullable String> days = request.days() == null ? List.of() : request.days();
        return new Hours(
                days.stream().map(day -> Objects.requireNonNullElse(day, "")).toList(),
                Objects.requireNonNullElse(request.from(), ""),
                Objects.requireNonNullElse(request.to(), ""));
    }

    private static TimeOff timeOff(@Nullable TimeOffRequest request) {
        return request == null
                ? new TimeOff("", "")
                : new TimeOff(
                        Objects.requireNonNullElse(request.from(), ""), Objects.requireNonNullElse(request.to(), ""));
    }

    /** A seller in a response. */
    public record SellerBody(String id, @Nullable Calendar calendar) {

        static SellerBody of(String id, Seller seller) {
            return new SellerBody(id, seller.calendar());
        }
    }
}
