package dev.sequences.enrollment.reference;

import dev.sequences.chassis.unit.StorageFailure;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.model.walk.Graph;
import dev.sequences.enrollment.enrollment.model.walk.Node;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What everybody gets of the A/B tests that are over. */
@ApplicationScoped
public class AbTestWinners {

    /**
     * Id of a test: a test that stays as it is goes on in the next version of its sequence, and one that was drawn anew under
     * the same key is another.
     */
    public static String idOf(String sequenceId, Node.AbTest test) {
        String drawn = String.join(
                "/",
                sequenceId,
                test.key(),
                test.templateOfA(),
                test.templateOfB(),
                Integer.toString(test.shareOfA()),
                test.winningMetric(),
                String.valueOf(test.endsAt()),
                test.defaultVersion());
        return UUID.nameUUIDFromBytes(drawn.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** {@code a} or {@code b} by the key of the node, for those that are over. Asks nothing for graphs without a test. */
    Map<String, String> of(Unit unit, String sequenceId, Graph graph) {
        Map<String, String> keys = new HashMap<>();
        graph.abTests().forEach(test -> keys.put(idOf(sequenceId, test), test.key()));
        if (keys.isEmpty()) {
            return Map.of();
        }
        Map<String, String> winners = new HashMap<>();
        try (PreparedStatement read = unit.connection()
                .prepareStatement(
                        "select ab_test_id, winner from ab_test where ab_test_id = any(?) and winner is not null")) {
            read.setArray(
                    1, unit.connection().createArrayOf("text", keys.keySet().toArray()));
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    winners.put(String.valueOf(keys.get(row.getString(1))), row.getString(2));
                }
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
        return winners;
    }
}
