package dev.sequences.insights;

import dev.sequences.contracts.ContractEvent;
import dev.sequences.contracts.enrollment.ConditionEvaluatedV1;
import dev.sequences.contracts.enrollment.EnrollmentEndedV1;
import dev.sequences.contracts.enrollment.MessageRequestedV1;
import dev.sequences.contracts.enrollment.RecordEnrolledV1;
import dev.sequences.contracts.enrollment.StepCancelledV1;
import dev.sequences.contracts.enrollment.StepCompletedV1;
import dev.sequences.contracts.enrollment.StepFailedV1;
import dev.sequences.contracts.enrollment.StepOpenedV1;
import dev.sequences.contracts.enrollment.StepReassignedV1;
import dev.sequences.contracts.enrollment.StepRescheduledV1;
import dev.sequences.contracts.enrollment.StepRetriedV1;
import dev.sequences.contracts.enrollment.StepSkippedV1;
import dev.sequences.contracts.enrollment.WaitEndedV1;
import dev.sequences.contracts.enrollment.WaitStartedV1;
import dev.sequences.testkit.spec.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Random but valid histories of enrollments, and the expected counters, computed while generating and not from the events. */
final class Histories {

    private static final List<String> STEPS = List.of("intro", "pause", "call", "meet");
    private static final Map<String, String> TYPES = Map.of("intro", "email", "call", "phone-call", "meet", "task");
    private static final List<String> SELLERS = List.of("amara", "tomas", "helena");
    private static final List<String> REASONS =
            List.of("user-disconnected", "exit-criterion-met", "record-closed", "sequence-deactivated", "advanced");
    private static final Instant BEGIN = Instant.parse("2026-01-05T08:00:00Z");

    /** Expected counters by version and step: entered, in progress, completed, skipped, cancelled. */
    final Map<String, long[]> steps = new TreeMap<>();

    final Map<String, Long> endReasons = new TreeMap<>();

    /** Expected counters by version and branch: entered, in progress, completed, disconnected. */
    final Map<String, long[]> branches = new TreeMap<>();

    /** Expected failed steps by version, node and code. */
    final Map<String, Long> errors = new TreeMap<>();

    final String sequenceId;
    private final Random random;
    private final List<List<Delivery>> enrollments = new ArrayList<>();

    Histories(String sequenceId, long seed) {
        this.sequenceId = sequenceId;
        this.random = new Random(seed);
    }

    static Histories of(String sequenceId, long seed, int enrollments) {
        Histories histories = new Histories(sequenceId, seed);
        for (int i = 0; i < enrollments; i++) {
            histories.enrollments.add(histories.new Enrollment(i).generate());
        }
        return histories;
    }

    /** Returns all events: those of one enrollment in order, enrollments interleaved. */
    List<Delivery> mixed() {
        List<List<Delivery>> remaining = new ArrayList<>(enrollments);
        int[] next = new int[remaining.size()];
        List<Integer> unfinished = new ArrayList<>();
        for (int i = 0; i < remaining.size(); i++) {
            unfinished.add(i);
        }
        List<Delivery> all = new ArrayList<>();
        while (!unfinished.isEmpty()) {
            int pick = random.nextInt(unfinished.size());
            int index = unfinished.get(pick);
            all.add(remaining.get(index).get(next[index]++));
            if (next[index] == remaining.get(index).size()) {
                unfinished.remove(pick);
            }
        }
        return all;
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private final class Enrollment {

        private final List<Delivery> events = new ArrayList<>();
        private final String id;
        private final int version = 1 + random.nextInt(2);
        private final String record;
        private final Instant enrolledAt;
        private Instant now;
        private int completed;
        private final List<long[]> passedBranches = new ArrayList<>();

        Enrollment(int number) {
            this.id = sequenceId + "-e" + number;
            this.record = "lead-" + number;
            this.now = BEGIN.plus(Duration.ofMinutes(random.nextInt(60 * 24 * 30)));
            this.enrolledAt = now;
        }

        List<Delivery> generate() {
            add(new RecordEnrolledV1(
                    id, sequenceId, version, "lead", record, "segment", "seg-1", "user", any(SELLERS)));
            for (String step : STEPS) {
                if (!perform(step)) {
                    return events;
                }
                if (step.equals("intro") && random.nextBoolean()) {
                    automatedMessage();
                }
                if (step.equals("call") && !evaluate()) {
                    return events;
                }
            }
            end("completed", "sequence-completed");
            return events;
        }

        private void automatedMessage() {
            long[] figures = steps.computeIfAbsent(version + "/auto", k -> new long[5]);
            figures[0]++;
            figures[2]++;
            completed++;
            add(new MessageRequestedV1(
                    id,
                    sequenceId,
                    version,
                    "lead",
                    record,
                    step("auto"),
                    "auto",
                    "email",
                    "Auto",
                    "t",
                    null,
                    null,
                    now));
            add(new StepCompletedV1(
                    id, sequenceId, version, "lead", record, step("auto"), "auto", null, "system:sender", now));
        }

        /** Evaluates a condition that may fail first. Returns false if the enrollment does not continue. */
        private boolean evaluate() {
            String key = "answered";
            for (int failures = random.nextInt(3); failures > 0; failures--) {
                String code = any(List.of("field-missing", "assignee-missing"));
                add(new StepFailedV1(
                        id, sequenceId, version, "lead", record, step(key), key, "field-condition", code, "why", now));
                int outcome = random.nextInt(3);
                if (outcome == 0) {
                    errors.merge(version + "/" + key + "/" + code, 1L, Long::sum);
                    return false;
                }
                if (outcome == 1) {
                    end("disconnected", any(REASONS));
                    return false;
                }
                add(new StepRetriedV1(id, sequenceId, version, "lead", record, step(key), key, "maria", now));
            }
            String branch = any(List.of("yes", "no"));
            long[] figures = branches.computeIfAbsent(version + "/" + key + "/" + branch, k -> new long[4]);
            figures[0]++;
            figures[1]++;
            passedBranches.add(figures);
            add(new ConditionEvaluatedV1(
                    id, sequenceId, version, "lead", record, step(key), key, branch, "because", now));
            return true;
        }

        /** Opens and closes a step or wait. Returns false if the enrollment does not continue. */
        private boolean perform(String key) {
            boolean wait = key.equals("pause");
            open(key, wait);
            if (!wait && random.nextInt(4) == 0) {
                add(new StepReassignedV1(
                        id, sequenceId, version, "lead", record, step(key), key, "user", any(SELLERS)));
            }
            if (!wait && random.nextInt(6) == 0) {
                add(new StepRescheduledV1(
                        id, sequenceId, version, "lead", record, step(key), key, now.plusSeconds(9), now, 1));
            }
            int outcome = random.nextInt(10);
            if (outcome == 0) {
                return false;
            }
            if (outcome == 1) {
                count(key, 4);
                add(new StepCancelledV1(id, sequenceId, version, "lead", record, step(key), key));
                end("disconnected", any(REASONS));
                return false;
            }
            if (wait) {
                count(key, 2);
                add(new WaitEndedV1(
                        id,
                        sequenceId,
                        version,
                        "lead",
                        record,
                        step(key),
                        key,
                        any(List.of("elapsed", "skipped")),
                        now,
                        now.plusSeconds(1)));
            } else if (outcome < 4) {
                count(key, 3);
                add(new StepSkippedV1(id, sequenceId, version, "lead", record, step(key), key, "no", "amara", now));
            } else {
                count(key, 2);
                completed++;
                String result = key.equals("call") ? any(List.of("made", "received", "no-answer")) : null;
                add(new StepCompletedV1(id, sequenceId, version, "lead", record, step(key), key, result, "amara", now));
            }
            return true;
        }

        private void open(String key, boolean wait) {
            long[] figures = steps.computeIfAbsent(version + "/" + key, k -> new long[5]);
            figures[0]++;
            figures[1]++;
            if (wait) {
                add(new WaitStartedV1(
                        id, sequenceId, version, "lead", record, step(key), key, "P3D", now, "user", any(SELLERS)));
            } else {
                add(new StepOpenedV1(
                        id,
                        sequenceId,
                        version,
                        "lead",
                        record,
                        step(key),
                        key,
                        TYPES.get(key),
                        "Step " + key,
                        null,
                        null,
                        "user",
                        any(SELLERS),
                        now));
            }
        }

        private void count(String key, int figure) {
            long[] figures = steps.get(version + "/" + key);
            figures[1]--;
            figures[figure]++;
        }

        private void end(String status, String reason) {
            endReasons.merge(reason, 1L, Long::sum);
            passedBranches.forEach(figures -> {
                figures[1]--;
                figures[status.equals("completed") ? 2 : 3]++;
            });
            add(new EnrollmentEndedV1(
                    id, sequenceId, version, "lead", record, status, reason, null, null, completed, enrolledAt, now));
        }

        private String step(String key) {
            return id + "-" + key;
        }

        private void add(ContractEvent event) {
            events.add(Delivery.of(id, events.size(), event).at(now));
            now = now.plusMillis(1 + random.nextInt(86_400_000)).plusNanos(random.nextInt(1_000_000));
        }
    }
}
