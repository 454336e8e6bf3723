package dev.sequences.chassis.jobs;

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
    void slice(dev.sequences.chassis.unit.Unit unit, JobProgress progress) throws Exception;
}
