package dev.sequences.testkit.arch.broken.wiring;

/** Imported by a story. */
public record Wiring(String name) {}
