package dev.sequences.chassis.unit;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Unique names across aggregates, e.g. one open enrollment per sequence and record. A primary key enforces them. */
public interface Claims {

    /** Reads many claims with one query. Call it before a loop over {@link #claim}. */
    void preload(String kind, Collection<String> keys);

    /** Returns the current holder, including the changes of this unit; null if the name is free. */
    @Nullable
    String holder(String kind, String key);

    /** Claims a free name for {@code holder} and returns null; returns the existing holder if the name is not free. */
    @Nullable
    String claim(String kind, String key, String holder);

    /** Releases the name if {@code holder} has it; otherwise does nothing. */
    void release(String kind, String key, String holder);
}
