package dev.sequences.segment.assignment;

import dev.sequences.chassis.rows.Rows;
import dev.sequences.segment.assignment.model.SellerLoad;
import dev.sequences.segment.assignment.model.SellerLoad.OfType;
import dev.sequences.segment.assignment.model.Turn;
import java.sql.Connection;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tables {@code seller_load}, {@code seller_load_change} and {@code assignment_rule_turn}. */
public final class Loads {

    private static final String FOLD = """
            with changes as (delete from seller_load_change returning seller_id, record_type, delta, turn, at)
            insert into seller_load (seller_id, record_type, active, turn, at)
            select seller_id, record_type, sum(delta), max(turn), (array_agg(at order by turn desc nulls last))[1]
            from changes group by seller_id, record_type
            on conflict (seller_id, record_type) do update set active = seller_load.active + excluded.active,
              turn = greatest(seller_load.turn, excluded.turn),
              at = case when excluded.turn > coalesce(seller_load.turn, 0) then excluded.at else seller_load.at end
            """;

    private static final String WRITE_TURNS = """
            insert into seller_load (seller_id, record_type, active, turn, at)
            select t.seller_id, t.record_type, 0, t.turn, ?
            from unnest(?::text[], ?::text[], ?::bigint[]) as t(seller_id, record_type, turn)
            on conflict (seller_id, record_type) do update set turn = excluded.turn, at = excluded.at
            """;

    private static final String WRITE_RULE_TURNS = """
            insert into assignment_rule_turn (rule_id, seller_id, turn, at)
            select t.rule_id, t.seller_id, t.turn, ?
            from unnest(?::text[], ?::text[], ?::bigint[]) as t(rule_id, seller_id, turn)
            on conflict (rule_id, seller_id) do update set turn = excluded.turn, at = excluded.at
            """;

    /** A pair of ids with the number of its last turn. */
    record TurnOf(String first, String second) {}

    private Loads() {}

    /** Waits for all other decisions and blocks them until the end of the transaction. */
    static void lock(Connection connection) {
        Rows.of(connection, "select singleton from assignment_lock for update").exists();
    }

    /** Like {@link #lock}, but does not wait; returns whether the lock was free. */
    static boolean tryLock(Connection connection) {
        return Rows.of(connection, "select singleton from assignment_lock for update skip locked")
                .exists();
    }

    /** Adds the collected changes. Requires the lock. */
    static void fold(Connection connection) {
        Rows.of(connection, FOLD).update();
    }

    /** Returns the loads of all sellers. */
    static Map<String, SellerLoad> read(Connection connection) {
        Map<String, Map<String, OfType>> loads = new HashMap<>();
        Rows.of(connection, "select seller_id, record_type, active, turn, at from seller_load")
                .forEach(row -> {
                    Long turn = row.longOrNull("turn");
                    Instant at = row.instantOrNull("at");
                    loads.computeIfAbsent(row.text("seller_id"), id -> new HashMap<>())
                            .put(
                                    row.text("record_type"),
                                    new OfType(
                                            row.intValue("active"),
                                            turn == null || at == null ? null : new Turn(turn, at)));
                });
        Map<String, SellerLoad> result = new HashMap<>();
        loads.forEach((seller, byType) -> result.put(seller, new SellerLoad(byType)));
        return result;
    }

    /** Returns the load of one seller with the changes that are not added yet. */
    public static SellerLoad read(Connection connection, String sellerId) {
        Map<String, OfType> byType = new HashMap<>();
        Rows.of(
                        connection,
                        "select record_type, sum(active)::int as active, max(turn) as turn,"
                                + " (array_agg(at order by turn desc nulls last))[1] as at from ("
                                + "select record_type, active, turn, at from seller_load where seller_id = ?"
                                + " union all select record_type, delta, turn, at from seller_load_change"
                                + " where seller_id = ?) l group by record_type")
                .with(sellerId, sellerId)
                .forEach(row -> {
                    Long turn = row.longOrNull("turn");
                    Instant at = row.instantOrNull("at");
                    byType.put(
                            row.text("record_type"),
                            new OfType(row.intValue("active"), turn == null || at == null ? null : new Turn(turn, at)));
                });
        return new SellerLoad(byType);
    }

    /** Returns the last turns of sellers by rule and seller. */
    static Map<TurnOf, Turn> ruleTurns(Connection connection, Collection<String> ruleIds) {
        Map<TurnOf, Turn> turns = new HashMap<>();
        if (!ruleIds.isEmpty()) {
            Rows.of(
                            connection,
                            "select rule_id, seller_id, turn, at from assignment_rule_turn"
                                    + " where rule_id = any(?::text[])")
                    .with(ruleIds)
                    .forEach(row -> turns.put(
                            new TurnOf(row.text("rule_id"), row.text("seller_id")),
                            new Turn(row.longValue("turn"), row.instant("at"))));
        }
        return turns;
    }

    /** Returns the next numbers of assignments. */
    static List<Long> nextTurns(Connection connection, int count) {
        return count == 0
                ? List.of()
                : Rows.of(connection, "select nextval('assignment_turn') as turn from generate_series(1, ?)")
                        .with(count)
                        .list(row -> row.longValue("turn"));
    }

    /** @param turns by seller and record type */
    static void writeTurns(Connection connection, Map<TurnOf, Long> turns, Instant at) {
        write(connection, WRITE_TURNS, turns, at);
    }

    /** @param turns by rule and seller */
    static void writeRuleTurns(Connection connection, Map<TurnOf, Long> turns, Instant at) {
        write(connection, WRITE_RULE_TURNS, turns, at);
    }

    private static void write(Connection connection, String statement, Map<TurnOf, Long> turns, @Nullable Instant at) {
        if (turns.isEmpty()) {
            return;
        }
        Rows.of(connection, statement)
                .with(
                        at,
                        turns.keySet().stream().map(TurnOf::first).toArray(String[]::new),
                        turns.keySet().stream().map(TurnOf::second).toArray(String[]::new),
                        turns.values().toArray(Long[]::new))
                .update();
    }
}
