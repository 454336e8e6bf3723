package dev.sequences.local.demo;

import java.time.Duration;

/** Moves the time of the whole suite forward. There is no HTTP call for this: only the operator of the suite can do it. */
@FunctionalInterface
public interface SuiteClock {

    void advance(Duration by);
}
