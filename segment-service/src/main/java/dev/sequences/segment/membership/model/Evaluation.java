package dev.sequences.segment.membership.model;

import dev.sequences.language.condition.EvaluationTime;
import dev.sequences.language.condition.Relation;
import dev.sequences.segment.membership.model.MembershipChange.Joined;
import dev.sequences.segment.membership.model.MembershipChange.Left;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Assigns a record to at most one segment: the first match by priority (T54). A member stays when its segment is edited, deactivated (T58)
 * or no longer first by priority (T55); it moves only to a segment that accepts previously segmented records (T56).
 *
 * @param byPriority all segments of the record's type in the order of evaluation
 * @param time for conditions such as in-last-days
 */
public record Evaluation(List<LiveSegment> byPriority, EvaluationTime time) {

    /**
     * Returns how the membership of a record changes.
     *
     * @param facts the record; null if it was deleted
     * @param memberOf id of its current segment; null if it has none. A deleted segment counts as none
     */
    public MembershipChange evaluate(@Nullable Facts facts, @Nullable String memberOf) {
        Optional<LiveSegment> own =
                byPriority.stream().filter(s -> s.id().equals(memberOf)).findFirst();
        if (facts == null) {
            return own.map(s -> left(s, "record-deleted")).orElse(MembershipChange.NONE);
        }
        if (!facts.active()) {
            return own.map(s -> left(s, "record-closed")).orElse(MembershipChange.NONE);
        }
        return own.map(s -> ofMember(facts, s))
                .orElseGet(
                        () -> new MembershipChange(null, firstMatch(facts, null).orElse(null)));
    }

    /** The relations whose target records the conditions read. */
    public Set<Relation> relations() {
        Set<Relation> relations = new HashSet<>();
        for (LiveSegment segment : byPriority) {
            segment.conditions().relations().map(Relation::new).forEach(relations::add);
        }
        return relations;
    }

    /** Like {@link #evaluate}, but returns only a change that makes the record a member of this segment. */
    public MembershipChange evaluateForSegment(String segmentId, Facts facts, @Nullable String memberOf) {
        MembershipChange change = evaluate(facts, memberOf);
        Joined joined = change.joined();
        return joined != null && joined.to().id().equals(segmentId) ? change : MembershipChange.NONE;
    }

    private MembershipChange ofMember(Facts facts, LiveSegment own) {
        for (LiveSegment segment : byPriority) {
            boolean same = segment.id().equals(own.id());
            if (!segment.active() || !(same || segment.previouslySegmented())) {
                continue;
            }
            Optional<List<String>> why = segment.conditions().reasons(facts, time);
            if (why.isPresent()) {
                return same
                        ? MembershipChange.NONE
                        : new MembershipChange(new Left(own, "moved"), new Joined(segment, why.get()));
            }
        }
        if (own.active() && own.disconnects()) {
            return new MembershipChange(
                    new Left(own, "no-longer-matches"), firstMatch(facts, own).orElse(null));
        }
        return MembershipChange.NONE;
    }

    private Optional<Joined> firstMatch(Facts facts, @Nullable LiveSegment excluded) {
        for (LiveSegment segment : byPriority) {
            if (segment.active() && !segment.equals(excluded)) {
                Optional<List<String>> why = segment.conditions().reasons(facts, time);
                if (why.isPresent()) {
                    return Optional.of(new Joined(segment, why.get()));
                }
            }
        }
        return Optional.empty();
    }

    private static MembershipChange left(LiveSegment from, String reason) {
        return new MembershipChange(new Left(from, reason), null);
    }
}
