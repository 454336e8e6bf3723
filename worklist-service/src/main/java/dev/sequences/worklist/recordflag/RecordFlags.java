package dev.sequences.worklist.recordflag;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Table {@code record_flag}: the records that a seller has opened or follows. */
public final class RecordFlags {

    private static final String SET = """
        insert into record_flag as f (seller_id, record_type, record_id, opened, followed)
        select ?, type, id, coalesce(?, false), coalesce(?, false) from unnest(?::text[], ?::text[]) as given(type, id)
        on conflict (seller_id, record_type, record_id) do update
        set opened = coalesce(?, f.opened), followed = coalesce(?, f.followed)
        """;

    private RecordFlags() {}

    public record FlaggedRecord(String type, String id) {}

    /** A change of the flags, named as in the API; null leaves a flag unchanged. */
    public enum Change {
        READ("read", true, null),
        UNREAD("unread", false, null),
        FOLLOW("follow", null, true),
        UNFOLLOW("unfollow", null, false);

        private final String action;
        private final @Nullable Boolean opened;
        private final @Nullable Boolean followed;

        Change(String action, @Nullable Boolean opened, @Nullable Boolean followed) {
            this.action = action;
            this.opened = opened;
            this.followed = followed;
        }

        public static Optional<Change> named(String action) {
            return List.of(values()).stream()
                    .filter(c -> c.action.equals(action))
                    .findFirst();
        }
    }

    public static void set(Connection connection, String seller, Collection<FlaggedRecord> records, Change change)
            throws SQLException {
        Set<FlaggedRecord> distinct = new LinkedHashSet<>(records);
        if (distinct.isEmpty()) {
            return;
        }
        try (PreparedStatement set = connection.prepareStatement(SET)) {
            set.setString(1, seller);
            set.setObject(2, change.opened, Types.BOOLEAN);
            set.setObject(3, change.followed, Types.BOOLEAN);
            set.setArray(
                    4,
                    connection.createArrayOf(
                            "text", distinct.stream().map(FlaggedRecord::type).toArray(String[]::new)));
            set.setArray(
                    5,
                    connection.createArrayOf(
                            "text", distinct.stream().map(FlaggedRecord::id).toArray(String[]::new)));
            set.setObject(6, change.opened, Types.BOOLEAN);
            set.setObject(7, change.followed, Types.BOOLEAN);
            set.executeUpdate();
        }
    }
}
