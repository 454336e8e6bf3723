package dev.sequences.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What may become of a member of a segment, in evidence written by hand. */
class MemberChecksTest {

    private final HandMadeRun run = new HandMadeRun();

    @Test
    void acceptsAnEnrolledMember() {
        hasNoViolation(run.activated().lead(true).joined("j", 0).enrolled("e", "j", 0));
    }

    @Test
    void findsALostMember() {
        finds("never enrolled", run.activated().lead(true).joined("j", 0));
    }

    @Test
    void findsALostMemberAmongEarlierEnrollments() {
        finds(
                "never enrolled",
                run.activated()
                        .lead(true)
                        .joined("j", 0)
                        .enrolled("e", "j", 0)
                        .ended("e")
                        .left()
                        .joined("again", 0));
    }

    @Test
    void acceptsAMemberThatIsEnrolledAlready() {
        hasNoViolation(
                run.activated().lead(true).enrolled("e", "", 0).joined("j", 0).ended("e"));
    }

    @Test
    void findsAMemberThatIsEnrolledTwice() {
        finds(
                "enrolled 2 times",
                run.activated()
                        .lead(true)
                        .joined("j", 0)
                        .enrolled("e1", "j", 0)
                        .ended("e1")
                        .enrolled("e2", "j", 0));
    }

    @Test
    void findsTwoOpenEnrollmentsOfOneRecord() {
        Evidence evidence = run.activated()
                .lead(true)
                .enrolled("e1", "", 0)
                .enrolled("e2", "", 0)
                .evidence();
        assertThat(MemberChecks.noRecordIsEnrolledTwice(evidence).violations()).hasSize(1);
        run.ended("e1");
        assertThat(MemberChecks.noRecordIsEnrolledTwice(run.evidence()).violations())
                .isEmpty();
    }

    @Test
    void acceptsARefusalOfARecordThatWasClosedLater() {
        hasNoViolation(run.activated().lead(true).joined("j", 0).lead(false).refused("j", 1, "null"));
    }

    @Test
    void findsARefusalWithoutATrace() {
        finds("never enrolled", run.activated().lead(true).joined("j", 0).lead(false));
    }

    @Test
    void findsARefusalOfARecordThatWasReopenedAtTheKnownVersion() {
        finds(
                "refused by crm.records lead:1 at /sequences/segment#0, although it joined by crm.records lead:1 at"
                        + " /sequences/segment#1",
                run.activated()
                        .lead(false)
                        .lead(true)
                        .joined("j", 1)
                        .refused("j", 0, "null")
                        .lead(false));
    }

    @Test
    void findsARefusalByAnOpenRecord() {
        finds(
                "refused as closed by crm.records lead:1 at /sequences/segment#0",
                run.activated().lead(true).joined("j", 0).lead(false).refused("j", 0, "null"));
    }

    @Test
    void findsARefusedMemberOfARecordThatIsOpenAgain() {
        finds(
                "but the record is open",
                run.activated()
                        .lead(true)
                        .joined("j", 0)
                        .lead(false)
                        .refused("j", 1, "null")
                        .lead(true));
    }

    @Test
    void acceptsAMemberThatIsEnrolledWhenItsRecordIsReopened() {
        run.activated()
                .lead(true)
                .joined("j", 0)
                .lead(false)
                .refused("j", 1, "'reopened'")
                .lead(true);
        finds("reopened, but never enrolled", run);
        hasNoViolation(run.enrolled("e", "crm.recordslead:12", 2));
    }

    @Test
    void acceptsARefusedMemberThatHasLeft() {
        run.activated().lead(true).joined("j", 0).lead(false).refused("j", 1, "'left'");
        finds("still a member", run);
        hasNoViolation(run.left().lead(true));
    }

    @Test
    void acceptsARefusalOfADeletedRecord() {
        hasNoViolation(run.activated().joined("j", 0).refused("j", "record-deleted", "null", "null"));
    }

    @Test
    void acceptsARefusalForTheTypeOnlyIfItDiffers() {
        finds(
                "refused for its type",
                run.activated().lead(true).joined("j", 0).refused("j", "record-type-mismatch", "null", "null"));
    }

    @Test
    void findsAnUnexpectedRefusal() {
        finds("unexpected reason", run.activated().lead(true).joined("j", 0).refused("j", "no-graph", "null", "null"));
    }

    @Test
    void acceptsAMemberThatWaitsForItsSequence() {
        hasNoViolation(run.activated().deactivated().lead(true).joined("j", 0).waitsForTheSequence("j"));
    }

    @Test
    void findsALostMemberOfADeactivatedSequence() {
        finds("never enrolled", run.activated().deactivated().lead(true).joined("j", 0));
    }

    @Test
    void findsAMemberThatStillWaitsForAnActiveSequence() {
        finds(
                "which is active",
                run.lead(true).joined("j", 0).waitsForTheSequence("j").activated());
    }

    @Test
    void acceptsAMemberThatLeftBeforeItsSequenceWasActivated() {
        hasNoViolation(run.lead(true).joined("j", 0).left().activated());
    }

    @Test
    void acceptsAMemberOfADeletedSequence() {
        hasNoViolation(run.lead(true).joined("j", 0).deleted());
    }

    private static void hasNoViolation(HandMadeRun run) {
        assertThat(MemberChecks.membersAreEnrolled(run.evidence()).violations()).isEmpty();
    }

    private static void finds(String violation, HandMadeRun run) {
        assertThat(MemberChecks.membersAreEnrolled(run.evidence()).violations())
                .singleElement()
                .asString()
                .contains(violation);
    }
}
