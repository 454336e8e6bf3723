package dev.sequences.testkit.arch.broken.thing;

/** Knows Debezium. */
public record Tail(io.debezium.engine.DebeziumEngine<?> engine) {}
