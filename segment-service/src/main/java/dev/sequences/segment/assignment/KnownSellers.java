package dev.sequences.segment.assignment;

import dev.sequences.chassis.rows.Rows;
import dev.sequences.segment.seller.SellerRows;
import dev.sequences.segment.seller.model.Seller;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The sellers of table {@code seller}. Cached in memory by version, so that a decision reads only the changed ones completely. */
@ApplicationScoped
public class KnownSellers {

    private record Versioned(long version, Instant changedAt, Seller seller) {}

    private volatile Map<String, Versioned> cache = Map.of();

    /** All sellers as the transaction of {@code connection} sees them. */
    Map<String, Seller> all(Connection connection) {
        Map<String, Versioned> known = cache;
        Map<String, Versioned> current = new HashMap<>();
        List<String> changed = new ArrayList<>();
        Rows.of(connection, "select id, version, changed_at from seller").forEach(row -> {
            Versioned cached = known.get(row.text("id"));
            if (cached != null
                    && cached.version() == row.longValue("version")
                    && cached.changedAt().equals(row.instant("changed_at"))) {
                current.put(row.text("id"), cached);
            } else {
                changed.add(row.text("id"));
            }
        });
        if (!changed.isEmpty()) {
            Rows.of(connection, "select * from seller where id = any(?::text[])")
                    .with(changed)
                    .forEach(row -> current.put(
                            row.text("id"),
                            new Versioned(row.longValue("version"), row.instant("changed_at"), SellerRows.of(row))));
        }
        if (!changed.isEmpty() || current.size() != known.size()) {
            cache = current;
        }
        Map<String, Seller> sellers = new HashMap<>();
        current.forEach((id, versioned) -> sellers.put(id, versioned.seller()));
        return sellers;
    }
}
