package dev.sequences.testkit.arch.broken.thing;

/** A shell that depends on the published language. */
public record Thing(dev.sequences.contracts.segment.SegmentDeletedV1 event) {}
