package dev.sequences.segment.team;

import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.segment.seller.SellerRows;
import dev.sequences.segment.team.model.Team;
import java.sql.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Table {@code team}: the current teams. The relay publishes it as a snapshot. */
public final class TeamRows {

    private static final String LOCK = "select pg_advisory_xact_lock(hashtext('team-membership'))::text as locked";

    private static final String UPSERT = """
            insert into team (id, name, members, attributes, version, actor, correlation_id, changed_at)
            values (?, ?, ?::jsonb, ?::jsonb, ?, ?, ?, ?)
            on conflict (id) do update set name = excluded.name, members = excluded.members, attributes = excluded.attributes,
              version = excluded.version, actor = excluded.actor, correlation_id = excluded.correlation_id,
              changed_at = excluded.changed_at
            """;

    private TeamRows() {}

    /** Locks the memberships until the end of the transaction: two concurrent changes could otherwise form a circle. */
    static void lock(Connection connection) {
        Rows.of(connection, LOCK).exists();
    }

    /** Returns the members of all teams by id. */
    public static Map<String, List<String>> members(Connection connection) {
        Map<String, List<String>> teams = new HashMap<>();
        Rows.of(connection, "select id, members from team")
                .forEach(row -> teams.put(row.text("id"), List.of(Json.read(row.text("members"), String[].class))));
        return teams;
    }

    /** Reads column values; those of JSON columns are text. */
    public static Team.Profile team(String name, String members, String attributes) {
        return new Team.Profile(name, List.of(Json.read(members, String[].class)), SellerRows.attributes(attributes));
    }

    /** Writes directly and not as an effect: the next command of the unit must find the team when it searches for circles. */
    static void write(Unit unit, String id, Team.Profile team, long version, Cause cause) {
        Rows.of(unit.connection(), UPSERT)
                .with(
                        id,
                        team.name(),
                        Json.text(team.members()),
                        Json.text(team.attributes()),
                        version,
                        cause.actor(),
                        cause.correlationId(),
                        unit.now())
                .update();
    }
}
