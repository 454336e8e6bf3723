package dev.sequences.enrollment.enrollment.model.graph;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One node of a frozen graph, as far as this release can execute it. */
public sealed interface Node {

    String key();

    /** Its type in the graph, in kebab-case. */
    default String type() {
        return switch (this) {
            case Step step -> step.type();
            case Message message -> message.type();
            case AbTest test -> "ab-test";
            case Wait pause -> "wait";
            case EmailCondition condition -> "email-condition";
            case PhoneCondition condition -> "phone-condition";
            case FieldCondition condition -> "field-condition";
            case EventWait wait -> "event-wait";
            case UpdateField update -> "update-field";
            case Advance advance -> "advance";
        };
    }

    /** What people call it; its key where it has no name. */
    default String name() {
        return switch (this) {
            case Step step -> step.name();
            case Message message -> message.name();
            case AbTest test -> test.name();
            default -> key();
        };
    }

    /** A step for a person: it opens and waits for its assignee. {@code type} is the kebab-case type of the graph. */
    record Step(
            String key,
            String type,
            String name,
            @Nullable String description,
            @Nullable String templateId,
            @Nullable String next)
            implements Node {}

    /** A message that goes out by itself, as soon as the walk comes by. */
    record Message(
            String key,
            String type,
            String name,
            String templateId,
            @Nullable String language,
            @Nullable String next) implements Node {}

    /** As a message, in one of two versions, until one wins; the default one for everybody from {@code endsAt} on. */
    record AbTest(
            String key,
            String name,
            Version a,
            Version b,
            int shareOfA,
            String winningMetric,
            @Nullable Instant endsAt,
            String defaultVersion,
            @Nullable String next)
            implements Node {

        /** What is sent, and in which language; its default one where none is said. */
        public record Version(String templateId, @Nullable String language) {}
    }

    /** An interval; ends by timer or is skipped. */
    record Wait(String key, Duration duration, @Nullable String next) implements Node {}

    /** What the customer did with the last email, within a limit that is counted from its sending (rule 2.6). */
    record EmailCondition(
            String key,
            Set<String> interactions,
            boolean all,
            Duration within,
            boolean immediately,
            @Nullable String yes,
            @Nullable String no)
            implements Node {}

    /** Which result the last call had. */
    record PhoneCondition(
            String key,
            Set<String> results,
            @Nullable String yes,
            @Nullable String no) implements Node {}

    /** What the record is like at this moment; {@code onMissing} is {@code take-no}, {@code take-yes} or {@code error}. */
    record FieldCondition(
            String key,
            RecordCondition when,
            String onMissing,
            @Nullable String yes,
            @Nullable String no) implements Node {}

    /** Yes when the activity comes within the limit. */
    record EventWait(
            String key,
            String event,
            Duration within,
            @Nullable String yes,
            @Nullable String no) implements Node {}

    /** Asks the owner of the record to set a field; {@code value} of null clears it. */
    record UpdateField(
            String key,
            String field,
            @Nullable Object value,
            @Nullable String ownerType,
            @Nullable String ownerId,
            @Nullable String next)
            implements Node {}

    /** Leaves for another sequence. */
    record Advance(String key, String sequenceId) implements Node {}

    /** A stage of a business process, asked as a condition on the fields that carry it. */
    static RecordCondition stage(String process, List<String> stages) {
        return new RecordCondition.All(List.of(
                new RecordCondition.Leaf("process", "equals", List.of(process)),
                new RecordCondition.Leaf("stage", "any-of", List.copyOf(stages))));
    }
}
