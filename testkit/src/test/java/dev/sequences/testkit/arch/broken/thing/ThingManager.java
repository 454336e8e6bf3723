package dev.sequences.testkit.arch.broken.thing;

/** Says nothing. */
public final class ThingManager {}
