package dev.sequences.segment.membership.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.language.condition.EvaluationTime;
import dev.sequences.segment.membership.model.MembershipChange.Joined;
import dev.sequences.segment.membership.model.MembershipChange.Left;
import dev.sequences.segment.segment.model.rule.SegmentConditions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Assignment of records to segments; T numbers refer to the domain rules. */
class EvaluationTest {

    private static final EvaluationTime NOW = new EvaluationTime(Instant.parse("2026-03-10T12:00:00Z"), ZoneOffset.UTC);
    private static final List<String> WHY_MUMBAI = List.of("city equals Mumbai");

    private final LiveSegment mumbai = segment("mumbai", "city", "Mumbai", true, false, false);
    private final LiveSegment web = segment("web", "source", "web", true, false, false);
    private final LiveSegment webMoves = segment("web", "source", "web", true, true, false);

    private static LiveSegment segment(
            String id, String field, String value, boolean active, boolean previouslySegmented, boolean disconnects) {
        return new LiveSegment(
                id,
                1,
                SegmentConditions.stored(Map.of("field", field, "op", "equals", "value", value)),
                active,
                "sequence-of-" + id,
                previouslySegmented,
                false,
                disconnects);
    }

    private static Facts lead(String city, String source) {
        return new Facts("lead", "1", null, "user", "tomas", true, Map.of("city", city, "source", source));
    }

    private static Facts closed() {
        return new Facts("lead", "1", null, "user", "tomas", false, Map.of("city", "Mumbai", "source", "web"));
    }

    private static Evaluation evaluation(LiveSegment... byPriority) {
        return new Evaluation(List.of(byPriority), NOW);
    }

    /** T54. */
    @Test
    void joinsTheFirstByPriorityOnly() {
        assertThat(evaluation(mumbai, web).evaluate(lead("Mumbai", "web"), null))
                .isEqualTo(new MembershipChange(null, new Joined(mumbai, WHY_MUMBAI)));
    }

    @Test
    void joinsTheNextWhenTheFirstDoesNotMatch() {
        assertThat(evaluation(mumbai, web)
                        .evaluate(lead("Delhi", "web"), null)
                        .joined()
                        .to())
                .isEqualTo(web);
    }

    @Test
    void joinsNothingWhenNothingMatches() {
        assertThat(evaluation(mumbai, web).evaluate(lead("Delhi", "mail"), null))
                .isEqualTo(MembershipChange.NONE);
    }

    /** T26. */
    @Test
    void rejectsClosedRecords() {
        assertThat(evaluation(mumbai).evaluate(closed(), null)).isEqualTo(MembershipChange.NONE);
    }

    @Test
    void removesClosedAndDeletedMembers() {
        assertThat(evaluation(mumbai).evaluate(closed(), "mumbai"))
                .isEqualTo(new MembershipChange(new Left(mumbai, "record-closed"), null));
        assertThat(evaluation(mumbai).evaluate(null, "mumbai"))
                .isEqualTo(new MembershipChange(new Left(mumbai, "record-deleted"), null));
        assertThat(evaluation(mumbai).evaluate(null, null)).isEqualTo(MembershipChange.NONE);
    }

    /** T55. */
    @Test
    void keepsAMemberWhenPrioritiesChange() {
        assertThat(evaluation(web, mumbai).evaluate(lead("Mumbai", "web"), "mumbai"))
                .isEqualTo(MembershipChange.NONE);
    }

    /** T56. */
    @Test
    void keepsAMemberIfTheOtherSegmentAcceptsNoPreviouslySegmentedRecords() {
        assertThat(evaluation(web, mumbai).evaluate(lead("Delhi", "web"), "mumbai"))
                .isEqualTo(MembershipChange.NONE);
    }

    /** T56. */
    @Test
    void movesAMemberToASegmentThatAcceptsPreviouslySegmentedRecords() {
        assertThat(evaluation(webMoves, mumbai).evaluate(lead("Mumbai", "web"), "mumbai"))
                .isEqualTo(new MembershipChange(
                        new Left(mumbai, "moved"), new Joined(webMoves, List.of("source equals web"))));
    }

    @Test
    void keepsAMatchingMemberWhenASegmentOfLowerPriorityMatches() {
        assertThat(evaluation(mumbai, webMoves).evaluate(lead("Mumbai", "web"), "mumbai"))
                .isEqualTo(MembershipChange.NONE);
    }

    @Test
    void movesAMemberThatNoLongerMatches() {
        assertThat(evaluation(mumbai, webMoves)
                        .evaluate(lead("Delhi", "web"), "mumbai")
                        .joined()
                        .to())
                .isEqualTo(webMoves);
    }

    /** T58. */
    @Test
    void keepsMembersOfADeactivatedSegment() {
        LiveSegment off = segment("mumbai", "city", "Mumbai", false, false, true);
        assertThat(evaluation(off, web).evaluate(lead("Delhi", "web"), "mumbai"))
                .isEqualTo(MembershipChange.NONE);
        assertThat(evaluation(off).evaluate(lead("Mumbai", "web"), null)).isEqualTo(MembershipChange.NONE);
    }

    @Test
    void keepsAMemberThatNoLongerMatchesUnlessTheSegmentDisconnects() {
        LiveSegment disconnects = segment("mumbai", "city", "Mumbai", true, false, true);
        assertThat(evaluation(mumbai).evaluate(lead("Delhi", "web"), "mumbai")).isEqualTo(MembershipChange.NONE);
        assertThat(evaluation(disconnects).evaluate(lead("Delhi", "mail"), "mumbai"))
                .isEqualTo(new MembershipChange(new Left(disconnects, "no-longer-matches"), null));
        assertThat(evaluation(disconnects, web).evaluate(lead("Delhi", "web"), "mumbai"))
                .isEqualTo(new MembershipChange(
                        new Left(disconnects, "no-longer-matches"), new Joined(web, List.of("source equals web"))));
    }

    @Test
    void treatsAMemberOfADeletedSegmentAsUnsegmented() {
        assertThat(evaluation(web)
                        .evaluate(lead("Delhi", "web"), "deleted")
                        .joined()
                        .to())
                .isEqualTo(web);
    }

    @Test
    void backfillsNoOtherSegment() {
        assertThat(evaluation(web, mumbai)
                        .evaluateForSegment("mumbai", lead("Mumbai", "mail"), null)
                        .joined()
                        .to())
                .isEqualTo(mumbai);
        assertThat(evaluation(web, mumbai).evaluateForSegment("mumbai", lead("Mumbai", "web"), null))
                .isEqualTo(MembershipChange.NONE);
    }
}
