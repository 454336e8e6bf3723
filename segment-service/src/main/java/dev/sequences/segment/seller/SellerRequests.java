package dev.sequences.segment.seller;

import dev.sequences.segment.seller.model.Seller;
import dev.sequences.segment.seller.model.Seller.Calendar;
import dev.sequences.segment.seller.model.Seller.Hours;
import dev.sequences.segment.seller.model.Seller.TimeOff;
import dev.sequences.segment.seller.model.SellerProfile;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
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

    /** Whole days, e.g. 2026-07-27, or a part of a day, e.g. from 2026-07-27T13:00 to 2026-07-27T17:00. */
    record TimeOffRequest(
            @Nullable String from,
            @Nullable String to,
            @Nullable String description) {}

    /** Missing parts have defaults: UTC, Monday to Friday, 08:00 to 17:00, no breaks, no time off, no end. */
    record CalendarRequest(
            @Nullable String timeZone,
            @Nullable List<@Nullable HoursRequest> workingHours,
            @Nullable List<@Nullable HoursRequest> breaks,
            @Nullable List<@Nullable TimeOffRequest> timeOff,
            @Nullable String until,
            @Nullable String holidayCalendarId) {}

    /**
     * Without a profile field, only the calendar is set; with one, the whole profile is replaced. A seller becomes assignable when a manager
     * first sets the seller.
     *
     * @param assignable default true
     * @param capacity null or missing: no limit
     * @param calendar null or missing: the seller has none
     */
    record SellerRequest(
            @Nullable String name,
            @Nullable String businessUnit,
            @Nullable List<@Nullable String> teams,
            @Nullable Map<String, @Nullable List<@Nullable String>> attributes,
            @Nullable Integer capacity,
            @Nullable Boolean assignable,
            @Nullable CalendarRequest calendar) {

        /** Returns null if the request has no profile field. */
        @Nullable
        SellerProfile toProfile() {
            if (name == null
                    && businessUnit == null
                    && teams == null
                    && attributes == null
                    && capacity == null
                    && assignable == null) {
                return null;
            }
            return new SellerProfile(
                    name,
                    businessUnit,
                    texts(teams),
                    namedValues(attributes),
                    capacity,
                    assignable == null || assignable);
        }

        @Nullable
        Calendar toCalendar() {
            CalendarRequest request = calendar;
            return request == null
                    ? null
                    : new Calendar(
                            Objects.requireNonNullElse(request.timeZone(), DEFAULT_ZONE),
                            request.workingHours() == null ? DEFAULT_HOURS : hours(request.workingHours()),
                            request.timeOff() == null
                                    ? List.of()
                                    : request.timeOff().stream()
                                            .map(SellerRequests::timeOff)
                                            .toList(),
                            request.breaks() == null ? null : hours(request.breaks()),
                            request.until(),
                            request.holidayCalendarId());
        }
    }

    /**
     * A change of several sellers. A missing field is kept.
     *
     * @param ids up to 500
     * @param attributes replaces the values of these attributes; an empty list removes the attribute
     */
    record BulkRequest(
            @Nullable List<@Nullable String> ids,
            @Nullable String businessUnit,
            @Nullable List<@Nullable String> addTeams,
            @Nullable List<@Nullable String> removeTeams,
            @Nullable Map<String, @Nullable List<@Nullable String>> attributes,
            @Nullable Integer capacity,
            @Nullable Boolean assignable) {

        SellerProfile.Patch toPatch() {
            return new SellerProfile.Patch(
                    businessUnit, texts(addTeams), texts(removeTeams), namedValues(attributes), capacity, assignable);
        }
    }

    /** The result for one seller of a bulk change. */
    record BulkResult(
            String item,
            int status,
            @Nullable String code,
            @Nullable String message) {}

    record BulkResults(List<BulkResult> results) {}

    private static List<Hours> hours(List<@Nullable HoursRequest> requests) {
        return requests.stream().map(SellerRequests::hours).toList();
    }

    private static Hours hours(@Nullable HoursRequest request) {
        if (request == null) {
            return new Hours(List.of(), "", "");
        }
        return new Hours(
                texts(request.days()),
                Objects.requireNonNullElse(request.from(), ""),
                Objects.requireNonNullElse(request.to(), ""));
    }

    private static TimeOff timeOff(@Nullable TimeOffRequest request) {
        return request == null
                ? new TimeOff("", "")
                : new TimeOff(
                        Objects.requireNonNullElse(request.from(), ""),
                        Objects.requireNonNullElse(request.to(), ""),
                        request.description());
    }

    private static List<String> texts(@Nullable List<@Nullable String> texts) {
        return texts == null
                ? List.of()
                : texts.stream()
                        .map(text -> Objects.requireNonNullElse(text, ""))
                        .distinct()
                        .toList();
    }

    private static Map<String, List<String>> namedValues(
            @Nullable Map<String, @Nullable List<@Nullable String>> attributes) {
        Map<String, List<String>> result = new TreeMap<>();
        if (attributes != null) {
            attributes.forEach((attribute, values) -> result.put(attribute, texts(values)));
        }
        return result;
    }

    /** A calendar in a response. */
    public record CalendarBody(
            String timeZone,
            List<Hours> workingHours,
            List<Hours> breaks,
            List<TimeOff> timeOff,
            @Nullable String until,
            @Nullable String holidayCalendarId) {

        static @Nullable CalendarBody of(@Nullable Calendar calendar) {
            return calendar == null
                    ? null
                    : new CalendarBody(
                            calendar.timeZone(),
                            calendar.workingHours(),
                            calendar.breaksOrNone(),
                            calendar.timeOff(),
                            calendar.until(),
                            calendar.holidayCalendarId());
        }
    }

    /** A seller in a response. */
    public record SellerBody(
            String id,
            @Nullable String name,
            @Nullable String businessUnit,
            List<String> teams,
            Map<String, List<String>> attributes,
            @Nullable Integer capacity,
            boolean assignable,
            @Nullable CalendarBody calendar) {

        static SellerBody of(String id, Seller seller) {
            SellerProfile profile = seller.profile();
            return new SellerBody(
                    id,
                    profile.name(),
                    profile.businessUnit(),
                    profile.teams(),
                    profile.attributes(),
                    profile.capacity(),
                    profile.assignable(),
                    CalendarBody.of(seller.calendar()));
        }
    }
}
