package dev.sequences.testkit.arch.broken.intake;

/** An intake that decides from a view. */
public record ThingIntake(dev.sequences.testkit.arch.broken.views.things.ThingsView view) {}
