package dev.sequences.chassis.relay;

/** What the relay of this replica is doing. */
public enum RelayState {
    /** Switched off by configuration: the service publishes nothing. */
    OFF,
    /** Another replica relays; this one is ready to take over. */
    STANDBY,
    /** Has the lease and is connecting, or publishing again what a lost slot missed. */
    STARTING,
    /** Following the write-ahead log. */
    STREAMING,
    /** Something broke; a new engine is built after a pause. Nothing is lost: the slot waits. */
    RECOVERING
}
