package dev.sequences.designer.sequence.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.chassis.decider.Refusal;
import dev.sequences.designer.sequence.model.Sequence.Status;
import dev.sequences.designer.sequence.model.SequenceCommand.ActivateSequence;
import dev.sequences.designer.sequence.model.SequenceCommand.ChangeDraft;
import dev.sequences.designer.sequence.model.SequenceCommand.CreateSequence;
import dev.sequences.designer.sequence.model.SequenceCommand.DeactivateSequence;
import dev.sequences.designer.sequence.model.SequenceCommand.DeleteSequence;
import dev.sequences.designer.sequence.model.SequenceCommand.DiscardRevision;
import dev.sequences.designer.sequence.model.SequenceCommand.RenameSequence;
import dev.sequences.designer.sequence.model.SequenceCommand.StartRevision;
import dev.sequences.designer.sequence.model.SequenceEvent.Activated;
import dev.sequences.designer.sequence.model.SequenceEvent.Created;
import dev.sequences.designer.sequence.model.SequenceEvent.Deactivated;
import dev.sequences.designer.sequence.model.SequenceEvent.Deleted;
import dev.sequences.designer.sequence.model.SequenceEvent.DraftChanged;
import dev.sequences.designer.sequence.model.SequenceEvent.Renamed;
import dev.sequences.designer.sequence.model.SequenceEvent.RevisionDiscarded;
import dev.sequences.designer.sequence.model.SequenceEvent.RevisionStarted;
import dev.sequences.designer.sequence.model.context.DraftContext;
import dev.sequences.designer.support.Drawings;
import dev.sequences.testkit.spec.DeciderSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceDeciderTest {

    private static final Editor ANA = new Editor("ana", false);
    private static final Editor BEN = new Editor("ben", false);
    private static final Editor MANAGER = new Editor("mo", true);

    private static final Draft STORY = Drawings.draft(Drawings.STORY);
    private static final Draft SHORT = Drawings.draft(
            "{\"start\": \"call\", \"nodes\": [{\"key\": \"call\", \"type\": \"phone-call\", \"name\": \"Call\"}]}");

    private static final Created CREATED = new Created("Welcome", "For new leads", "lead", "ana", Draft.EMPTY, null);
    private static final DraftChanged DRAWN = new DraftChanged(STORY);
    private static final Activated ACTIVATED = activated(1, null, STORY);
    private static final RevisionStarted REVISING = new RevisionStarted(1);

    private final DeciderSpec<SequenceCommand, Sequence, SequenceEvent> spec = DeciderSpec.of(new SequenceDecider());

    private static Activated activated(int version, String changeDescription, Draft frozen) {
        return new Activated(
                version, "Welcome", "For new leads", "lead", "ana", changeDescription, frozen, "user", null);
    }

    private static CreateSequence create(String name, String description, String recordType) {
        return new CreateSequence(ANA, name, description, recordType, Draft.EMPTY, null);
    }

    private static ActivateSequence activate(String changeDescription) {
        return new ActivateSequence(ANA, changeDescription, true, DraftContext.UNKNOWN);
    }

    // Creating

    @Test
    void createsAnInactiveSequenceOfTheEditor() {
        spec.givenNothing()
                .when(create("  Welcome ", "For new leads", "lead"))
                .then(CREATED)
                .thenState(sequence -> {
                    assertThat(sequence.status()).isEqualTo(Status.INACTIVE);
                    assertThat(sequence.owner()).isEqualTo("ana");
                    assertThat(sequence.version()).isZero();
                });
    }

    @Test
    void createsACopyWithTheDraftOfItsOriginal() {
        spec.givenNothing()
                .when(new CreateSequence(BEN, "Welcome, too", null, "contact", STORY, "the-original"))
                .then(new Created("Welcome, too", null, "contact", "ben", STORY, "the-original"));
    }

    @Test
    void reportsAllErrorsOfANewSequence() {
        spec.givenNothing()
                .when(create(" ", "d".repeat(2_001), "invoice"))
                .thenRefused("name-missing", "description-too-long", "record-type-unknown");
    }

    @Test
    void acceptsANameOf160CharactersAtMost() {
        spec.givenNothing().when(create("n".repeat(161), null, "lead")).thenRefused("name-too-long");
        assertThat(spec.givenNothing()
                        .when(create("n".repeat(160), null, "lead"))
                        .events())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\nb", "half \ud83d", "\u0085x"})
    void refusesNamesThatCannotBeStored(String name) {
        spec.givenNothing().when(create(name, null, "lead")).thenRefused("character-not-allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Robert'); drop table sequences;--",
                "<script>alert(1)</script>",
                "\ud83d\ude80 שלום",
                "${jndi:x}"
            })
    void takesNamesThatOnlyLookHostile(String name) {
        assertThat(spec.givenNothing().when(create(name, "two\nlines", "lead")).events())
                .containsExactly(new Created(name, "two\nlines", "lead", "ana", Draft.EMPTY, null));
    }

    @Test
    void refusesAUsedId() {
        spec.given(CREATED).when(create("Again", null, "lead")).thenRefused("sequence-exists");
        spec.given(CREATED, new Deleted(0)).when(create("Again", null, "lead")).thenRefused("sequence-exists");
    }

    // Drawing

    @Test
    void savesAnIncompleteDraft() {
        Draft unfinished = Drawings.draft("{\"start\": null, \"nodes\": []}");
        spec.given(CREATED).when(new ChangeDraft(ANA, STORY)).then(DRAWN);
        spec.given(CREATED, DRAWN).when(new ChangeDraft(ANA, unfinished)).then(new DraftChanged(unfinished));
    }

    @Test
    void doesNothingWhenTheDraftIsTheSame() {
        spec.given(CREATED, DRAWN).when(new ChangeDraft(ANA, STORY)).thenNothing();
    }

    @Test
    void refusesToEditTheLiveVersion() {
        spec.given(CREATED, DRAWN, ACTIVATED).when(new ChangeDraft(ANA, SHORT)).thenRefused("revision-needed");
        spec.given(CREATED, DRAWN, ACTIVATED, REVISING)
                .when(new ChangeDraft(ANA, SHORT))
                .then(new DraftChanged(SHORT))
                .thenState(sequence -> assertThat(sequence.live()).isEqualTo(STORY));
    }

    // Renaming

    @Test
    void renamesWhileInactive() {
        spec.given(CREATED)
                .when(new RenameSequence(ANA, "Hello", null))
                .then(new Renamed("Hello", null))
                .thenState(sequence -> assertThat(sequence.name()).isEqualTo("Hello"));
    }

    @Test
    void doesNothingWhenTheNameIsTheSame() {
        spec.given(CREATED)
                .when(new RenameSequence(ANA, "Welcome ", "For new leads"))
                .thenNothing();
    }

    @Test
    void refusesToRenameWhileActiveAndRenamesAfterwards() {
        RenameSequence rename = new RenameSequence(ANA, "Hello", null);
        spec.given(CREATED, DRAWN, ACTIVATED).when(rename).thenRefused("sequence-active");
        spec.given(CREATED, DRAWN, ACTIVATED, REVISING).when(rename).thenRefused("sequence-active");
        spec.given(CREATED, DRAWN, ACTIVATED, new Deactivated(1)).when(rename).then(new Renamed("Hello", null));
    }

    @Test
    void refusesABlankName() {
        spec.given(CREATED).when(new RenameSequence(ANA, "", null)).thenRefused("name-missing");
    }

    // Activating

    @Test
    void activatesWithTheWholeGraph() {
        spec.given(CREATED, DRAWN).when(activate(null)).then(ACTIVATED).thenState(sequence -> {
            assertThat(sequence.status()).isEqualTo(Status.ACTIVE);
            assertThat(sequence.version()).isEqualTo(1);
            assertThat(sequence.live()).isEqualTo(STORY);
        });
    }

    @Test
    void reportsEveryFindingWhenItRefusesToActivate() {
        Draft broken = Drawings.draft("{\"start\": \"pause\", \"nodes\": [{\"key\": \"pause\", \"type\": \"wait\"}]}");
        List<Refusal> refusals = spec.given(CREATED, new DraftChanged(broken))
                .when(activate(null))
                .thenRefused("no-executable-step", "wait-last", "wait-duration-missing")
                .refusals();
        assertThat(refusals)
                .extracting(Refusal::path)
                .containsExactly("graph.nodes", "graph.nodes[0].next", "graph.nodes[0].duration");
        assertThat(refusals).extracting(Refusal::kind).containsOnly(Refusal.Kind.RULE);
    }

    @Test
    void activatesInSpiteOfWarnings() {
        Draft sameNames = Drawings.draft("""
            {"start": "a", "nodes": [{"key": "a", "type": "task", "name": "Do it", "next": "b"},
                                     {"key": "b", "type": "task", "name": "Do it"}]}\
            """);
        assertThat(spec.given(CREATED, new DraftChanged(sameNames))
                        .when(activate(null))
                        .events())
                .hasSize(1);
    }

    @Test
    void refusesToRemoveAStepBeforeItsCondition() {
        String call = "{\"key\": \"call\", \"type\": \"phone-call\", \"name\": \"Call\", \"next\": \"answered\"}";
        String answered =
                "{\"key\": \"answered\", \"type\": \"phone-condition\", \"results\": [\"made\"], \"yes\": \"meet\"}";
        String meet = "{\"key\": \"meet\", \"type\": \"task\", \"name\": \"Meet\"}";
        Draft both = Drawings.draft("{\"start\": \"call\", \"nodes\": [" + call + ", " + answered + ", " + meet + "]}");
        Draft without = Drawings.draft("{\"start\": \"answered\", \"nodes\": [" + answered + ", " + meet + "]}");
        List<Refusal> refusals = spec.given(CREATED, new DraftChanged(both))
                .when(new ChangeDraft(ANA, without))
                .thenRefused("step-has-condition")
                .refusals();
        assertThat(refusals.getFirst().message())
                .isEqualTo("The step 'call' was removed, but the condition 'answered' that follows it still exists.");
        Draft neither = Drawings.draft("{\"start\": \"meet\", \"nodes\": [" + meet + "]}");
        spec.given(CREATED, new DraftChanged(both))
                .when(new ChangeDraft(ANA, neither))
                .then(new DraftChanged(neither));
        Draft other = Drawings.draft("{\"start\": \"again\", \"nodes\": [" + call.replace("\"call\"", "\"again\"")
                + ", " + answered + ", " + meet + "]}");
        spec.given(CREATED, new DraftChanged(both))
                .when(new ChangeDraft(ANA, other))
                .then(new DraftChanged(other));
    }

    @Test
    void activatesARevisionOnlyWithADescriptionOfTheChange() {
        var revising = spec.given(CREATED, DRAWN, ACTIVATED, REVISING, new DraftChanged(SHORT));
        revising.when(activate(null)).thenRefused("change-description-missing");
        revising.when(activate("  ")).thenRefused("change-description-missing");
        revising.when(activate("c".repeat(2_001))).thenRefused("change-description-too-long");
        revising.when(activate("a\u0000")).thenRefused("character-not-allowed");
        revising.when(activate("Only one call")).then(activated(2, "Only one call", SHORT));
    }

    @Test
    void continuesVersionNumbersAfterADeactivation() {
        spec.given(CREATED, DRAWN, ACTIVATED, new Deactivated(1))
                .when(activate(null))
                .then(activated(2, null, STORY));
    }

    @Test
    void refusesToActivateTwice() {
        spec.given(CREATED, DRAWN, ACTIVATED).when(activate(null)).thenRefused("already-active");
    }

    @Test
    void requiresAFreeSeatOnlyForANewActivation() {
        spec.given(CREATED, DRAWN)
                .when(new ActivateSequence(ANA, null, false, DraftContext.UNKNOWN))
                .thenRefused("active-limit-reached");
        spec.given(CREATED, DRAWN, ACTIVATED, REVISING)
                .when(new ActivateSequence(ANA, "Better", false, DraftContext.UNKNOWN))
                .then(activated(2, "Better", STORY));
    }

    @Test
    void refusesTheVersionAfterTheFiveHundredth() {
        spec.given(CREATED, DRAWN, activated(500, null, STORY), new Deactivated(500))
                .when(activate(null))
                .thenRefused("version-limit-reached");
    }

    // Deactivating, revising, discarding, deleting

    @Test
    void deactivatesASequenceAndKeepsTheDraftOfARevision() {
        spec.given(CREATED, DRAWN, ACTIVATED).when(new DeactivateSequence(ANA)).then(new Deactivated(1));
        spec.given(CREATED, DRAWN, ACTIVATED, REVISING, new DraftChanged(SHORT))
                .when(new DeactivateSequence(ANA))
                .then(new Deactivated(1))
                .thenState(sequence -> {
                    assertThat(sequence.status()).isEqualTo(Status.INACTIVE);
                    assertThat(sequence.draft()).isEqualTo(SHORT);
                });
    }

    @Test
    void ignoresTheDeactivationOfAnInactiveSequence() {
        spec.given(CREATED).when(new DeactivateSequence(ANA)).thenNothing();
    }

    @Test
    void startsARevisionOnceOfAnActiveSequence() {
        spec.given(CREATED, DRAWN, ACTIVATED).when(new StartRevision(ANA)).then(REVISING);
        spec.given(CREATED, DRAWN, ACTIVATED, REVISING)
                .when(new StartRevision(ANA))
                .thenNothing();
        spec.given(CREATED).when(new StartRevision(ANA)).thenRefused("not-active");
    }

    @Test
    void resetsTheDraftWhenARevisionIsDiscarded() {
        spec.given(CREATED, DRAWN, ACTIVATED, REVISING, new DraftChanged(SHORT))
                .when(new DiscardRevision(ANA))
                .then(new RevisionDiscarded(1))
                .thenState(sequence -> {
                    assertThat(sequence.status()).isEqualTo(Status.ACTIVE);
                    assertThat(sequence.draft()).isEqualTo(STORY);
                });
    }

    @Test
    void refusesToDiscardWithoutARevision() {
        spec.given(CREATED).when(new DiscardRevision(ANA)).thenRefused("no-revision");
        spec.given(CREATED, DRAWN, ACTIVATED).when(new DiscardRevision(ANA)).thenRefused("no-revision");
    }

    @Test
    void deletesAnInactiveSequence() {
        spec.given(CREATED).when(new DeleteSequence(ANA)).then(new Deleted(0));
    }

    @Test
    void deactivatesAnActiveSequenceBeforeItIsDeleted() {
        spec.given(CREATED, DRAWN, ACTIVATED).when(new DeleteSequence(ANA)).then(new Deactivated(1), new Deleted(1));
    }

    // Who may

    @Test
    void letsOnlyOwnersAndManagersChangeASequence() {
        for (SequenceCommand foreign : List.of(
                new ChangeDraft(BEN, STORY),
                new RenameSequence(BEN, "Mine", null),
                new ActivateSequence(BEN, null, true, DraftContext.UNKNOWN),
                new DeactivateSequence(BEN),
                new StartRevision(BEN),
                new DiscardRevision(BEN),
                new DeleteSequence(BEN))) {
            assertThat(spec.given(CREATED, DRAWN)
                            .when(foreign)
                            .thenRefused("not-owner")
                            .refusals())
                    .extracting(Refusal::kind)
                    .containsExactly(Refusal.Kind.FORBIDDEN);
        }
        spec.given(CREATED).when(new DeleteSequence(MANAGER)).then(new Deleted(0));
    }

    @Test
    void refusesCommandsOnMissingOrDeletedSequences() {
        spec.givenNothing().when(new ChangeDraft(ANA, STORY)).thenRefused("sequence-unknown");
        spec.given(CREATED, new Deleted(0)).when(new DeleteSequence(ANA)).thenRefused("sequence-unknown");
    }
}
