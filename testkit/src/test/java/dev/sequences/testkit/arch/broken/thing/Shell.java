package dev.sequences.testkit.arch.broken.thing;

/** Knows Axon. */
public record Shell(org.axonframework.eventhandling.EventMessage<?> event) {}
