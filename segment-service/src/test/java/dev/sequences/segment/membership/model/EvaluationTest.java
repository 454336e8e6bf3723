package dev.sequences.segment.segment.model.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.language.condition.EvaluationTime;
import dev.sequences.segment.segment.model.membership.MembershipChange.Joined;
import dev.sequences.segment.segment.model.membership.MembershipChange.Left;
import dev.sequences.segment.segment.model.rule.Facts;
import dev.sequences.segment.segment.model.rule.SegmentConditions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where records go, by the numbers of the domain's testable behaviours where there is one. */
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

    @Test
    void joinsTheFirstByPriorityOnly() { // T54
        assertThat(evaluation(mumbai, web).of(lead("Mumbai", "web"), null))
                .isEqualTo(new MembershipChange(null, new Joined(mumbai, WHY_MUMBAI)));
    }

    @Test
    void joinsTheNextWhenTheFirstDoesNotMatch() {
        assertThat(evaluation(mumbai, web)
                        .of(lead("Delhi", "web"), null)
                        .joined()
                        .to())
                .isEqualTo(web);
    }

    @Test
    void joinsNothingWhenNothingMatches() {
        assertThat(evaluation(mumbai, web).of(lead("Delhi", "mail"), null)).isEqualTo(MembershipChange.NONE);
    }

    @Test
    void aClosedRecordDoesNotJoin() { // T26
        assertThat(evaluation(mumbai).of(closed(), null)).isEqualTo(MembershipChange.NONE);
    }

    @Test
    void aMemberThatIsClosedOrDeletedLeaves() {
        assertThat(evaluation(mumbai).of(closed(), "mumbai"))
                .isEqualTo(new MembershipChange(new Left(mumbai, "record-closed"), null));
        assertThat(evaluation(mumbai).of(null, "mumbai"))
                .isEqualTo(new MembershipChange(new Left(mumbai, "record-deleted"), null));
        assertThat(evaluation(mumbai).of(null, null)).isEqualTo(MembershipChange.NONE);
    }

    @Test
    void aMemberStaysWhenAnotherSegmentComesFirstNow() { // T55
        assertThat(evaluation(web, mumbai).of(lead("Mumbai", "web"), "mumbai")).isEqualTo(MembershipChange.NONE);
    }

    @Test
    void aMemberStaysWhenTheOtherDoesNotTakePreviouslySegmentedRecords() { // T56
        assertThat(evaluation(web, mumbai).of(lead("Delhi", "web"), "mumbai")).isEqualTo(MembershipChange.NONE);
    }

    @Test
    void aMemberMovesToASegmentThatTakesPreviouslySegmentedRecords() { // T56
        assertThat(evaluation(webMoves, mumbai).of(lead("Mumbai", "web"), "mumbai"))
                .isEqualTo(new MembershipChange(
                        new Left(mumbai, "moved"), new Joined(webMoves, List.of("source equals web"))));
    }

    @Test
    void aMemberDoesNotMoveBehindASegmentItStillFits() {
        assertThat(evaluation(mumbai, webMoves).of(lead("Mumbai", "web"), "mumbai"))
                .isEqualTo(MembershipChange.NONE);
    }

    @Test
    void aMemberThatNoLongerFitsMovesAnywhereItMay() {
        assertThat(evaluation(mumbai, webMoves)
                        .of(lead("Delhi", "web"), "mumbai")
                        .joined()
                        .to())
                .isEqualTo(webMoves);
    }

    @Test
    void aMemberStaysInASegmentThatWasDeactivated() { // T58
        LiveSegment off = segment("mumbai", "city", "Mumbai", false, false, true);
        assertThat(evaluation(off, web).of(lead("Delhi", "web"), "mumbai")).isEqualTo(MembershipChange.NONE);
        assertThat(evaluation(off).of(lead("Mumbai", "web"), null)).isEqualTo(MembershipChange.NONE);
    }

    @Test
    void aMemberThatNoLongerFitsStaysUnlessTheSegmentDisconnects() {
        LiveSegment disconnects = segment("mumbai", "city", "Mumbai", true, false, true);
        assertThat(evaluation(mumbai).of(lead("Delhi", "web"), "mumbai")).isEqualTo(MembershipChange.NONE);
        assertThat(evaluation(disconnects).of(lead("Delhi", "mail"), "mumbai"))
                .isEqualTo(new MembershipChange(new Left(disconnects, "no-longer-matches"), null));
        assertThat(evaluation(disconnects, web).of(lead("Delhi", "web"), "mumbai"))
                .isEqualTo(new MembershipChange(
                        new Left(disconnects, "no-longer-matches"), new Joined(web, List.of("source equals web"))));
    }

    @Test
    void aMemberOfADeletedSegmentIsFree() {
        assertThat(evaluation(web).of(lead("Delhi", "web"), "gone").joined().to())
                .isEqualTo(web);
    }

    @Test
    void fillingASegmentLetsNobodyJoinAnother() {
        assertThat(evaluation(web, mumbai)
                        .into("mumbai", lead("Mumbai", "mail"), null)
                        .joined()
                        .to())
                .isEqualTo(mumbai);
        assertThat(evaluation(web, mumbai).into("mumbai", lead("Mumbai", "web"), null))
                .isEqualTo(MembershipChange.NONE);
    }
}
