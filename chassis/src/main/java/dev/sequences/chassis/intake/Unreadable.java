package dev.sequences.chassis.intake;

/** Thrown for a message that cannot be decoded. It is parked with this reason; the other messages are processed. */
public class Unreadable extends RuntimeException {

    public Unreadable(String reason) {
        super(reason);
    }

    public Unreadable(String reason, Throwable cause) {
        super(reason, cause);
    }
}
