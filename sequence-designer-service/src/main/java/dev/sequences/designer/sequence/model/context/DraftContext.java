package dev.sequences.designer.sequence.model.context;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * External data that a draft is checked against. Passed with the command, since the model performs no lookups.
 *
 * @param sequenceId the sequence that the draft belongs to
 * @param record description of its record type
 * @param callResults the organization's results of phone calls
 * @param sequences other sequences that the draft refers to, if they exist and the caller may see them
 * @param messageTemplates existing message templates; null if not looked up
 * @param holidayCalendars ids of the existing holiday calendars among those the draft refers to; null if not looked up
 * @param limits limits of its size
 * @param now time of the check; null if unknown
 */
public record DraftContext(
        String sequenceId,
        RecordDescription record,
        Set<String> callResults,
        Map<String, OtherSequence> sequences,
        @Nullable KnownTemplates messageTemplates,
        @Nullable Set<String> holidayCalendars,
        DraftLimits limits,
        @Nullable Instant now) {

    /** Without message templates, holiday calendars and time. */
    public DraftContext(
            String sequenceId,
            RecordDescription record,
            Set<String> callResults,
            Map<String, OtherSequence> sequences) {
        this(sequenceId, record, callResults, sequences, null, null, DraftLimits.DOCUMENTED, null);
    }

    /** Without any fields or other sequences. */
    public static final DraftContext UNKNOWN =
            new DraftContext("", new RecordDescription("lead", Map.of(), Map.of()), Set.of(), Map.of());

    /**
     * Message templates that a draft refers to.
     *
     * @param channels by id, of the existing templates
     * @param hasExternalTemplates whether the sending system may have templates under other names
     */
    public record KnownTemplates(Map<String, String> channels, boolean hasExternalTemplates) {}

    /** A sequence that records can advance to. */
    public record OtherSequence(String name, String recordType, boolean active) {}

    public Optional<OtherSequence> sequence(String id) {
        return Optional.ofNullable(sequences.get(id));
    }
}
