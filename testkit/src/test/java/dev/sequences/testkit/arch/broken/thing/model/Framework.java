package dev.sequences.testkit.arch.broken.thing.model;

/** A model that depends on a library. */
public record Framework(com.fasterxml.jackson.databind.JsonNode node) {}
