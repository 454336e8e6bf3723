package dev.sequences.contracts.definition;

import org.jspecify.annotations.Nullable;

/**
 * One node of a graph. Which fields are set depends on the type; the path ends where {@code next}, {@code yes} or {@code no} is missing. A type with settings of its own has them in the part that is named like it.
 *
 * @param key stable key
 * @param type kebab-case type, e.g. {@code phone-call}
 * @param name shown to the seller, up to 100 characters
 * @param description shown to the seller, up to 2000 characters
 * @param templateId message template of email and text steps
 * @param language language tag of the template, e.g. {@code de-AT}
 * @param duration ISO-8601 duration of a wait, one hour to thirty days
 * @param next key of the following node
 * @param yes of a condition: key of the node that follows on yes
 * @param no of a condition: key of the node that follows on no
 * @param abTest set for {@code ab-test}
 * @param emailCondition set for {@code email-condition}
 * @param phoneCondition set for {@code phone-condition}
 * @param fieldCondition set for {@code field-condition}
 * @param stageCondition set for {@code stage-condition}
 * @param eventWait set for {@code event-wait}
 * @param updateField set for {@code update-field}
 * @param advance set for {@code advance}
 */
public record NodeV1(
        String key,
        String type,
        @Nullable String name,
        @Nullable String description,
        @Nullable String templateId,
        @Nullable String language,
        @Nullable String duration,
        @Nullable String next,
        @Nullable String yes,
        @Nullable String no,
        @Nullable AbTestV1 abTest,
        @Nullable EmailConditionV1 emailCondition,
        @Nullable PhoneConditionV1 phoneCondition,
        @Nullable FieldConditionV1 fieldCondition,
        @Nullable StageConditionV1 stageCondition,
        @Nullable EventWaitV1 eventWait,
        @Nullable UpdateFieldV1 updateField,
        @Nullable AdvanceV1 advance) {

    /** A node without settings of its own: a step or a wait. */
    public NodeV1(
            String key,
            String type,
            @Nullable String name,
            @Nullable String description,
            @Nullable String templateId,
            @Nullable String duration,
            @Nullable String next) {
        this(
                key,
                type,
                name,
                description,
                templateId,
                null,
                duration,
                next,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
