package dev.sequences.testkit.arch.broken.policies;

/** A policy that depends on a view and on a caller. */
public record WhenThingThenThing(
        dev.sequences.testkit.arch.broken.views.things.ThingsView view, dev.sequences.chassis.answer.Problem problem) {}
