package dev.sequences.testkit.arch.broken.thing;

/** Says nothing either. */
public class BaseThing {}
