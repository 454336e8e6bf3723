package dev.sequences.enrollment.timers;

/**
 * Timers of an enrollment's steps. The id of a timer consists of its kind and the step, {@code wait:<step>}; that of an advance
 * also contains the target sequence, {@code advance:<step>:<sequence>}. Kinds and ids are stored: never change them.
 */
public enum StepTimer {
    /** Ends a wait. */
    WAIT("wait"),
    /** Evaluates a condition at its time limit. */
    ANSWER("answer"),
    /** Releases a held step. */
    HOLD("hold"),
    /** Rechecks a failed step. */
    RECHECK("second-look"),
    /** Enrolls the record in another sequence. */
    ADVANCE("advance");

    private static final char SEPARATOR = ':';

    private final String kind;

    StepTimer(String kind) {
        this.kind = kind;
    }

    /** Returns the stored name. */
    public String kind() {
        return kind;
    }

    /** Returns the id of the step's timer. Do not use for {@link #ADVANCE}. */
    public String id(String stepId) {
        return kind + SEPARATOR + stepId;
    }

    /** Returns the id of the timer of an advance. */
    public static String advanceId(String stepId, String targetSequenceId) {
        return ADVANCE.id(stepId) + SEPARATOR + targetSequenceId;
    }

    /** Returns the step a timer belongs to. */
    static String stepOf(String timerId) {
        int from = timerId.indexOf(SEPARATOR) + 1;
        int to = timerId.indexOf(SEPARATOR, from);
        return to < 0 ? timerId.substring(from) : timerId.substring(from, to);
    }

    /** Returns the target sequence of an advance. */
    static String targetOf(String timerId) {
        return timerId.substring(timerId.lastIndexOf(SEPARATOR) + 1);
    }
}
