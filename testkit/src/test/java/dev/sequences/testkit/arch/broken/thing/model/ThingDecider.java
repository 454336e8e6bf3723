package dev.sequences.testkit.arch.broken.thing.model;

/** Seen by a view. */
public final class ThingDecider {}
