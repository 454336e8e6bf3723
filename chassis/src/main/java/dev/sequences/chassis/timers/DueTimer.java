package dev.sequences.chassis.timers;

import java.time.Instant;

/** A timer whose time has come. Its row is gone when the unit commits. */
public record DueTimer(String id, String kind, String owner, Instant due) {}
