package dev.sequences.chassis.unit;

import dev.sequences.chassis.rows.Rows;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Claims of one unit in table {@code chassis.claim}. The primary key decides when two replicas claim the same name. */
final class ClaimRows implements Claims {

    private record Name(String kind, String key) {}

    /** @param holder null if the name is free */
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
        missing.forEach(key -> stored.put(new Name(kind, key), new Claim(null)));
        Rows.of(connection, "select key, holder from chassis.claim where kind = ? and key = any(?)")
                .with(kind, missing)
                .forEach(row -> stored.put(new Name(kind, row.text("key")), new Claim(row.text("holder"))));
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
    public @Nullable String claim(String kind, String key, String holder) {
        String existing = holder(kind, key);
        if (existing == null) {
            put(new Name(kind, key), new Claim(holder));
        }
        return existing;
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

    /** Deletes before it inserts, so that a name can pass from one holder to another in one unit. */
    void flush() {
        List<Name> changed = present.keySet().stream()
                .filter(name -> !storedClaim(name).equals(present.get(name)))
                .toList();
        write(
                "delete from chassis.claim c using unnest(?::text[], ?::text[], ?::text[]) as released(kind, key, holder)"
                        + " where c.kind = released.kind and c.key = released.key and c.holder = released.holder",
                changed,
                this::storedClaim);
        write(
                "insert into chassis.claim (kind, key, holder) select * from unnest(?::text[], ?::text[], ?::text[])",
                changed,
                present::get);
    }

    private Claim storedClaim(Name name) {
        return stored.getOrDefault(name, new Claim(null));
    }

    private void write(String sql, List<Name> changed, Function<Name, @Nullable Claim> claims) {
        List<String> kinds = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        List<String> holders = new ArrayList<>();
        for (Name name : changed) {
            Claim claim = claims.apply(name);
            if (claim != null && claim.holder() != null) {
                kinds.add(name.kind());
                keys.add(name.key());
                holders.add(claim.holder());
            }
        }
        if (!holders.isEmpty()) {
            Rows.of(connection, sql).with(kinds, keys, holders).update();
        }
    }
}
