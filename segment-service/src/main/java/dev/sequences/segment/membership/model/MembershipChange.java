package dev.sequences.segment.segment.model.membership;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an evaluation changes: a record may leave, join, or both when it moves. */
public record MembershipChange(
        @Nullable Left left, @Nullable Joined joined) {

    public static final MembershipChange NONE = new MembershipChange(null, null);

    /** @param reason moved, no-longer-matches, record-closed or record-deleted */
    public record Left(LiveSegment from, String reason) {}

    /** @param why the conditions that matched, in words */
    public record Joined(LiveSegment to, List<String> why) {}
}
