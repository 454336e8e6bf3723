package dev.sequences.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Decisions and what they are based on, in evidence written by hand. */
class BasisChecksTest {

    private final HandMadeRun run = new HandMadeRun().activated().lead(true).lead(true);

    @Test
    void acceptsEqualAndNewerKnowledge() {
        Evidence evidence = run.joined("j", 1)
                .enrolled("e1", "j", 1)
                .ended("e1")
                .enrolled("e2", "j", 2)
                .evidence();
        Verdict verdict = BasisChecks.effectsKnowWhatTheirCausesKnew(evidence);
        assertThat(verdict.violations()).isEmpty();
        assertThat(verdict.toString()).contains("3 compared");
    }

    @Test
    void findsADecisionOnOlderKnowledge() {
        Evidence evidence = run.joined("j", 1).enrolled("e", "j", 0).evidence();
        assertThat(BasisChecks.effectsKnowWhatTheirCausesKnew(evidence).violations())
                .singleElement()
                .asString()
                .contains("used crm.records lead:1 at /sequences/segment#0");
    }

    @Test
    void findsADecisionWithoutAFact() {
        Evidence evidence = run.joined("j", 1).decidedWithout("e", 1).evidence();
        assertThat(BasisChecks.effectsKnowWhatTheirCausesKnew(evidence).violations())
                .singleElement()
                .asString()
                .contains("decided without crm.records lead:1 at /sequences/segment#1");
    }

    @Test
    void findsAVersionInTheDataThatIsNotInTheHeader() {
        Evidence evidence = run.joined("j", 1).enrolled("e", "j", 1, 2).evidence();
        assertThat(BasisChecks.effectsKnowWhatTheirCausesKnew(evidence).violations())
                .singleElement()
                .asString()
                .contains("recordVersion /sequences/segment#2 is not in the header");
    }

    @Test
    void comparesOnlyVersionsOfOneSender() {
        FactVersion ours = new FactVersion("crm.records", "lead:1", "/sequences/segment#9");
        assertThat(ours.compare(new FactVersion("crm.records", "lead:1", "/sequences/segment#10")))
                .hasValue(-1);
        assertThat(ours.compare(new FactVersion("crm.records", "lead:1", "/crm#1")))
                .isEmpty();
        assertThat(ours.compare(new FactVersion("crm.records", "lead:1", "3@77")))
                .isEmpty();
        assertThat(new FactVersion("crm.records", "lead:1", "3@78")
                        .compare(new FactVersion("crm.records", "lead:1", "3@77")))
                .hasValue(1);
        assertThat(new FactVersion("crm.records", "lead:1", "2@78")
                        .compare(new FactVersion("crm.records", "lead:1", "3@77")))
                .isEmpty();
    }
}
