package dev.sequences.testkit.arch.broken.thing;

/** Has a meaningless prefix. */
public class BaseThing {}
