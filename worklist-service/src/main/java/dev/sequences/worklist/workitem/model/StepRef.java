package dev.sequences.worklist.workitem.model;

/**
 * The step or wait of one enrollment that an item was opened for, and its record. Part of every event, so that each event can be
 * published without reading its stream.
 */
public record StepRef(
        String enrollmentId, String sequenceId, String stepId, String stepKey, String recordType, String recordId) {}
