package dev.sequences.segment.publication;

import dev.sequences.contracts.seller.AbsenceV1;
import dev.sequences.contracts.seller.SellerCalendarV1;
import dev.sequences.contracts.seller.SellerChangedV1;
import dev.sequences.contracts.seller.TeamChangedV1;
import dev.sequences.contracts.seller.TimeOffV1;
import dev.sequences.contracts.seller.WorkingHoursV1;
import dev.sequences.language.calendar.Hours;
import dev.sequences.segment.seller.model.Calendars;
import dev.sequences.segment.seller.model.Seller;
import dev.sequences.segment.seller.model.Seller.Calendar;
import dev.sequences.segment.seller.model.Seller.TimeOff;
import dev.sequences.segment.seller.model.SellerProfile;
import dev.sequences.segment.team.model.Team;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps sellers and teams to their contract events. */
final class SellerContracts {

    private SellerContracts() {}

    /** A seller without a profile, from an event of an earlier release. */
    static SellerChangedV1 calendarOnly(String id, @Nullable Calendar calendar) {
        return new SellerChangedV1(id, calendar(calendar), null, null, null, null, null, null);
    }

    static SellerChangedV1 seller(String id, Seller seller) {
        SellerProfile profile = seller.profile();
        return new SellerChangedV1(
                id,
                calendar(seller.calendar()),
                profile.name(),
                profile.businessUnit(),
                profile.teams(),
                profile.attributes(),
                profile.capacity(),
                profile.assignable());
    }

    static TeamChangedV1 team(String id, Team.Profile team) {
        return new TeamChangedV1(id, team.name(), team.members(), team.attributes());
    }

    private static @Nullable SellerCalendarV1 calendar(@Nullable Calendar calendar) {
        if (calendar == null) {
            return null;
        }
        List<Seller.Hours> breaks = calendar.breaksOrNone();
        List<AbsenceV1> absences = calendar.timeOff().stream()
                .filter(one -> !one.spansWholeDays())
                .map(one -> new AbsenceV1(one.from(), one.to()))
                .toList();
        return new SellerCalendarV1(
                calendar.timeZone(),
                breaks.isEmpty() ? entered(calendar.workingHours()) : withoutBreaks(calendar),
                calendar.timeOff().stream()
                        .filter(TimeOff::spansWholeDays)
                        .map(one -> new TimeOffV1(one.from(), one.to()))
                        .toList(),
                breaks.isEmpty() ? null : entered(breaks),
                absences.isEmpty() ? null : absences,
                calendar.until(),
                calendar.holidayCalendarId());
    }

    private static List<WorkingHoursV1> entered(List<Seller.Hours> hours) {
        return hours.stream()
                .map(one -> new WorkingHoursV1(one.days(), one.from(), one.to()))
                .toList();
    }

    /** Days with the same hours share an entry. */
    private static List<WorkingHoursV1> withoutBreaks(Calendar calendar) {
        Map<Hours, List<String>> days = new LinkedHashMap<>();
        Map<DayOfWeek, List<Hours>> week = Calendars.of(calendar).week();
        for (DayOfWeek day : DayOfWeek.values()) {
            for (Hours hours : week.getOrDefault(day, List.of())) {
                days.computeIfAbsent(hours, one -> new ArrayList<>())
                        .add(day.name().toLowerCase(Locale.ROOT));
            }
        }
        return days.entrySet().stream()
                .map(one -> new WorkingHoursV1(
                        one.getValue(),
                        one.getKey().from().toString(),
                        one.getKey().to().toString()))
                .toList();
    }
}
