package dev.sequences.designer.sequence.model.surroundings;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a draft is checked against. Comes with the command, since a model looks nothing up.
 *
 * @param sequenceId the sequence that the draft belongs to
 * @param record the kind of records it is for
 * @param callResults results that a phone call may have in this organisation
 * @param sequences the other sequences that the draft names, as far as they exist
 * @param messageTemplates channels of the message templates that the draft names, as far as they exist; null when nobody looked
 * @param holidayCalendars ids of the holiday calendars that the draft names, as far as they exist; null when nobody looked
 */
public record Surroundings(
        String sequenceId,
        RecordKind record,
        Set<String> callResults,
        Map<String, OtherSequence> sequences,
        @Nullable Map<String, String> messageTemplates,
        @Nullable Set<String> holidayCalendars) {

    /** Without a look at message templates and holiday calendars. */
    public Surroundings(
            String sequenceId, RecordKind record, Set<String> callResults, Map<String, OtherSequence> sequences) {
        this(sequenceId, record, callResults, sequences, null, null);
    }

    /** Without a look at holiday calendars. */
    public Surroundings(
            String sequenceId,
            RecordKind record,
            Set<String> callResults,
            Map<String, OtherSequence> sequences,
            @Nullable Map<String, String> messageTemplates) {
        this(sequenceId, record, callResults, sequences, messageTemplates, null);
    }

    /** Nothing is known: no field, no other sequence. */
    public static final Surroundings UNKNOWN =
            new Surroundings("", new RecordKind("lead", Map.of(), Map.of()), Set.of(), Map.of());

    /** A sequence that records may be advanced to. */
    public record OtherSequence(String name, String recordType, boolean active) {}

    public Optional<OtherSequence> sequence(String id) {
        return Optional.ofNullable(sequences.get(id));
    }
}
