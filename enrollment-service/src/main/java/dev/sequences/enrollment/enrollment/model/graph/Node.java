package dev.sequences.enrollment.enrollment.model.graph;

import dev.sequences.language.condition.Condition;
import dev.sequences.language.condition.Operator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A node of a frozen graph that this release can execute. */
public sealed interface Node {

    String key();

    /** Type in the graph, in kebab-case. */
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
            case UpdateField update -> UpdateField.TYPE;
            case Advance advance -> "advance";
        };
    }

    /** Display name; the key when it has none. */
    default String name() {
        return switch (this) {
            case Step step -> step.name();
            case Message message -> message.name();
            case AbTest test -> test.name();
            default -> key();
        };
    }

    /** A step for a seller: it opens and waits for its assignee. {@code type}: kebab-case type of the graph. */
    record Step(
            String key,
            String type,
            String name,
            @Nullable String description,
            @Nullable String templateId,
            @Nullable String next)
            implements Node {}

    /** A message that is sent automatically when the enrollment reaches the node. */
    record Message(
            String key,
            String type,
            String name,
            String templateId,
            @Nullable String language,
            @Nullable String next) implements Node {}

    /** An automated message in two versions until one wins; from {@code endsAt} on, the default version. */
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

        /** Template and language of a version; null for the template's default language. */
        public record Version(String templateId, @Nullable String language) {}
    }

    /** An interval; ended by its timer or skipped. */
    record Wait(String key, Duration duration, @Nullable String next) implements Node {}

    /** Branches by what the customer did with the last email, within a limit counted from its sending (rule 2.6). */
    record EmailCondition(
            String key,
            Set<String> interactions,
            boolean all,
            Duration within,
            boolean immediately,
            @Nullable String yes,
            @Nullable String no)
            implements Node {}

    /** Branches by the result of the last call. */
    record PhoneCondition(
            String key,
            Set<String> results,
            @Nullable String yes,
            @Nullable String no) implements Node {}

    /** Branches by the record's current fields; {@code onMissing} is {@code take-no}, {@code take-yes} or {@code error}. */
    record FieldCondition(
            String key,
            Condition when,
            String onMissing,
            @Nullable String yes,
            @Nullable String no) implements Node {}

    /** Takes the yes branch when the activity happens within the limit. */
    record EventWait(
            String key,
            String event,
            Duration within,
            @Nullable String yes,
            @Nullable String no) implements Node {}

    /** Requests the record's owner system to set a field; a null {@code value} clears it. */
    record UpdateField(
            String key,
            String field,
            @Nullable Object value,
            @Nullable String ownerType,
            @Nullable String ownerId,
            @Nullable String next)
            implements Node {

        public static final String TYPE = "update-field";
    }

    /** Ends the enrollment and enrolls the record in another sequence. */
    record Advance(String key, String sequenceId) implements Node {}

    /** A stage of a business process, as a condition on the fields that store it. */
    static Condition stage(String process, List<String> stages) {
        return new Condition.All(List.of(
                Condition.Leaf.of("process", Operator.EQUALS, process),
                Condition.Leaf.of("stage", Operator.ANY_OF, List.copyOf(stages))));
    }
}
