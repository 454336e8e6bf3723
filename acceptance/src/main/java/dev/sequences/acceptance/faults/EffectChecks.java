package dev.sequences.acceptance.faults;

import dev.sequences.contracts.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one service's fact must have led to in the next one, exactly once. */
final class EffectChecks {

    private EffectChecks() {}

    static Verdict stepsBecomeWorkItems(Evidence evidence) {
        Verdict verdict = new Verdict("O1 every step and wait is on the work list exactly once");
        Map<String, Integer> opened = new HashMap<>();
        for (TopicRecord event : distinct(evidence, Topics.WORK_ITEMS)) {
            if (event.is("sequences.work-item.work-item-opened.v1")) {
                opened.merge(event.text("stepId"), 1, Integer::sum);
            }
        }
        for (TopicRecord event : distinct(evidence, Topics.ENROLLMENTS)) {
            if (event.is("sequences.enrollment.step-opened.v1") || event.is("sequences.enrollment.wait-started.v1")) {
                verdict.compared(1);
                int times = opened.getOrDefault(event.text("stepId"), 0);
                if (times != 1) {
                    verdict.violated("%d work items for %s", times, event);
                }
            }
        }
        return verdict;
    }

    static Verdict doneWorkMovesTheEnrollment(Evidence evidence) {
        Verdict verdict = new Verdict("O1 every closed work item has closed its step exactly once");
        Map<String, List<String>> closings = new HashMap<>();
        for (TopicRecord event : distinct(evidence, Topics.ENROLLMENTS)) {
            switch (event.type()) {
                case "sequences.enrollment.step-completed.v1",
                        "sequences.enrollment.step-skipped.v1",
                        "sequences.enrollment.step-cancelled.v1" ->
                    closings.computeIfAbsent(event.text("stepId"), id -> new ArrayList<>())
                            .add(event.type());
                default -> {
                    // The others close no step.
                }
            }
        }
        for (TopicRecord event : distinct(evidence, Topics.WORK_ITEMS)) {
            String wanted =
                    switch (event.type()) {
                        case "sequences.work-item.work-item-completed.v1" -> "step-completed";
                        case "sequences.work-item.work-item-skipped.v1" -> "step-skipped";
                        default -> "";
                    };
            if (wanted.isEmpty()) {
                continue;
            }
            verdict.compared(1);
            List<String> closed = closings.getOrDefault(event.text("stepId"), List.of());
            boolean asWanted = closed.equals(List.of("sequences.enrollment." + wanted + ".v1"));
            // An enrollment that ended meanwhile had cancelled the step before the seller's word came.
            boolean ended = closed.equals(List.of("sequences.enrollment.step-cancelled.v1"));
            if (!asWanted && !ended) {
                verdict.violated("%s led to %s", event, closed);
            }
        }
        return verdict;
    }

    static Verdict membersAreEnrolled(Evidence evidence) {
        Verdict verdict = new Verdict("O1 every member is enrolled, and no record is on one sequence twice at a time");
        Set<String> enrolled = new HashSet<>();
        Map<String, String> open = new HashMap<>();
        TopicChecks.withoutRepeats(evidence, Topics.ENROLLMENTS).forEach((id, events) -> {
            TopicRecord first = events.getFirst();
            String place = first.text("sequenceId") + " " + first.text("recordType") + ":" + first.text("recordId");
            enrolled.add(place);
            boolean ended = events.getLast().is("sequences.enrollment.enrollment-ended.v1");
            if (!ended) {
                String other = open.put(place, id);
                if (other != null) {
                    verdict.violated("%s and %s are both open for %s", other, id, place);
                }
            }
        });
        Map<String, Boolean> active = new HashMap<>();
        Fold.records(evidence).asMap().forEach((key, row) -> active.put(key, "true".equals(row.get("active"))));
        for (TopicRecord event : distinct(evidence, Topics.SEGMENTS)) {
            if (event.is("sequences.segment.record-joined-segment.v1")
                    && !event.text("sequenceId").isEmpty()
                    && active.getOrDefault(event.key(), false)) {
                verdict.compared(1);
                if (!enrolled.contains(event.text("sequenceId") + " " + event.key())) {
                    verdict.violated("never enrolled: %s", event);
                }
            }
        }
        return verdict;
    }

    private static List<TopicRecord> distinct(Evidence evidence, String topic) {
        return TopicChecks.withoutRepeats(evidence, topic).values().stream()
                .flatMap(List::stream)
                .toList();
    }
}
