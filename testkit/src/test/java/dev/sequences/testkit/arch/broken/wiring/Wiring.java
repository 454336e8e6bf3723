package dev.sequences.testkit.arch.broken.wiring;

/** Imported by somebody. */
public record Wiring(String name) {}
