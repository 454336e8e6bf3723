package dev.sequences.designer.quota;

import dev.sequences.designer.sequence.model.surroundings.DraftLimits;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How much there may be. The defaults are those of the product documents. A limit that was lowered takes nothing away. */
@ApplicationScoped
public class Quotas {

    /** What a draft can hold at all, and what a request can bring. */
    private static final int MOST_TILES = 400;

    private static final int HALF = 50;
    private static final int MOST_COMPARISONS = 1_000;
    private static final int LONGEST_DEFINITION = 2_000_000;

    private final int versionsPerSequence;
    private final int tagsPerLevel;
    private final int tagsPerSequence;
    private final int activeSequences;
    private final DraftLimits drafts;

    Quotas(
            @ConfigProperty(name = "sequences.designer.most-active", defaultValue = "250") int activeSequences,
            @ConfigProperty(name = "sequences.designer.most-versions", defaultValue = "500") int versionsPerSequence,
            @ConfigProperty(name = "sequences.designer.most-tags-per-level", defaultValue = "100") int tagsPerLevel,
            @ConfigProperty(name = "sequences.designer.most-tags-per-sequence", defaultValue = "50")
                    int tagsPerSequence,
            @ConfigProperty(name = "sequences.designer.most-tiles", defaultValue = "40") int tiles,
            @ConfigProperty(name = "sequences.designer.longest-wait", defaultValue = "P30D") Duration longestWait,
            @ConfigProperty(name = "sequences.designer.smallest-ab-share", defaultValue = "10") int smallestShare,
            @ConfigProperty(name = "sequences.designer.most-comparisons", defaultValue = "50") int comparisons,
            @ConfigProperty(name = "sequences.designer.longest-definition", defaultValue = "1000000")
                    int longestDefinition) {
        this.activeSequences = activeSequences;
        this.versionsPerSequence = atLeastOne("most-versions", versionsPerSequence);
        this.tagsPerLevel = atLeastOne("most-tags-per-level", tagsPerLevel);
        this.tagsPerSequence = atLeastOne("most-tags-per-sequence", tagsPerSequence);
        if (longestWait.compareTo(Duration.ofHours(1)) < 0 || longestWait.toMinutesPart() != 0) {
            throw new IllegalArgumentException(
                    "sequences.designer.longest-wait is " + longestWait + "; it must be whole hours, one or more");
        }
        this.drafts = new DraftLimits(
                within("most-tiles", tiles, MOST_TILES),
                longestWait,
                within("smallest-ab-share", smallestShare, HALF),
                within("most-comparisons", comparisons, MOST_COMPARISONS),
                within("longest-definition", longestDefinition, LONGEST_DEFINITION));
    }

    private static int atLeastOne(String name, int value) {
        return within(name, value, Integer.MAX_VALUE);
    }

    private static int within(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException("sequences.designer." + name + " is " + value + "; it must be 1 "
                    + (most == Integer.MAX_VALUE ? "or more" : "to " + most));
        }
        return value;
    }

    public int activeSequences() {
        return activeSequences;
    }

    public int versionsPerSequence() {
        return versionsPerSequence;
    }

    /** Of each level below the first, which has no limit. */
    public int tagsPerLevel() {
        return tagsPerLevel;
    }

    public int tagsPerSequence() {
        return tagsPerSequence;
    }

    public DraftLimits drafts() {
        return drafts;
    }
}
