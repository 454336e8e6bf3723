package dev.sequences.enrollment.activity;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened with a customer.
 *
 * @param id of the producer; the same id twice counts once
 * @param type one of {@link #TYPES}
 * @param enrollmentId the enrollment it belongs to; null for all open ones of the record
 * @param stepId the step it belongs to
 * @param result of a logged call; null for every other activity
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

    /** Those in which activities happen. */
    public static final String YEARS = "2000 to 2100";

    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant AFTER_LAST = Instant.parse("2101-01-01T00:00:00Z");

    private static final int LONGEST_RESULT = 50;
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

    /** Another time is a mistake of the producer, and may be beyond what can be kept. */
    public static boolean isOfOurTime(Instant at) {
        return !at.isBefore(FIRST) && at.isBefore(AFTER_LAST);
    }

    /** As the work list has the results of calls, so that a condition compares like with like. */
    public static boolean isResult(String word) {
        return word.length() <= LONGEST_RESULT && KEBAB.matcher(word).matches();
    }
}
