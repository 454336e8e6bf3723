package dev.sequences.enrollment.activity;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened with a customer.
 *
 * @param id chosen by the producer; a repeated id counts once
 * @param type one of {@link #TYPES}
 * @param enrollmentId the enrollment it belongs to; null for every open enrollment of the record
 * @param stepId the step it belongs to; null when unknown
 * @param result of a logged call; null for every other type
 */
public record Activity(
        String id,
        String type,
        String recordType,
        String recordId,
        Instant at,
        @Nullable String enrollmentId,
        @Nullable String stepId,
        @Nullable String result) {

    public static final String CALL_LOGGED = "call-logged";

    /** The range of years in which activities are accepted. */
    public static final String YEARS = "2000 to 2100";

    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2101-01-01T00:00:00Z");

    private static final int MAX_RESULT_LENGTH = 50;
    private static final Pattern KEBAB = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    public static final List<String> TYPES = List.of(
            "email-sent",
            "email-opened",
            "email-replied",
            "email-link-clicked",
            "email-attachment-viewed",
            "email-bounced",
            "opt-out",
            CALL_LOGGED,
            "meeting-booked",
            "text-sent",
            "task-done");

    /**
     * Returns whether the time is within {@link #YEARS}. Other times are a mistake of the producer and may be outside the
     * range of the database.
     */
    public static boolean isPlausible(Instant at) {
        return !at.isBefore(FIRST) && at.isBefore(END);
    }

    /**
     * Returns whether the text is a kebab-case word as the work list uses for call results, so that conditions compare equal
     * words.
     */
    public static boolean isResult(String word) {
        return word.length() <= MAX_RESULT_LENGTH && KEBAB.matcher(word).matches();
    }
}
