package dev.sequences.acceptance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Sellers and teams, computed from the segment service's log. Each event contains the whole state. */
final class StaffFold {

    private StaffFold() {}

    static Rows sellers(Evidence evidence) {
        Rows rows = new Rows();
        for (LogEvent event : Fold.streams(evidence, "segment", "seller")) {
            Map<String, String> row = changed(rows, event);
            switch (event.storedName()) {
                case "seller.seller-set" -> {
                    row.put("name", event.text("/profile/name"));
                    row.put("business_unit", event.text("/profile/businessUnit"));
                    row.put("teams", event.payload().at("/profile/teams").toString());
                    row.put(
                            "attributes",
                            event.payload().at("/profile/attributes").toString());
                    row.put("capacity", event.text("/profile/capacity"));
                    row.put("assignable", event.text("/profile/assignable"));
                    JsonNode calendar = event.payload().path("calendar");
                    row.put("calendar", calendar.isObject() ? calendar.toString() : "");
                }
                case "seller.calendar-set" ->
                    row.put("calendar", event.payload().path("calendar").toString());
                default -> rows.unexplained(event);
            }
        }
        return rows;
    }

    static Rows teams(Evidence evidence) {
        Rows rows = new Rows();
        for (LogEvent event : Fold.streams(evidence, "segment", "team")) {
            Map<String, String> row = changed(rows, event);
            if (event.storedName().equals("team.team-set")) {
                row.put("name", event.text("/profile/name"));
                row.put("members", event.payload().at("/profile/members").toString());
                row.put("attributes", event.payload().at("/profile/attributes").toString());
            } else {
                rows.unexplained(event);
            }
        }
        return rows;
    }

    private static Map<String, String> changed(Rows rows, LogEvent event) {
        Map<String, String> row = rows.row(SegmentFold.idOf(event));
        row.put("version", Long.toString(event.sequence() + 1));
        row.put("changed_at", event.at().toString());
        return row;
    }
}
