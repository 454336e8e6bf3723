package dev.sequences.testkit.arch.broken.thing.model;

/** A model that uses random numbers. */
public final class Dice {

    public static String id() {
        return java.util.UUID.randomUUID() + java.time.Instant.now().toString();
    }
}
