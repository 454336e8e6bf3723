package dev.sequences.testkit.arch.broken.circle.inner;

/** Points back at its parent package. */
public record Line(dev.sequences.testkit.arch.broken.circle.Order order) {}
