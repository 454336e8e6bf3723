package dev.sequences.chassis.relay;

/** State of the relay in this replica. */
public enum RelayState {
    /** Disabled by configuration: the service publishes nothing. */
    OFF,
    /** Another replica publishes; this one can take over. */
    STANDBY,
    /** Has the lease and connects, or republishes the events that a lost slot missed. */
    STARTING,
    /** Publishes the changes of the write-ahead log. */
    STREAMING,
    /** The engine failed; a new one starts after a pause. No event is lost: the slot keeps its position. */
    RECOVERING
}
