package dev.sequences.enrollment.enrollment.model;

/** The record and the version of the sequence it follows; constant during an enrollment. */
public record Subject(String sequenceId, int version, String recordType, String recordId) {}
