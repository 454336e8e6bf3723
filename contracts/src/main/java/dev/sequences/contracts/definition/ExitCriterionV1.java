package dev.sequences.contracts.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule that ends the enrollment of a record at any node of the sequence.
 *
 * @param on reply, bounce, opt-out, meeting-booked, field-condition, stage or record-closed; more may come
 * @param when with {@code field-condition}: the condition on the record
 * @param process with {@code stage}: name of the business process
 * @param stages with {@code stage}: the stages that end the enrollment
 */
public record ExitCriterionV1(
        String on,
        @Nullable ConditionV1 when,
        @Nullable String process,
        @Nullable List<String> stages) {}
