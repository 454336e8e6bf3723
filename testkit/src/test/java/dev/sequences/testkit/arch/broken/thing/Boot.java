package dev.sequences.testkit.arch.broken.thing;

/** Imports wiring. */
public record Boot(dev.sequences.testkit.arch.broken.wiring.Wiring wiring) {}
