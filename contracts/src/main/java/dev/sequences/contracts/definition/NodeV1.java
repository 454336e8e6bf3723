package dev.sequences.contracts.definition;

import dev.sequences.contracts.Variant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One node of a graph. Which fields are set depends on the type; the path ends where {@code next}, {@code yes} or {@code no} is missing. Settings specific to a type are in the field named after the type.
 *
 * <p>In JSON a node is one object; {@link Variant.Records#of} finds the record for its {@code type}.
 */
public sealed interface NodeV1 {

    /** Stable key. */
    String key();

    /** Kebab-case type, one of {@link NodeTypes}; more may come. */
    String type();

    /** Name shown to the seller. */
    @Nullable
    String name();

    /** Description shown to the seller. */
    @Nullable
    String description();

    /** Returns the keys of the nodes that may follow, in the order next, yes, no; null where the path ends. */
    List<@Nullable String> successors();

    /**
     * A step of a seller.
     *
     * @param key stable key
     * @param type kebab-case type, e.g. {@code phone-call}
     * @param name shown to the seller, up to 100 characters
     * @param description shown to the seller, up to 2000 characters
     * @param templateId message template of email and text steps
     * @param language language tag of the template, e.g. {@code de-AT}
     * @param next key of the following node
     */
    @Variant({
        NodeTypes.EMAIL,
        NodeTypes.TEXT_MESSAGE,
        NodeTypes.PHONE_CALL,
        NodeTypes.TASK,
        NodeTypes.LINKEDIN_RESEARCH,
        NodeTypes.LINKEDIN_INTRODUCTION,
        NodeTypes.LINKEDIN_CONNECT,
        NodeTypes.LINKEDIN_INMAIL
    })
    record Step(
            String key,
            String type,
            @Nullable String name,
            @Nullable String description,
            @Nullable String templateId,
            @Nullable String language,
            @Nullable String next)
            implements NodeV1 {

        @Override
        public List<@Nullable String> successors() {
            return Arrays.asList(next);
        }
    }

    /**
     * A message that is sent automatically.
     *
     * @param key stable key
     * @param type kebab-case type, e.g. {@code phone-call}
     * @param name shown to the seller, up to 100 characters
     * @param description shown to the seller, up to 2000 characters
     * @param templateId message template of email and text steps
     * @param language language tag of the template, e.g. {@code de-AT}
     * @param next key of the following node
     */
    @Variant({NodeTypes.AUTOMATED_EMAIL, NodeTypes.AUTOMATED_TEXT_MESSAGE})
    record AutomatedMessage(
            String key,
            String type,
            @Nullable String name,
            @Nullable String description,
            @Nullable String templateId,
            @Nullable String language,
            @Nullable String next)
            implements NodeV1 {

        @Override
        public List<@Nullable String> successors() {
            return Arrays.asList(next);
        }
    }

    /**
     * A wait that ends by timer or is skipped.
     *
     * @param key stable key
     * @param type kebab-case type, e.g. {@code phone-call}
     * @param name shown to the seller, up to 100 characters
     * @param description shown to the seller, up to 2000 characters
     * @param duration ISO-8601 duration of a wait, one hour to thirty days
     * @param next key of the following node
     */
    @Variant(NodeTypes.WAIT)
    record Wait(
            String key,
            String type,
            @Nullable String name,
            @Nullable String description,
            String duration,
            @Nullable String next)
            implements NodeV1 {

        public Wait(
                String key,
                @Nullable String name,
                @Nullable String description,
                String duration,
                @Nullable String next) {
            this(key, NodeTypes.WAIT, name, description, duration, next);
        }

        @Override
        public List<@Nullable String> successors() {
            return Arrays.asList(next);
        }
    }

    /**
     * A node of a type that this version of the contract does not know.
     *
     * @param key stable key
     * @param type kebab-case type, e.g. {@code phone-call}
     * @param name shown to the seller, up to 100 characters
     * @param description shown to the seller, up to 2000 characters
     * @param next key of the following node
     * @param yes of a condition: key of the node that follows on yes
     * @param no of a condition: key of the node that follows on no
     */
    @Variant({})
    record Other(
            String key,
            String type,
            @Nullable String name,
            @Nullable String description,
            @Nullable String next,
            @Nullable String yes,
            @Nullable String no)
            implements NodeV1 {

        @Override
        public List<@Nullable String> successors() {
            return Arrays.asList(next, yes, no);
        }
    }

    /**
     * Two automated emails that share the records until one wins.
     *
     * @param key stable key
     * @param type kebab-case type, e.g. {@code phone-call}
     * @param name shown to the seller, up to 100 characters
     * @param description shown to the seller, up to 2000 characters
     * @param next key of the following node
     * @param abTest set for {@code ab-test}
     */
    @Variant(NodeTypes.AB_TEST)
    record AbTest(
            String key,
            String type,
            @Nullable String name,
            @Nullable String description,
            @Nullable String next,
            AbTestV1 abTest)
            implements NodeV1 {

        public AbTest(
                String key,
                @Nullable String name,
                @Nullable String description,
                @Nullable String next,
                AbTestV1 abTest) {
            this(key, NodeTypes.AB_TEST, name, description, next, abTest);
        }

        @Override
        public List<@Nullable String> successors() {
            return Arrays.asList(next);
        }
    }

    /**
     * A condition on the interactions with the preceding email.
     *
     * @param key stable key
     * @param type kebab-case type, e.g. {@code phone-call}
     * @param name shown to the seller, up to 100 characters
     * @param description shown to the seller, up to 2000 characters
     * @param yes of a condition: key of the node that follows on yes
     * @param no of a condition: key of the node that follows on no
     * @param emailCondition set for {@code email-condition}
     */
    @Variant(NodeTypes.EMAIL_CONDITION)
    record EmailCondition(
            String key,
            String type,
            @Nullable String name,
            @Nullable String description,
            @Nullable String yes,
            @Nullable String no,
            EmailConditionV1 emailCondition)
            implements NodeV1 {

        public EmailCondition(
                String key,
                @Nullable String name,
                @Nullable String description,
                @Nullable String yes,
                @Nullable String no,
                EmailConditionV1 emailCondition) {
            this(key, NodeTypes.EMAIL_CONDITION, name, description, yes, no, emailCondition);
        }

        @Override
        public List<@Nullable String> successors() {
            return Arrays.asList(yes, no);
        }
    }

    /**
     * A condition on the result of the preceding phone call.
     *
     * @param key stable key
     * @param type kebab-case type, e.g. {@code phone-call}
     * @param name shown to the seller, up to 100 characters
     * @param description shown to the seller, up to 2000 characters
     * @param yes of a condition: key of the node that follows on yes
     * @param no of a condition: key of the node that follows on no
     * @param phoneCondition set for {@code phone-condition}
     */
    @Variant(NodeTypes.PHONE_CONDITION)
    record PhoneCondition(
            String key,
            String type,
            @Nullable String name,
            @Nullable String description,
            @Nullable String yes,
            @Nullable String no,
            PhoneConditionV1 phoneCondition)
            implements NodeV1 {

        public PhoneCondition(
                String key,
                @Nullable String name,
                @Nullable String description,
                @Nullable String yes,
                @Nullable String no,
                PhoneConditionV1 phoneCondition) {
            this(key, NodeTypes.PHONE_CONDITION, name, description, yes, no, phoneCondition);
        }

        @Override
        public List<@Nullable String> successors() {
            return Arrays.asList(yes, no);
        }
    }

    /**
     * A condition on the record.
     *
     * @param key stable key
     * @param type kebab-case type, e.g. {@code phone-call}
     * @param name shown to the seller, up to 100 characters
     * @param description shown to the seller, up to 2000 characters
     * @param yes of a condition: key of the node that follows on yes
     * @param no of a condition: key of the node that follows on no
     * @param fieldCondition set for {@code field-condition}
     */
    @Variant(NodeTypes.FIELD_CONDITION)
    record FieldCondition(
            String key,
            String type,
            @Nullable String name,
            @Nullable String description,
            @Nullable String yes,
            @Nullable String no,
            FieldConditionV1 fieldCondition)
            implements NodeV1 {

        public FieldCondition(
                String key,
                @Nullable String name,
                @Nullable String description,
                @Nullable String yes,
                @Nullable String no,
                FieldConditionV1 fieldCondition) {
            this(key, NodeTypes.FIELD_CONDITION, name, description, yes, no, fieldCondition);
        }

        @Override
        public List<@Nullable String> successors() {
            return Arrays.asList(yes, no);
        }
    }

    /**
     * A condition on the stage of the record's business process.
     *
     * @param key stable key
     * @param type kebab-case type, e.g. {@code phone-call}
     * @param name shown to the seller, up to 100 characters
     * @param description shown to the seller, up to 2000 characters
     * @param yes of a condition: key of the node that follows on yes
     * @param no of a condition: key of the node that follows on no
     * @param stageCondition set for {@code stage-condition}
     */
    @Variant(NodeTypes.STAGE_CONDITION)
    record StageCondition(
            String key,
            String type,
            @Nullable String name,
            @Nullable String description,
            @Nullable String yes,
            @Nullable String no,
            StageConditionV1 stageCondition)
            implements NodeV1 {

        public StageCondition(
                String key,
                @Nullable String name,
                @Nullable String description,
                @Nullable String yes,
                @Nullable String no,
                StageConditionV1 stageCondition) {
            this(key, NodeTypes.STAGE_CONDITION, name, description, yes, no, stageCondition);
        }

        @Override
        public List<@Nullable String> successors() {
            return Arrays.asList(yes, no);
        }
    }

    /**
     * Waits for an event.
     *
     * @param key stable key
     * @param type kebab-case type, e.g. {@code phone-call}
     * @param name shown to the seller, up to 100 characters
     * @param description shown to the seller, up to 2000 characters
     * @param yes of a condition: key of the node that follows on yes
     * @param no of a condition: key of the node that follows on no
     * @param eventWait set for {@code event-wait}
     */
    @Variant(NodeTypes.EVENT_WAIT)
    record EventWait(
            String key,
            String type,
            @Nullable String name,
            @Nullable String description,
            @Nullable String yes,
            @Nullable String no,
            EventWaitV1 eventWait)
            implements NodeV1 {

        public EventWait(
                String key,
                @Nullable String name,
                @Nullable String description,
                @Nullable String yes,
                @Nullable String no,
                EventWaitV1 eventWait) {
            this(key, NodeTypes.EVENT_WAIT, name, description, yes, no, eventWait);
        }

        @Override
        public List<@Nullable String> successors() {
            return Arrays.asList(yes, no);
        }
    }

    /**
     * Sets one field of the record.
     *
     * @param key stable key
     * @param type kebab-case type, e.g. {@code phone-call}
     * @param name shown to the seller, up to 100 characters
     * @param description shown to the seller, up to 2000 characters
     * @param next key of the following node
     * @param updateField set for {@code update-field}
     */
    @Variant(NodeTypes.UPDATE_FIELD)
    record UpdateField(
            String key,
            String type,
            @Nullable String name,
            @Nullable String description,
            @Nullable String next,
            UpdateFieldV1 updateField)
            implements NodeV1 {

        public UpdateField(
                String key,
                @Nullable String name,
                @Nullable String description,
                @Nullable String next,
                UpdateFieldV1 updateField) {
            this(key, NodeTypes.UPDATE_FIELD, name, description, next, updateField);
        }

        @Override
        public List<@Nullable String> successors() {
            return Arrays.asList(next);
        }
    }

    /**
     * Ends the enrollment and enrolls the record in another sequence.
     *
     * @param key stable key
     * @param type kebab-case type, e.g. {@code phone-call}
     * @param name shown to the seller, up to 100 characters
     * @param description shown to the seller, up to 2000 characters
     * @param advance set for {@code advance}
     */
    @Variant(NodeTypes.ADVANCE)
    record Advance(
            String key,
            String type,
            @Nullable String name,
            @Nullable String description,
            AdvanceV1 advance) implements NodeV1 {

        public Advance(String key, @Nullable String name, @Nullable String description, AdvanceV1 advance) {
            this(key, NodeTypes.ADVANCE, name, description, advance);
        }

        @Override
        public List<@Nullable String> successors() {
            return List.of();
        }
    }
}
