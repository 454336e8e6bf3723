package dev.sequences.acceptance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sequences.contracts.Topics;
import java.util.Locale;

/** Holidays and working hours of sellers, by the latest messages on the topics. */
final class CalendarFold {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private CalendarFold() {}

    /** Includes deleted calendars: running versions may refer to them. */
    static Rows holidays(Evidence evidence) {
        Rows rows = new Rows();
        TopicChecks.withoutRepeats(evidence, Topics.DEFINITIONS).values().forEach(events -> {
            for (TopicRecord event : events) {
                if (event.is("sequences.holiday-calendar.holiday-calendar-saved.v1")) {
                    ArrayNode days = JSON.arrayNode();
                    event.field("holidays").forEach(one -> {
                        ObjectNode day = days.addObject();
                        day.set("day", one.path("day"));
                        day.put("yearly", one.path("yearly").asBoolean());
                    });
                    rows.row(event.text("calendarId")).put("days|/days", days.toString());
                }
            }
        });
        return rows;
    }

    /** Without deleted calendars. */
    static Rows existingHolidays(Evidence evidence) {
        Rows rows = holidays(evidence);
        evidence.recordsOf(Topics.DEFINITIONS).stream()
                .filter(event -> event.is("sequences.holiday-calendar.holiday-calendar-deleted.v1"))
                .forEach(event -> rows.remove(event.text("calendarId")));
        return rows;
    }

    /** Only sellers with an event; the others have the default hours of the organization. */
    static Rows sellers(Evidence evidence) {
        Rows rows = new Rows();
        TopicChecks.withoutRepeats(evidence, Topics.SELLERS).values().forEach(events -> {
            for (TopicRecord event : events) {
                if (!event.is("sequences.seller.seller-changed.v1")) {
                    continue;
                }
                String id = event.text("sellerId");
                JsonNode calendar = event.field("calendar");
                if (calendar.isObject()) {
                    rows.row(id)
                            .put("calendar|/timeZone", calendar.path("timeZone").asText());
                    rows.row(id).put("calendar|/work", work(calendar).toString());
                    rows.row(id)
                            .put("calendar|/timeOff", calendar.path("timeOff").toString());
                } else {
                    rows.remove(id);
                }
            }
        });
        return rows;
    }

    private static ArrayNode work(JsonNode calendar) {
        ArrayNode work = JSON.arrayNode();
        calendar.path("workingHours").forEach(hours -> {
            ObjectNode one = work.addObject();
            ArrayNode days = one.putArray("days");
            hours.path("days").forEach(day -> days.add(day.asText().toUpperCase(Locale.ROOT)));
            // Times of day are stored with seconds.
            one.put("from", hours.path("from").asText() + ":00");
            one.put("to", hours.path("to").asText() + ":00");
        });
        return work;
    }
}
