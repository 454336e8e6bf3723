package dev.sequences.segment.publication;

import static dev.sequences.segment.publication.SnapshotRows.text;

import dev.sequences.chassis.relay.RowPublication;
import dev.sequences.contracts.Topics;
import dev.sequences.segment.team.TeamRows;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** Publishes the newest state of each team on {@code sequences.sellers.snapshot}. */
@ApplicationScoped
public class TeamSnapshots implements RowPublication {

    @Override
    public String table() {
        return "public.team";
    }

    @Override
    public String topic() {
        return Topics.snapshotOf(Topics.SELLERS);
    }

    @Override
    public String key(Map<String, Object> primaryKey) {
        return "team:" + text(primaryKey, "id");
    }

    @Override
    public Optional<Row> publish(Map<String, Object> row) {
        var team = TeamRows.team(text(row, "name"), text(row, "members"), text(row, "attributes"));
        return Optional.of(SnapshotRows.row(SellerContracts.team(text(row, "id"), team), key(row), row));
    }
}
