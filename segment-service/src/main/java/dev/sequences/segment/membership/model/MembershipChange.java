package dev.sequences.segment.membership.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Result of an evaluation: the record leaves a segment, joins one, or both when it moves. */
public record MembershipChange(
        @Nullable Left left, @Nullable Joined joined) {

    public static final MembershipChange NONE = new MembershipChange(null, null);

    /** @param reason moved, no-longer-matches, record-closed or record-deleted */
    public record Left(LiveSegment from, String reason) {}

    /** @param why the conditions that matched, in words */
    public record Joined(LiveSegment to, List<String> why) {}
}
