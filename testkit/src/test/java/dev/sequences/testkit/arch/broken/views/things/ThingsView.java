package dev.sequences.testkit.arch.broken.views.things;

/** A view that decides. */
public record ThingsView(dev.sequences.testkit.arch.broken.thing.model.ThingDecider decider) {}
