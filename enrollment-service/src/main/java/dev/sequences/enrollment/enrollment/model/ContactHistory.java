package dev.sequences.enrollment.enrollment.model;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What conditions refer to: the last email and the last call of the enrollment.
 *
 * @param openType type of the last opened step, which determines how its end is recorded
 * @param email the last completed or skipped email step
 * @param callResult result of the last call, including the open one; null when there was none, it had no result, or it was
 *     skipped
 */
public record ContactHistory(
        @Nullable String openType,
        @Nullable LastEmail email,
        @Nullable String callResult) {

    private static final String CALL = "phone-call";

    public static final ContactHistory EMPTY = new ContactHistory(null, null, null);

    /**
     * The email that conditions refer to.
     *
     * @param interactions time of the first interaction of each kind
     */
    public record LastEmail(String stepId, Instant doneAt, boolean skipped, Map<String, Instant> interactions) {

        LastEmail with(String interaction, Instant at) {
            Map<String, Instant> more = new HashMap<>(interactions);
            more.putIfAbsent(interaction, at);
            return new LastEmail(stepId, doneAt, skipped, Map.copyOf(more));
        }
    }

    ContactHistory withOpened(String stepType) {
        return new ContactHistory(stepType, email, stepType.equals(CALL) ? null : callResult);
    }

    ContactHistory withClosed(String stepId, Instant at, boolean skipped, @Nullable String result) {
        if (openType == null) {
            return this;
        }
        return switch (openType) {
            case "email", "automated-email", "ab-test" ->
                new ContactHistory(openType, new LastEmail(stepId, at, skipped, Map.of()), callResult);
            case CALL -> new ContactHistory(openType, email, result);
            default -> this;
        };
    }

    boolean isCallOpen() {
        return CALL.equals(openType);
    }

    ContactHistory withCallResult(String result) {
        return new ContactHistory(openType, email, result);
    }

    ContactHistory withInteraction(String interaction, @Nullable String stepId, Instant at) {
        return email == null || (stepId != null && !stepId.equals(email.stepId()))
                ? this
                : new ContactHistory(openType, email.with(interaction, at), callResult);
    }
}
