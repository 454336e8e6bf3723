package dev.sequences.segment.reference;

import dev.sequences.chassis.flow.FactVersion;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.contracts.Topics;
import java.sql.Connection;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Versions of sellers' calendars on {@code sequences.sellers}: positions in their streams. */
public final class SellerVersions {

    /** Prefix of the streams of sellers. */
    private static final String PREFIX = "seller:";

    private SellerVersions() {}

    /** Returns the versions by user id; omits users without a calendar. */
    public static Map<String, FactVersion> of(Connection connection, Collection<String> users) {
        Map<String, FactVersion> versions = new HashMap<>();
        Rows.of(
                        connection,
                        "select aggregate_identifier, max(sequence_number) as position from chassis.domain_event_entry"
                                + " where aggregate_identifier = any(?) group by aggregate_identifier")
                .with(users.stream().map(PREFIX::concat).toList())
                .forEach(row -> {
                    String stream = row.text("aggregate_identifier");
                    versions.put(
                            stream.substring(PREFIX.length()),
                            FactVersion.ofService(Topics.SELLERS, stream, "segment", row.longValue("position")));
                });
        return versions;
    }
}
