package dev.sequences.testkit.arch.broken.thing.model;

/** Imported by a view. */
public final class ThingDecider {}
