package dev.sequences.chassis.unit;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Set-based uniqueness, e.g. one open enrollment per sequence and record. Kept by a primary key. */
public interface Claims {

    /** Reads many in one query. Worth a call before a loop over {@link #take}. */
    void preload(String kind, Collection<String> keys);

    /** Who holds it now, this unit's changes included; null when it is free. */
    @Nullable
    String holder(String kind, String key);

    /** Takes it for {@code holder}, or answers who has it already. Null means: taken. */
    @Nullable
    String take(String kind, String key, String holder);

    /** Frees it, if {@code holder} has it. */
    void release(String kind, String key, String holder);
}
