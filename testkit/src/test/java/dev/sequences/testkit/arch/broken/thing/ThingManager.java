package dev.sequences.testkit.arch.broken.thing;

/** Has a meaningless suffix. */
public final class ThingManager {}
