package dev.sequences.worklist.workitem.model;

/**
 * Where an item comes from: one step or wait of one enrollment, and the record it is about. Stands in every event, so that
 * each can be published without its stream.
 */
public record StepRef(
        String enrollmentId, String sequenceId, String stepId, String stepKey, String recordType, String recordId) {}
