package dev.sequences.designer.sequence.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.designer.sequence.model.SequenceCommand.ActivateSequence;
import dev.sequences.designer.sequence.model.SequenceCommand.AssignSequence;
import dev.sequences.designer.sequence.model.SequenceCommand.CreateSequence;
import dev.sequences.designer.sequence.model.SequenceCommand.DeleteSequence;
import dev.sequences.designer.sequence.model.SequenceCommand.RenameSequence;
import dev.sequences.designer.sequence.model.SequenceCommand.TagSequence;
import dev.sequences.designer.sequence.model.SequenceEvent.Activated;
import dev.sequences.designer.sequence.model.SequenceEvent.Created;
import dev.sequences.designer.sequence.model.SequenceEvent.Deleted;
import dev.sequences.designer.sequence.model.SequenceEvent.Reassigned;
import dev.sequences.designer.sequence.model.SequenceEvent.Renamed;
import dev.sequences.designer.sequence.model.SequenceEvent.RevisionStarted;
import dev.sequences.designer.sequence.model.SequenceEvent.Tagged;
import dev.sequences.designer.sequence.model.context.DraftContext;
import dev.sequences.designer.support.Drawings;
import dev.sequences.testkit.spec.DeciderSpec;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose a sequence is, who may see it, its tags, and how many versions it has. */
class OwnershipTest {

    private static final Editor ANA = new Editor("ana", false, Set.of("north"), "emea");
    private static final Editor BEN = new Editor("ben", false, Set.of("north"), "emea");
    private static final Editor CAT = new Editor("cat", false, Set.of("south"), "apac");
    private static final Editor MANAGER = new Editor("mo", true);

    private static final Draft STORY = Drawings.draft(Drawings.STORY);
    private static final Created CREATED = new Created("Welcome", null, "lead", "ana", STORY, null, "emea");
    private static final Activated ACTIVE = new Activated(1, "Welcome", null, "lead", "ana", null, STORY, "user", null);
    private static final Reassigned TO_NORTH = new Reassigned("team", "north", "emea");

    private final DeciderSpec<SequenceCommand, Sequence, SequenceEvent> spec = DeciderSpec.of(new SequenceDecider());

    @Test
    void belongsToItsCreatorAndTheCreatorsBusinessUnit() {
        spec.givenNothing()
                .when(new CreateSequence(ANA, "Welcome", null, "lead", STORY, null))
                .then(CREATED)
                .thenState(sequence -> {
                    assertThat(sequence.businessUnit()).isEqualTo("emea");
                    assertThat(sequence.ownerType()).isEqualTo(OwnerType.USER);
                });
    }

    @Test
    void isSeenByOwnersColleaguesOfTheUnitAndManagersOnly() {
        Sequence ofTheUnit = spec.given(CREATED).state();
        assertThat(List.of(ANA, BEN, MANAGER)).allMatch(person -> person.maySee(ofTheUnit));
        assertThat(CAT.maySee(ofTheUnit)).isFalse();
        Sequence ofTheSouth =
                spec.given(CREATED, new Reassigned("team", "south", null)).state();
        assertThat(CAT.maySee(ofTheSouth)).isTrue();
        Sequence ofAll = spec.given(new Created("Welcome", null, "lead", "ana", STORY, null))
                .state();
        assertThat(CAT.maySee(ofAll)).isTrue();
        assertThat(new Editor("dan", false).maySee(ofTheUnit)).isFalse();
    }

    @Test
    void isHiddenFromSomeAndReadOnlyForOthers() {
        spec.given(CREATED).when(new DeleteSequence(CAT)).thenRefused("sequence-unknown");
        spec.given(CREATED).when(new DeleteSequence(BEN)).thenRefused("not-owner");
        spec.given(CREATED).when(new DeleteSequence(MANAGER)).then(new Deleted(0));
    }

    @Test
    void isChangedByEveryMemberOfTheTeamThatOwnsIt() {
        spec.given(CREATED, TO_NORTH)
                .when(new RenameSequence(BEN, "Hello", null))
                .then(new Renamed("Hello", null));
        spec.given(CREATED, new Reassigned("team", "ben", null))
                .when(new RenameSequence(BEN, "Hello", null))
                .thenRefused("not-owner");
    }

    @Test
    void isAssignedToAUserOrTeamInAnyStatus() {
        spec.given(CREATED)
                .when(new AssignSequence(ANA, OwnerType.TEAM, "north"))
                .then(TO_NORTH);
        spec.given(CREATED, ACTIVE)
                .when(new AssignSequence(ANA, OwnerType.USER, "ben"))
                .then(new Reassigned("user", "ben", "emea"));
        spec.given(CREATED, ACTIVE, new RevisionStarted(1))
                .when(new AssignSequence(MANAGER, OwnerType.USER, "mo"))
                .then(new Reassigned("user", "mo", "emea"));
        spec.given(CREATED).when(new AssignSequence(ANA, OwnerType.USER, "ana")).thenNothing();
        spec.given(CREATED, new Reassigned("user", "ben", null))
                .when(new AssignSequence(ANA, OwnerType.USER, "ana"))
                .thenRefused("not-owner");
    }

    @Test
    void recordsTheOwnerTypeAtActivation() {
        spec.given(CREATED, TO_NORTH)
                .when(new ActivateSequence(BEN, null, true, DraftContext.UNKNOWN))
                .then(new Activated(1, "Welcome", null, "lead", "north", null, STORY, "team", "emea"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\u0000"})
    void refusesAMalformedOwner(String owner) {
        spec.given(CREATED).when(new AssignSequence(ANA, OwnerType.USER, owner)).thenRefused("owner-unreadable");
        spec.given(CREATED)
                .when(new AssignSequence(ANA, OwnerType.USER, "x".repeat(201)))
                .thenRefused("owner-unreadable");
    }

    @Test
    void acceptsExistingTagsInAnyStatus() {
        Set<String> known = Set.of("a", "b");
        spec.given(CREATED, ACTIVE)
                .when(new TagSequence(ANA, List.of("b", "a", "b"), known, 50))
                .then(new Tagged(List.of("b", "a")));
        spec.given(CREATED, new Tagged(List.of("a")))
                .when(new TagSequence(ANA, List.of("a"), known, 50))
                .thenNothing();
        spec.given(CREATED)
                .when(new TagSequence(ANA, List.of("a", "c"), known, 50))
                .thenRefused("tag-unknown");
        spec.given(CREATED)
                .when(new TagSequence(ANA, List.of("a", "b"), known, 1))
                .thenRefused("too-many-tags");
        spec.given(CREATED).when(new TagSequence(BEN, List.of("a"), known, 50)).thenRefused("not-owner");
    }

    @Test
    void enforcesTheLimitOfVersions() {
        spec.given(CREATED, ACTIVE, new RevisionStarted(1))
                .when(new ActivateSequence(ANA, "Again", true, DraftContext.UNKNOWN, 1))
                .thenRefused("version-limit-reached");
    }
}
