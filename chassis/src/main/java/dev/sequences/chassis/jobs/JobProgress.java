package dev.sequences.chassis.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.flow.Cause;
import org.jspecify.annotations.Nullable;

/** One job during a slice. Changes are stored with the slice's transaction. */
public interface JobProgress {

    String jobId();

    /** What the job was asked to do, as given at its start. */
    JsonNode input();

    /** Where the last slice stopped, as told to {@link #cursor(String)}; null at the start. */
    @Nullable
    String cursor();

    void cursor(String next);

    /** Size of the whole, once known. */
    void total(long items);

    /** Adds to the items taken well. */
    void done(long items);

    /** One item that was refused. The first thousand are kept with their reason, all are counted. */
    void error(String item, String code, String message);

    /**
     * How many items this slice may take: {@code usual}, and fewer down to one while it is being found out which item of a failed
     * slice cannot be taken.
     */
    int atMost(int usual);

    void finish();

    Cause cause();
}
