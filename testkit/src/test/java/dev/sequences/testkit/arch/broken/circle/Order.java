package dev.sequences.testkit.arch.broken.circle;

/** Knows its lines, which know the order: a circle between a package and its child. */
public record Order(dev.sequences.testkit.arch.broken.circle.inner.Line first) {}
