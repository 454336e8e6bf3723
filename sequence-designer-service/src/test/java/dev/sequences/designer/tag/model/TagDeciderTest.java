package dev.sequences.designer.tag.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.designer.tag.model.TagCommand.AddTags;
import dev.sequences.designer.tag.model.TagCommand.ChangeTag;
import dev.sequences.designer.tag.model.TagCommand.DeleteTag;
import dev.sequences.designer.tag.model.TagCommand.NewTag;
import dev.sequences.designer.tag.model.TagEvent.Added;
import dev.sequences.designer.tag.model.TagEvent.Deleted;
import dev.sequences.designer.tag.model.TagEvent.Moved;
import dev.sequences.designer.tag.model.TagEvent.Renamed;
import dev.sequences.testkit.spec.DeciderSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagDeciderTest {

    private static final int MAX_TAGS = 100;

    private static final Added REGION = new Added("1", "Region", null);
    private static final Added EMEA = new Added("2", "EMEA", "1");
    private static final Added DACH = new Added("3", "DACH", "2");
    private static final Added AUSTRIA = new Added("4", "Austria", "3");

    private final DeciderSpec<TagCommand, TagTree, TagEvent> spec = DeciderSpec.of(new TagDecider());

    private static AddTags add(String parentId, String... names) {
        return new AddTags(
                Arrays.stream(names)
                        .map(name -> new NewTag("new " + name, name))
                        .toList(),
                parentId,
                MAX_TAGS);
    }

    private static List<TagEvent> manyBelow(String parentId, int count) {
        return IntStream.range(0, count)
                .<TagEvent>mapToObj(i -> new Added("x" + i, "Tag " + i, parentId))
                .toList();
    }

    @Test
    void addsSeveralTags() {
        spec.given(REGION)
                .when(add("1", " EMEA ", "APAC"))
                .then(new Added("new  EMEA ", "EMEA", "1"), new Added("new APAC", "APAC", "1"));
    }

    @Test
    void addsAllOrNone() {
        spec.given(REGION).when(add("1", "APAC", "a/b", "apac")).thenRefused("name-not-allowed", "tag-exists");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "/", "a\nb", "a\u0000", "half \ud83d"})
    void refusesNamesThatWouldBreakAPath(String name) {
        spec.givenNothing().when(add(null, name)).thenRefused("name-not-allowed");
    }

    @Test
    void refusesAMissingAndATooLongName() {
        spec.givenNothing().when(add(null, "  ")).thenRefused("name-missing");
        spec.givenNothing().when(add(null, "n".repeat(101))).thenRefused("name-too-long");
        spec.givenNothing().when(add(null)).thenRefused("tags-missing");
        spec.givenNothing().when(add("gone", "a")).thenRefused("parent-unknown");
    }

    @Test
    void refusesAFifthLevel() {
        spec.given(REGION, EMEA, DACH).when(add("3", "Austria")).then(new Added("new Austria", "Austria", "3"));
        spec.given(REGION, EMEA, DACH, AUSTRIA).when(add("4", "Vienna")).thenRefused("tag-too-deep");
    }

    @Test
    void limitsEachLevelBelowTheFirstToAHundredTags() {
        List<TagEvent> full = new ArrayList<>(List.of(REGION));
        full.addAll(manyBelow("1", 99));
        assertThat(spec.given(full).when(add("1", "The hundredth")).events()).hasSize(1);
        full.add(new Added("y", "The hundredth", "1"));
        spec.given(full).when(add("1", "One more")).thenRefused("tag-level-full");
        // The level counts, not the parent.
        full.add(new Added("z", "Product", null));
        spec.given(full).when(add("z", "One more")).thenRefused("tag-level-full");
        spec.given(manyBelow(null, 150)).when(add(null, "Level 1 has no limit")).events();
    }

    @Test
    void refusesDuplicateSiblingsIgnoringCase() {
        spec.given(REGION).when(add(null, "REGION")).thenRefused("tag-exists");
        spec.given(REGION).when(add("1", "Region")).then(new Added("new Region", "Region", "1"));
    }

    @Test
    void renamesAndMoves() {
        spec.given(REGION, EMEA, DACH)
                .when(new ChangeTag("3", "D-A-CH", "1", MAX_TAGS))
                .then(new Renamed("3", "D-A-CH"), new Moved("3", "1"))
                .thenState(tree -> assertThat(tree.path("3")).isEqualTo("Region/D-A-CH"));
        spec.given(REGION, EMEA).when(new ChangeTag("2", "emea", "1", MAX_TAGS)).then(new Renamed("2", "emea"));
        spec.given(REGION, EMEA).when(new ChangeTag("2", "EMEA", "1", MAX_TAGS)).thenNothing();
    }

    @Test
    void refusesAMoveIntoTheOwnSubtreeOrTooDeep() {
        spec.given(REGION, EMEA, DACH)
                .when(new ChangeTag("1", "Region", "3", MAX_TAGS))
                .thenRefused("tag-below-itself");
        spec.given(REGION, EMEA).when(new ChangeTag("2", "EMEA", "2", MAX_TAGS)).thenRefused("tag-below-itself");
        spec.given(REGION, EMEA, DACH, AUSTRIA, new Added("5", "World", null))
                .when(new ChangeTag("1", "Region", "5", MAX_TAGS))
                .thenRefused("tag-too-deep");
        spec.given(REGION).when(new ChangeTag("1", "Region", "gone", MAX_TAGS)).thenRefused("parent-unknown");
        spec.given(REGION).when(new ChangeTag("gone", "Region", null, MAX_TAGS)).thenRefused("tag-unknown");
    }

    @Test
    void movesChildrenUpWhenATagIsDeleted() {
        spec.given(REGION, EMEA, DACH, AUSTRIA)
                .when(new DeleteTag("2", MAX_TAGS))
                .then(new Deleted("2", "1"))
                .thenState(tree -> {
                    assertThat(tree.path("3")).isEqualTo("Region/DACH");
                    assertThat(tree.level("3")).isEqualTo(2);
                    assertThat(tree.path("4")).isEqualTo("Region/DACH/Austria");
                });
        spec.given(REGION, EMEA).when(new DeleteTag("1", MAX_TAGS)).thenState(tree -> assertThat(tree.level("2"))
                .isEqualTo(1));
    }

    @Test
    void refusesADeletionThatCausesDuplicatePaths() {
        spec.given(REGION, EMEA, DACH, new Added("5", "dach", "1"))
                .when(new DeleteTag("2", MAX_TAGS))
                .thenRefused("tag-exists");
        // A child may take the name of the tag that goes.
        spec.given(REGION, EMEA, new Added("6", "EMEA", "2"))
                .when(new DeleteTag("2", MAX_TAGS))
                .then(new Deleted("2", "1"));
        spec.givenNothing().when(new DeleteTag("2", MAX_TAGS)).thenRefused("tag-unknown");
    }

    @Test
    void refusesADeletionThatOverfillsALevel() {
        List<TagEvent> events = new ArrayList<>(List.of(REGION, EMEA));
        events.addAll(manyBelow("2", 100));
        events.add(new Added("y", "APAC", "1"));
        spec.given(events).when(new DeleteTag("2", MAX_TAGS)).thenRefused("tag-level-full");
    }

    @Test
    void keepsExistingTagsWhenTheLimitIsLowered() {
        List<TagEvent> events = new ArrayList<>(List.of(REGION));
        events.addAll(manyBelow("1", 10));
        spec.given(events).when(new ChangeTag("x3", "Renamed", "1", 5)).then(new Renamed("x3", "Renamed"));
        spec.given(events)
                .when(new AddTags(List.of(new NewTag("n", "New")), "1", 5))
                .thenRefused("tag-level-full");
    }

    @Test
    void findsATagByPathIgnoringCase() {
        TagTree tree = Stream.of(REGION, EMEA, DACH)
                .reduce(TagTree.EMPTY, (before, event) -> new TagDecider().evolve(before, event), (a, b) -> b);
        assertThat(tree.idOf("region/emea/dach")).isEqualTo("3");
        assertThat(tree.idOf("region/apac")).isNull();
        assertThat(tree.idOf("")).isNull();
    }
}
