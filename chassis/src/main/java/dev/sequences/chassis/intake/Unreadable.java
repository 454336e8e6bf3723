package dev.sequences.chassis.intake;

/** The message cannot be understood; it is parked with this reason and the rest goes on. */
public class Unreadable extends RuntimeException {

    public Unreadable(String reason) {
        super(reason);
    }

    public Unreadable(String reason, Throwable cause) {
        super(reason, cause);
    }
}
