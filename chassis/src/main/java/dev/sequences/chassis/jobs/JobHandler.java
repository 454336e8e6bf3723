package dev.sequences.chassis.jobs;

import dev.sequences.chassis.unit.Unit;

/**
 * Does one kind of long work in slices. Each slice is one transaction that also stores the progress, so that a crash
 * resumes after the last slice.
 */
public interface JobHandler {

    String kind();

    /**
     * Does the next slice, small enough for well under a second. {@code progress} tells how far it has come and takes
     * counts and per-item errors; finished when {@link JobProgress#finish} was called.
     */
    void slice(Unit unit, JobProgress progress) throws Exception;

    /**
     * Passes over the one item that the next slice would begin with, and tells it by {@link JobProgress#error} with this code and
     * message. Asked for when a slice of this one item ({@link JobProgress#atMost}) has failed again and again, so that the other
     * items are not held up by it.
     *
     * @return false when the work does not consist of items, or there is none left: the job is given up
     */
    default boolean skip(Unit unit, JobProgress progress, String code, String message) throws Exception {
        return false;
    }
}
