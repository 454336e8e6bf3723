package dev.sequences.testkit.calendar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A calendar of a seller and when it opens.
 *
 * @param entered as sent to the sellers API
 * @param published as in the event
 * @param opens next open moment by moment
 */
public record SellerCalendarCase(String name, JsonNode entered, JsonNode published, Map<Instant, Instant> opens) {

    /** Returns the cases of the shared table. */
    public static List<SellerCalendarCase> all() {
        try (InputStream table = SellerCalendarCase.class.getResourceAsStream("/calendar/seller-calendars.json")) {
            List<SellerCalendarCase> cases = new ArrayList<>();
            for (JsonNode one : JsonMapper.builder().build().readTree(table)) {
                ZoneId zone = ZoneId.of(one.at("/entered/timeZone").asText());
                Map<Instant, Instant> opens = new TreeMap<>();
                one.path("opens")
                        .properties()
                        .forEach(entry -> opens.put(
                                at(zone, entry.getKey()),
                                at(zone, entry.getValue().asText())));
                cases.add(new SellerCalendarCase(
                        one.path("name").asText(), one.path("entered"), one.path("published"), opens));
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Instant at(ZoneId zone, String local) {
        return LocalDateTime.parse(local).atZone(zone).toInstant();
    }

    @Override
    public String toString() {
        return name;
    }
}
