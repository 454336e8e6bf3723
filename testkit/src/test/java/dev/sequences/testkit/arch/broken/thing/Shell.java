package dev.sequences.testkit.arch.broken.thing;

/** Depends on Axon. */
public record Shell(org.axonframework.eventhandling.EventMessage<?> event) {}
