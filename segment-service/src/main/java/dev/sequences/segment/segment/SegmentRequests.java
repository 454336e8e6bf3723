package dev.sequences.segment.segment;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.http.Fields;
import dev.sequences.segment.segment.model.OnLeave;
import dev.sequences.segment.segment.model.Segment.Defined;
import dev.sequences.segment.segment.model.SegmentDefinition;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Request and response bodies of the segments API. */
public final class SegmentRequests {

    private SegmentRequests() {}

    /**
     * @param recordType default lead
     * @param priority 1 is evaluated first; if missing, the segment comes last of its record type
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

        String recordTypeOrDefault() {
            return recordType == null ? "lead" : recordType;
        }

        SegmentDefinition definition(int lastPriority) {
            return new SegmentDefinition(
                    name == null ? "" : name.strip(),
                    description == null ? "" : description,
                    recordTypeOrDefault(),
                    priority == null ? lastPriority : priority,
                    requiredConditions(conditions),
                    sequenceId,
                    Boolean.TRUE.equals(previouslySegmented),
                    Boolean.TRUE.equals(runAssignmentOnMove),
                    parsedOnLeave(onLeave == null ? "keep" : onLeave));
        }
    }

    record ActivateSegment(@Nullable Boolean backfill) {}

    /** @param dryRun only counts the changes */
    record ReEvaluate(@Nullable Boolean dryRun) {}

    record CopySegment(@Nullable String name, @Nullable Integer priority) {}

    /** @param conditions replace those of the segment; null: its own conditions */
    record SimulateSegment(@Nullable Map<String, Object> conditions) {}

    /**
     * Conditions that are not those of a segment.
     *
     * @param recordType default lead
     */
    record SimulateConditions(
            @Nullable String recordType, @Nullable Map<String, Object> conditions) {}

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

    /** @param backfillJob id of the job that evaluates existing records; null if no backfill was requested */
    record ActivatedBody(
            @JsonUnwrapped SegmentBody segment, @Nullable String backfillJob) {}

    private static final List<String> PATCHABLE = List.of(
            "name",
            "description",
            "recordType",
            "priority",
            "conditions",
            "sequenceId",
            "previouslySegmented",
            "runAssignmentOnMove",
            "onLeave");

    /** Applies a patch: fields that it does not contain are kept; {@code sequenceId: null} removes the sequence. */
    @SuppressWarnings("unchecked") // The keys of a JSON object are text.
    static SegmentDefinition patched(SegmentDefinition current, Map<String, Object> patch) {
        for (String name : patch.keySet()) {
            if (!PATCHABLE.contains(name)) {
                throw Problem.unreadable(
                        "unknown-field",
                        Fields.shortened(name),
                        "Field '" + Fields.shortened(name) + "' is unknown.",
                        "Remove it. Known fields are: " + String.join(", ", new TreeSet<>(PATCHABLE)) + ".");
            }
        }
        return new SegmentDefinition(
                text(patch, "name", current.name()).strip(),
                text(patch, "description", current.description()),
                text(patch, "recordType", current.recordType()),
                of(patch, "priority", Integer.class, current.priority()),
                patch.containsKey("conditions")
                        ? requiredConditions(of(patch, "conditions", Map.class, Map.of()))
                        : current.conditions(),
                patch.containsKey("sequenceId")
                        ? patch.get("sequenceId") == null ? null : text(patch, "sequenceId", "")
                        : current.sequenceId(),
                of(patch, "previouslySegmented", Boolean.class, current.previouslySegmented()),
                of(patch, "runAssignmentOnMove", Boolean.class, current.runAssignmentOnMove()),
                parsedOnLeave(text(patch, "onLeave", current.onLeave().code())));
    }

    private static String text(Map<String, Object> patch, String name, String current) {
        return of(patch, name, String.class, current);
    }

    private static <T> T of(Map<String, Object> patch, String name, Class<T> type, T current) {
        if (!patch.containsKey(name)) {
            return current;
        }
        if (!type.isInstance(patch.get(name))) {
            throw Problem.unreadable(
                    "wrong-type",
                    name,
                    "The value of '" + name + "' has the wrong type.",
                    "Send the type that the OpenAPI document at /q/openapi defines.");
        }
        return type.cast(patch.get(name));
    }

    private static Map<String, Object> requiredConditions(@Nullable Map<String, Object> conditions) {
        if (conditions == null) {
            throw Problem.rule(
                    "condition-missing",
                    "conditions",
                    "conditions is missing.",
                    "Send 'conditions', e.g. {\"field\": \"city\", \"op\": \"equals\", \"value\": \"Mumbai\"}.");
        }
        return conditions;
    }

    private static OnLeave parsedOnLeave(String code) {
        return OnLeave.of(code)
                .orElseThrow(() -> Problem.rule(
                        "on-leave-unknown",
                        "onLeave",
                        "onLeave '" + Fields.shortened(code) + "' is unknown.",
                        "Use keep or disconnect."));
    }
}
