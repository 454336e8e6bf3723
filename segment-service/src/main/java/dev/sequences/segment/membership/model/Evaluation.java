package dev.sequences.segment.segment.model.membership;

import dev.sequences.language.condition.EvaluationTime;
import dev.sequences.language.condition.Relation;
import dev.sequences.segment.segment.model.membership.MembershipChange.Joined;
import dev.sequences.segment.segment.model.membership.MembershipChange.Left;
import dev.sequences.segment.segment.model.rule.Facts;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One segment per record: the first by priority that matches. A member stays through edits, other priorities and
 * deactivation; it moves only to a segment that takes previously segmented records.
 *
 * @param byPriority all segments of the record's type, first by priority first
 * @param time for conditions such as in-last-days
 */
public record Evaluation(List<LiveSegment> byPriority, EvaluationTime time) {

    /**
     * @param facts the record; null when it was deleted
     * @param memberOf id of its segment; null when it is in none. A segment that is gone counts as none
     */
    public MembershipChange of(@Nullable Facts facts, @Nullable String memberOf) {
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

    /** Relations to the records that the conditions read. */
    public Set<Relation> relations() {
        Set<Relation> relations = new HashSet<>();
        for (LiveSegment segment : byPriority) {
            segment.conditions().relations().map(Relation::new).forEach(relations::add);
        }
        return relations;
    }

    /** As {@link #of}, for one newly activated segment alone: nobody leaves or joins another because of it. */
    public MembershipChange into(String segmentId, Facts facts, @Nullable String memberOf) {
        MembershipChange change = of(facts, memberOf);
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

    private Optional<Joined> firstMatch(Facts facts, @Nullable LiveSegment but) {
        for (LiveSegment segment : byPriority) {
            if (segment.active() && !segment.equals(but)) {
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
