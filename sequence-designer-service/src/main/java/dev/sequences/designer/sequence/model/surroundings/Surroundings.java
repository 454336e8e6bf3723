package dev.sequences.designer.sequence.model.surroundings;

import java.time.Instant;
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
 * @param sequences the other sequences that the draft names, as far as they exist and whoever asks may see them
 * @param messageTemplates which message templates there are; null when nobody looked
 * @param holidayCalendars ids of the holiday calendars that the draft names, as far as they exist; null when nobody looked
 * @param limits how large it may be
 * @param now when it is checked; null when nobody looked at the clock
 */
public record Surroundings(
        String sequenceId,
        RecordKind record,
        Set<String> callResults,
        Map<String, OtherSequence> sequences,
        @Nullable KnownTemplates messageTemplates,
        @Nullable Set<String> holidayCalendars,
        DraftLimits limits,
        @Nullable Instant now) {

    /** Without a look at message templates, holiday calendars and the clock. */
    public Surroundings(
            String sequenceId, RecordKind record, Set<String> callResults, Map<String, OtherSequence> sequences) {
        this(sequenceId, record, callResults, sequences, null, null, DraftLimits.DOCUMENTED, null);
    }

    /** Nothing is known: no field, no other sequence. */
    public static final Surroundings UNKNOWN =
            new Surroundings("", new RecordKind("lead", Map.of(), Map.of()), Set.of(), Map.of());

    /**
     * The message templates that a draft names.
     *
     * @param channels by id, of those that exist here
     * @param othersElsewhere whether whoever sends the messages may keep templates of their own under names of their own
     */
    public record KnownTemplates(Map<String, String> channels, boolean othersElsewhere) {}

    /** A sequence that records may be advanced to. */
    public record OtherSequence(String name, String recordType, boolean active) {}

    public Optional<OtherSequence> sequence(String id) {
        return Optional.ofNullable(sequences.get(id));
    }
}
