package dev.sequences.chassis.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.flow.Cause;
import org.jspecify.annotations.Nullable;

/** Progress of a job during a slice. Changes are stored in the transaction of the slice. */
public interface JobProgress {

    String jobId();

    /** Returns the input of the job. */
    JsonNode input();

    /** Replaces the input for the following slices. */
    void input(Object next);

    /** Returns the value that the last slice passed to {@link #cursor(String)}; null in the first slice. */
    @Nullable
    String cursor();

    void cursor(String next);

    /** Sets the total number of items. */
    void total(long items);

    /** Adds to the number of succeeded items. */
    void done(long items);

    /** Adds a failed item. All are counted; the first thousand are stored with their reason. */
    void error(String item, String code, String message);

    /** Returns the report; null if neither the start of the job nor a slice has set one. */
    @Nullable
    JsonNode report();

    /** Sets the report, a JSON object whose members are returned with the job. */
    void report(Object report);

    /**
     * Returns the maximum number of items of this slice: {@code usual}, or fewer, down to one, to isolate the failing item after a slice
     * has failed.
     */
    int limit(int usual);

    /** Ends the job with this slice. */
    void finish();

    Cause cause();
}
