package dev.sequences.segment.publication;

import static dev.sequences.segment.publication.SnapshotRows.text;
import static dev.sequences.segment.publication.SnapshotRows.textOrNull;

import dev.sequences.chassis.relay.RowPublication;
import dev.sequences.contracts.Topics;
import dev.sequences.segment.seller.SellerRows;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** Publishes the newest state of each seller on {@code sequences.sellers.snapshot}. */
@ApplicationScoped
public class SellerSnapshots implements RowPublication {

    @Override
    public String table() {
        return "public.seller";
    }

    @Override
    public String topic() {
        return Topics.snapshotOf(Topics.SELLERS);
    }

    @Override
    public String key(Map<String, Object> primaryKey) {
        return "seller:" + text(primaryKey, "id");
    }

    @Override
    public Optional<Row> publish(Map<String, Object> row) {
        Number capacity = (Number) row.get("capacity");
        var seller = SellerRows.seller(
                textOrNull(row, "name"),
                textOrNull(row, "business_unit"),
                text(row, "teams"),
                text(row, "attributes"),
                capacity == null ? null : capacity.intValue(),
                Boolean.TRUE.equals(row.get("assignable")),
                textOrNull(row, "calendar"));
        return Optional.of(SnapshotRows.row(SellerContracts.seller(text(row, "id"), seller), key(row), row));
    }
}
