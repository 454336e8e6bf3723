package dev.sequences.segment.segment;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.segment.segment.model.OnLeave;
import dev.sequences.segment.segment.model.Segment.Defined;
import dev.sequences.segment.segment.model.SegmentDefinition;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What callers say about segments, and what they are told. */
public final class SegmentRequests {

    private SegmentRequests() {}

    /**
     * @param priority 1 is first; behind all others of the type when missing
     * @param onLeave keep (default) or disconnect
     */
    record CreateSegment(
            @Nullable String name,
            @Nullable String description,
            @Nullable String recordType,
            @Nullable Integer priority,
            @Nullable Map<String, Object> conditions,
            @Nullable String sequenceId,
            @Nullable Boolean previouslySegmented,
            @Nullable Boolean runAssignmentOnMove,
            @Nullable String onLeave) {

        String typeOrLead() {
            return recordType == null ? "lead" : recordType;
        }

        SegmentDefinition definition(int lastPriority) {
            return new SegmentDefinition(
                    name == null ? "" : name.strip(),
                    description == null ? "" : description,
                    typeOrLead(),
                    priority == null ? lastPriority : priority,
                    conditionsOrProblem(conditions),
                    sequenceId,
                    Boolean.TRUE.equals(previouslySegmented),
                    Boolean.TRUE.equals(runAssignmentOnMove),
                    choice(onLeave == null ? "keep" : onLeave));
        }
    }

    record ActivateSegment(@Nullable Boolean backfill) {}

    record CopySegment(@Nullable String name, @Nullable Integer priority) {}

    /** @param conditions in place of those of the segment; null: its own */
    record SimulateSegment(@Nullable Map<String, Object> conditions) {}

    /** @param ruleVersion 0 before the first activation */
    public record SegmentBody(
            String id,
            String name,
            String description,
            String recordType,
            int priority,
            Map<String, Object> conditions,
            @Nullable String sequenceId,
            boolean previouslySegmented,
            boolean runAssignmentOnMove,
            String onLeave,
            String status,
            int ruleVersion) {

        static SegmentBody of(String id, Defined segment) {
            SegmentDefinition d = segment.definition();
            return new SegmentBody(
                    id,
                    d.name(),
                    d.description(),
                    d.recordType(),
                    d.priority(),
                    d.conditions(),
                    d.sequenceId(),
                    d.previouslySegmented(),
                    d.runAssignmentOnMove(),
                    d.onLeave().code(),
                    segment.active() ? "active" : "inactive",
                    segment.ruleVersion());
        }
    }

    /** @param backfillJob id of the job that evaluates the records that are there; null when none was asked for */
    record ActivatedBody(
            @JsonUnwrapped SegmentBody segment, @Nullable String backfillJob) {}

    private static final List<String> CHANGEABLE = List.of(
            "name",
            "description",
            "recordType",
            "priority",
            "conditions",
            "sequenceId",
            "previouslySegmented",
            "runAssignmentOnMove",
            "onLeave");

    /** The definition with what the patch gives; what it does not name stays, {@code sequenceId: null} disconnects. */
    @SuppressWarnings("unchecked") // Keys of a JSON object are text.
    static SegmentDefinition patched(SegmentDefinition now, Map<String, Object> patch) {
        for (String name : patch.keySet()) {
            if (!CHANGEABLE.contains(name)) {
                throw Problem.unreadable(
                        "unknown-field",
                        name.length() > 80 ? name.substring(0, 80) : name,
                        "There is no such field here.",
                        "Leave it out; known fields are: " + String.join(", ", new TreeSet<>(CHANGEABLE)) + ".");
            }
        }
        return new SegmentDefinition(
                text(patch, "name", now.name()).strip(),
                text(patch, "description", now.description()),
                text(patch, "recordType", now.recordType()),
                of(patch, "priority", Integer.class, now.priority()),
                patch.containsKey("conditions")
                        ? conditionsOrProblem(of(patch, "conditions", Map.class, Map.of()))
                        : now.conditions(),
                patch.containsKey("sequenceId")
                        ? patch.get("sequenceId") == null ? null : text(patch, "sequenceId", "")
                        : now.sequenceId(),
                of(patch, "previouslySegmented", Boolean.class, now.previouslySegmented()),
                of(patch, "runAssignmentOnMove", Boolean.class, now.runAssignmentOnMove()),
                choice(text(patch, "onLeave", now.onLeave().code())));
    }

    private static String text(Map<String, Object> patch, String name, String otherwise) {
        return of(patch, name, String.class, otherwise);
    }

    private static <T> T of(Map<String, Object> patch, String name, Class<T> type, T otherwise) {
        if (!patch.containsKey(name)) {
            return otherwise;
        }
        if (!type.isInstance(patch.get(name))) {
            throw Problem.unreadable(
                    "wrong-type", name, "The value of '" + name + "' has another type.", "Compare it with /q/openapi.");
        }
        return type.cast(patch.get(name));
    }

    private static Map<String, Object> conditionsOrProblem(@Nullable Map<String, Object> conditions) {
        if (conditions == null) {
            throw Problem.rule(
                    "condition-missing",
                    "conditions",
                    "The condition is missing.",
                    "Set 'conditions', e.g. {\"field\": \"city\", \"op\": \"equals\", \"value\": \"Mumbai\"}.");
        }
        return conditions;
    }

    private static OnLeave choice(String code) {
        return OnLeave.of(code)
                .orElseThrow(() -> Problem.rule(
                        "on-leave-unknown", "onLeave", "There is no such choice.", "Use keep or disconnect."));
    }
}
