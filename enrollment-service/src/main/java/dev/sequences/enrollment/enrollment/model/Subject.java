package dev.sequences.enrollment.enrollment.model;

/** Which record walks which version of which sequence; the same for the whole life of an enrollment. */
public record Subject(String sequenceId, int version, String recordType, String recordId) {}
