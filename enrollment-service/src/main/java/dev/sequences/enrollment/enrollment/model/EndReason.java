package dev.sequences.enrollment.enrollment.model;

/** Why an enrollment ended (domain rule 4.5). */
public enum EndReason {
    USER_DISCONNECTED("user-disconnected"),
    SEQUENCE_DEACTIVATED("sequence-deactivated"),
    RECORD_CLOSED("record-closed"),
    EXIT_CRITERION_MET("exit-criterion-met"),
    SEQUENCE_COMPLETED("sequence-completed"),
    ADVANCED("advanced");

    private final String label;

    EndReason(String label) {
        this.label = label;
    }

    /** Returns the stored and published name, in kebab-case. */
    public String label() {
        return label;
    }

    /** Returns {@code completed} or {@code disconnected}. */
    public String status() {
        return this == SEQUENCE_COMPLETED ? "completed" : "disconnected";
    }

    public static EndReason of(String label) {
        for (EndReason reason : values()) {
            if (reason.label.equals(label)) {
                return reason;
            }
        }
        throw new IllegalArgumentException("unknown end reason " + label);
    }
}
