package dev.sequences.testkit.arch.broken.thing;

/** Depends on Debezium. */
public record Tail(io.debezium.engine.DebeziumEngine<?> engine) {}
