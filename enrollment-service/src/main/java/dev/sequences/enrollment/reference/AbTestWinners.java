package dev.sequences.enrollment.reference;

import dev.sequences.chassis.ids.DerivedIds;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.model.graph.Graph;
import dev.sequences.enrollment.enrollment.model.graph.Node;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Winners of ended A/B tests, read once per unit of work, which may process hundreds of records. */
@ApplicationScoped
public class AbTestWinners {

    /** Winners that the current unit of work has read. A unit of work stays on its thread. */
    private static final class Cached {
        private @Nullable Unit unit;
        private final Map<String, Map<String, String>> read = new HashMap<>();
    }

    private final ThreadLocal<Cached> cached = ThreadLocal.withInitial(Cached::new);

    /**
     * Returns the id of a test. An unchanged test continues in the next version of its sequence; a changed test under the same
     * key gets a new id.
     */
    public static String idOf(String sequenceId, Node.AbTest test) {
        String drawn = String.join(
                "/",
                sequenceId,
                test.key(),
                sent(test.a()),
                sent(test.b()),
                Integer.toString(test.shareOfA()),
                test.winningMetric(),
                String.valueOf(test.endsAt()),
                test.defaultVersion());
        return DerivedIds.of(drawn);
    }

    /** Omits a missing language, as releases without languages did, so that running tests keep their id. */
    private static String sent(Node.AbTest.Version version) {
        return version.language() == null ? version.templateId() : version.templateId() + " " + version.language();
    }

    /** Returns {@code a} or {@code b} by node key for the ended tests. Runs no query for graphs without a test. */
    Map<String, String> of(Unit unit, String sequenceId, Graph graph) {
        Map<String, String> keys = new HashMap<>();
        graph.abTests().forEach(test -> keys.put(idOf(sequenceId, test), test.key()));
        if (keys.isEmpty()) {
            return Map.of();
        }
        Cached now = cached.get();
        if (now.unit != unit) {
            now.unit = unit;
            now.read.clear();
        }
        return now.read.computeIfAbsent(
                keys.keySet().stream().sorted().collect(Collectors.joining()), ids -> read(unit, keys));
    }

    /** Discards the cached winners after a test was decided in this unit of work. */
    public void invalidate() {
        cached.get().read.clear();
    }

    private static Map<String, String> read(Unit unit, Map<String, String> keys) {
        Map<String, String> winners = new HashMap<>();
        Rows.of(
                        unit.connection(),
                        "select ab_test_id, winner from ab_test where ab_test_id = any(?) and winner is not null")
                .with(keys.keySet())
                .forEach(row -> winners.put(String.valueOf(keys.get(row.text("ab_test_id"))), row.text("winner")));
        return winners;
    }
}
