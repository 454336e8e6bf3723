package dev.sequences.acceptance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** All properties of a suite at rest, regardless of earlier faults. */
public final class Checker {

    /** Key prefix of messages that a test made unreadable on purpose. */
    public static final String GARBAGE = "garbage";

    private final Evidence evidence;
    private final List<Command> history;

    /**
     * @param history the commands that the clients recorded; empty if none were recorded
     */
    public Checker(Evidence evidence, List<Command> history) {
        this.evidence = evidence;
        this.history = history;
    }

    public List<Verdict> verdicts() {
        List<Verdict> verdicts = new ArrayList<>();
        if (!history.isEmpty()) {
            verdicts.add(LogChecks.acknowledgedCommands(evidence, history));
        }
        verdicts.add(MemberChecks.membersAreEnrolled(evidence));
        verdicts.add(MemberChecks.noRecordIsEnrolledTwice(evidence));
        verdicts.add(BasisChecks.effectsKnowWhatTheirCausesKnew(evidence));
        verdicts.add(EffectChecks.walksPassEachNodeOnce(evidence));
        verdicts.add(WalkChecks.advancedRecordsAreEnrolled(evidence));
        verdicts.add(WalkChecks.failuresStandStill(evidence));
        verdicts.add(WalkChecks.noDayHasTooMany(evidence));
        verdicts.add(WalkChecks.onlyOpenEnrollmentsAskAboutOthers(evidence));
        verdicts.add(WalkChecks.changesWereLookedAt(evidence));
        verdicts.add(AbTestChecks.messagesCountOnce(evidence));
        verdicts.add(AbTestChecks.testsAreDecidedOnce(evidence));
        verdicts.add(EffectChecks.activitiesAreTakenOnce(evidence));
        verdicts.add(EffectChecks.stepsBecomeWorkItems(evidence));
        verdicts.add(EffectChecks.doneWorkMovesTheEnrollment(evidence));
        verdicts.add(EffectChecks.theListShowsWhatIsOpen(evidence));
        verdicts.add(EffectChecks.openEnrollmentsHoldTheirClaims(evidence));
        verdicts.add(LogChecks.denseSequences(evidence));
        verdicts.add(TopicChecks.everyEventIsPublished(evidence));
        verdicts.add(TopicChecks.everyRecordIsExplained(evidence));
        verdicts.add(TopicChecks.everyRecordIsSent(evidence));
        verdicts.addAll(ViewChecks.all(evidence));
        verdicts.add(EffectChecks.theArchiveHasEveryEventOnce(evidence));
        verdicts.add(TimerChecks.waits(evidence));
        verdicts.add(TimerChecks.answers(evidence));
        verdicts.add(TimerChecks.holds(evidence));
        verdicts.add(TimerChecks.secondLooks(evidence));
        verdicts.add(TimerChecks.snoozes(evidence));
        verdicts.add(TimerChecks.dailyEvaluation(evidence));
        verdicts.add(TimerChecks.everyTimerIsOfAKnownKind(evidence));
        verdicts.add(TimerChecks.nothingIsLate(evidence));
        verdicts.add(nothingIsParked());
        verdicts.add(nothingIsWaiting());
        verdicts.add(jobsAreDone());
        return verdicts;
    }

    private Verdict nothingIsParked() {
        Verdict verdict = new Verdict("O5 only unreadable messages are parked");
        for (String service : Evidence.SERVICES) {
            for (JsonNode row : evidence.rows(service + ".parked_message")) {
                verdict.compared(1);
                if (!text(row.path("record_key").asText()).startsWith(GARBAGE)) {
                    verdict.violated(
                            "%s parked %s@%s: %s",
                            service, row.path("topic"), row.path("record_offset"), row.path("reason"));
                }
            }
        }
        return verdict;
    }

    private Verdict nothingIsWaiting() {
        Verdict verdict = new Verdict("O5 no message waits for newer knowledge");
        for (String service : Evidence.SERVICES) {
            for (JsonNode row : evidence.rows(service + ".waiting_message")) {
                verdict.violated(
                        "%s: %s@%s waits for %s",
                        row.path("consumer"), row.path("topic"), row.path("record_offset"), row.path("waiting_for"));
            }
        }
        return verdict;
    }

    private Verdict jobsAreDone() {
        Verdict verdict = new Verdict("O5 every job has ended");
        for (String service : Evidence.SERVICES) {
            for (JsonNode row : evidence.rows(service + ".job")) {
                verdict.compared(1);
                if (row.path("status").asText().equals("running")) {
                    verdict.violated("%s is still running %s %s", service, row.path("kind"), row.path("id"));
                }
            }
        }
        return verdict;
    }

    /** A bytea as JSON shows it: {@code \x6761...}. */
    private static String text(String hex) {
        return hex.startsWith("\\x")
                ? new String(HexFormat.of().parseHex(hex, 2, hex.length()), StandardCharsets.UTF_8)
                : hex;
    }
}
