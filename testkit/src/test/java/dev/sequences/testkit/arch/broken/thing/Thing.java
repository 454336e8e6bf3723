package dev.sequences.testkit.arch.broken.thing;

/** A shell that knows the published language. */
public record Thing(dev.sequences.contracts.segment.SegmentDeletedV1 event) {}
