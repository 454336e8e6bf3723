package dev.sequences.chassis.jobs;

import dev.sequences.chassis.unit.Unit;

/**
 * Executes one kind of job in slices. Each slice is one transaction that also stores the progress, so that the job resumes after the last
 * slice when the service restarts.
 */
public interface JobHandler {

    String kind();

    /**
     * Executes the next slice, which should take well under a second. {@code progress} has the cursor and receives the counts and errors;
     * call {@link JobProgress#finish} after the last slice.
     */
    void slice(Unit unit, JobProgress progress) throws Exception;

    /**
     * Skips the first item of the next slice and reports it by {@link JobProgress#error} with this code and message. Called after a slice
     * of this one item ({@link JobProgress#limit}) has failed repeatedly, so that it does not block the other items.
     *
     * @return false if the job does not consist of items, or none is left; the job is then aborted
     */
    default boolean skip(Unit unit, JobProgress progress, String code, String message) throws Exception {
        return false;
    }
}
