package dev.sequences.chassis.unit;

import dev.sequences.chassis.rows.StorageFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Claims of one unit over table {@code chassis.claim}. Two replicas taking one name meet at the primary key. */
final class ClaimRows implements Claims {

    private record Name(String kind, String key) {}

    /** {@code holder} null means free. */
    private record Claim(@Nullable String holder) {}

    private final Connection connection;
    private final Consumer<Runnable> undo;
    private final Map<Name, Claim> stored = new HashMap<>();
    private final Map<Name, Claim> present = new HashMap<>();

    ClaimRows(Connection connection, Consumer<Runnable> undo) {
        this.connection = connection;
        this.undo = undo;
    }

    @Override
    public void preload(String kind, Collection<String> keys) {
        List<String> missing = keys.stream()
                .filter(key -> !stored.containsKey(new Name(kind, key)))
                .distinct()
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        try (PreparedStatement read =
                connection.prepareStatement("select key, holder from chassis.claim where kind = ? and key = any(?)")) {
            read.setString(1, kind);
            read.setArray(2, connection.createArrayOf("text", missing.toArray(String[]::new)));
            missing.forEach(key -> stored.put(new Name(kind, key), new Claim(null)));
            try (ResultSet result = read.executeQuery()) {
                while (result.next()) {
                    stored.put(new Name(kind, result.getString(1)), new Claim(result.getString(2)));
                }
            }
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    @Override
    public @Nullable String holder(String kind, String key) {
        Name name = new Name(kind, key);
        Claim now = present.get(name);
        if (now == null) {
            preload(kind, List.of(key));
            now = stored.get(name);
        }
        return now == null ? null : now.holder();
    }

    @Override
    public @Nullable String take(String kind, String key, String holder) {
        String other = holder(kind, key);
        if (other == null) {
            put(new Name(kind, key), new Claim(holder));
        }
        return other;
    }

    @Override
    public void release(String kind, String key, String holder) {
        if (holder.equals(holder(kind, key))) {
            put(new Name(kind, key), new Claim(null));
        }
    }

    private void put(Name name, Claim claim) {
        Claim before = present.put(name, claim);
        undo.accept(() -> {
            if (before == null) {
                present.remove(name);
            } else {
                present.put(name, before);
            }
        });
    }

    void flush() throws SQLException {
        write(
                "delete from chassis.claim c using unnest(?::text[], ?::text[], ?::text[]) as gone(kind, key, holder)"
                        + " where c.kind = gone.kind and c.key = gone.key and c.holder = gone.holder",
                true);
        write(
                "insert into chassis.claim (kind, key, holder) select * from unnest(?::text[], ?::text[], ?::text[])",
                false);
    }

    private void write(String sql, boolean leaving) throws SQLException {
        List<Name> names = new ArrayList<>();
        List<String> holders = new ArrayList<>();
        Predicate<Name> changed =
                name -> !stored.getOrDefault(name, new Claim(null)).equals(present.get(name));
        present.keySet().stream().filter(changed).forEach(name -> {
            Claim side = leaving ? stored.getOrDefault(name, new Claim(null)) : present.get(name);
            if (side != null && side.holder() != null) {
                names.add(name);
                holders.add(side.holder());
            }
        });
        if (names.isEmpty()) {
            return;
        }
        try (PreparedStatement write = connection.prepareStatement(sql)) {
            write.setArray(
                    1,
                    connection.createArrayOf(
                            "text", names.stream().map(Name::kind).toArray(String[]::new)));
            write.setArray(
                    2,
                    connection.createArrayOf(
                            "text", names.stream().map(Name::key).toArray(String[]::new)));
            write.setArray(3, connection.createArrayOf("text", holders.toArray(String[]::new)));
            write.executeUpdate();
        }
    }
}
