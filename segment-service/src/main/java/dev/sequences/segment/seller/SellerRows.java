package dev.sequences.segment.seller;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Row;
import dev.sequences.segment.seller.model.Seller;
import dev.sequences.segment.seller.model.Seller.Calendar;
import dev.sequences.segment.seller.model.SellerProfile;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads rows of table {@code seller}. */
public final class SellerRows {

    private static final TypeReference<Map<String, List<String>>> ATTRIBUTES = new TypeReference<>() {};

    private SellerRows() {}

    /** Reads a row with all columns of the table. */
    public static Seller of(Row row) throws SQLException {
        return seller(
                row.textOrNull("name"),
                row.textOrNull("business_unit"),
                row.text("teams"),
                row.text("attributes"),
                row.intOrNull("capacity"),
                row.bool("assignable"),
                row.textOrNull("calendar"));
    }

    /** Reads column values; those of JSON columns are text. */
    public static Seller seller(
            @Nullable String name,
            @Nullable String businessUnit,
            String teams,
            String attributes,
            @Nullable Integer capacity,
            boolean assignable,
            @Nullable String calendar) {
        return new Seller(
                new SellerProfile(
                        name,
                        businessUnit,
                        List.of(Json.read(teams, String[].class)),
                        attributes(attributes),
                        capacity,
                        assignable),
                calendar == null ? null : Json.read(calendar, Calendar.class));
    }

    /** Reads the attributes of a seller or a team. */
    public static Map<String, List<String>> attributes(String json) {
        try {
            return Json.MAPPER.readValue(json, ATTRIBUTES);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
