package dev.sequences.designer.quota;

import dev.sequences.designer.sequence.model.context.DraftLimits;
import dev.sequences.designer.settings.DesignerSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** The limits from the settings, checked at start. Lowering a limit does not affect existing data. */
@ApplicationScoped
public class Quotas {

    /** Upper bounds of the settings, given by the sizes of drafts and requests. */
    private static final int MAX_NODES = 400;

    private static final int HALF = 50;
    private static final int MAX_COMPARISONS = 1_000;
    private static final int MAX_DEFINITION_LENGTH = 2_000_000;

    private final int versionsPerSequence;
    private final int tagsPerLevel;
    private final int tagsPerSequence;
    private final int activeSequences;
    private final DraftLimits drafts;

    Quotas(DesignerSettings settings) {
        this.activeSequences = settings.maxActiveSequences();
        this.versionsPerSequence = atLeastOne("max-versions-per-sequence", settings.maxVersionsPerSequence());
        this.tagsPerLevel = atLeastOne("max-tags-per-level", settings.maxTagsPerLevel());
        this.tagsPerSequence = atLeastOne("max-tags-per-sequence", settings.maxTagsPerSequence());
        Duration maxWait = settings.maxWait();
        if (maxWait.compareTo(Duration.ofHours(1)) < 0 || maxWait.toMinutesPart() != 0) {
            throw new IllegalArgumentException(
                    "sequences.designer.max-wait is " + maxWait + ". Set a number of whole hours, at least PT1H.");
        }
        this.drafts = new DraftLimits(
                within("max-nodes", settings.maxNodes(), MAX_NODES),
                maxWait,
                within("min-ab-test-share", settings.minAbTestShare(), HALF),
                within("max-comparisons", settings.maxComparisons(), MAX_COMPARISONS),
                within("max-definition-length", settings.maxDefinitionLength(), MAX_DEFINITION_LENGTH));
    }

    private static int atLeastOne(String name, int value) {
        return within(name, value, Integer.MAX_VALUE);
    }

    private static int within(String name, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException("sequences.designer." + name + " is " + value + ". Set "
                    + (max == Integer.MAX_VALUE ? "at least 1." : "a value from 1 to " + max + "."));
        }
        return value;
    }

    public int activeSequences() {
        return activeSequences;
    }

    public int versionsPerSequence() {
        return versionsPerSequence;
    }

    /** For each level below the first, which has no limit. */
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
