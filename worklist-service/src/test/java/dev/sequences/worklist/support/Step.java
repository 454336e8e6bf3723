package dev.sequences.worklist.support;

import dev.sequences.contracts.ContractEvent;
import dev.sequences.contracts.enrollment.StepCancelledV1;
import dev.sequences.contracts.enrollment.StepCompletedV1;
import dev.sequences.contracts.enrollment.StepOpenedV1;
import dev.sequences.contracts.enrollment.StepReassignedV1;
import dev.sequences.contracts.enrollment.StepRescheduledV1;
import dev.sequences.contracts.enrollment.StepSkippedV1;
import dev.sequences.contracts.enrollment.WaitEndedV1;
import dev.sequences.contracts.enrollment.WaitStartedV1;
import dev.sequences.worklist.workitem.WorkItems;
import java.time.Instant;
import java.util.UUID;

/** A step of an enrollment and the events that the enrollment service publishes about it. */
public record Step(String enrollment, String sequence, String id, String key, String recordType, String recordId) {

    public static Step of(String recordId) {
        return of("lead", recordId);
    }

    public static Step of(String recordType, String recordId) {
        return new Step(random(), random(), random(), "call", recordType, recordId);
    }

    public Step inSequence(String other) {
        return new Step(enrollment, other, id, key, recordType, recordId);
    }

    private static String random() {
        return UUID.randomUUID().toString();
    }

    public String item() {
        return WorkItems.idOf(id);
    }

    public TestMessage opened(String type, String seller, Instant dueAt) {
        return message(
                1,
                new StepOpenedV1(
                        enrollment,
                        sequence,
                        1,
                        recordType,
                        recordId,
                        id,
                        key,
                        type,
                        "Step " + key,
                        "What to say",
                        null,
                        "user",
                        seller,
                        dueAt));
    }

    public TestMessage waitStarted(String seller, Instant until) {
        return message(
                1,
                new WaitStartedV1(
                        enrollment, sequence, 1, recordType, recordId, id, key, "P3D", until, "user", seller));
    }

    public TestMessage completed() {
        return message(
                9,
                new StepCompletedV1(enrollment, sequence, 1, recordType, recordId, id, key, null, "x", Instant.EPOCH));
    }

    public TestMessage skipped() {
        return message(
                9, new StepSkippedV1(enrollment, sequence, 1, recordType, recordId, id, key, null, "x", Instant.EPOCH));
    }

    public TestMessage cancelled() {
        return message(9, new StepCancelledV1(enrollment, sequence, 1, recordType, recordId, id, key));
    }

    public TestMessage waitEnded() {
        return message(
                9,
                new WaitEndedV1(
                        enrollment,
                        sequence,
                        1,
                        recordType,
                        recordId,
                        id,
                        key,
                        "elapsed",
                        Instant.EPOCH,
                        Instant.EPOCH));
    }

    public TestMessage reassigned(String seller) {
        return reassigned(5, seller);
    }

    public TestMessage reassigned(long number, String seller) {
        return message(
                number, new StepReassignedV1(enrollment, sequence, 1, recordType, recordId, id, key, "user", seller));
    }

    public TestMessage rescheduled(Instant dueAt, int snoozeCount) {
        return message(
                6,
                new StepRescheduledV1(
                        enrollment, sequence, 1, recordType, recordId, id, key, dueAt, dueAt, snoozeCount));
    }

    private TestMessage message(long number, ContractEvent event) {
        return TestMessage.of(enrollment, number, event);
    }
}
