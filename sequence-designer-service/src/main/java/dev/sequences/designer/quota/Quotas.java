package dev.sequences.designer.quota;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How much there may be. The defaults are those of the product documents. A limit that was lowered takes nothing away. */
@ApplicationScoped
public class Quotas {

    private final int versionsPerSequence;
    private final int tagsPerLevel;
    private final int tagsPerSequence;
    private final int activeSequences;

    Quotas(
            @ConfigProperty(name = "sequences.designer.most-active", defaultValue = "250") int activeSequences,
            @ConfigProperty(name = "sequences.designer.most-versions", defaultValue = "500") int versionsPerSequence,
            @ConfigProperty(name = "sequences.designer.most-tags-per-level", defaultValue = "100") int tagsPerLevel,
            @ConfigProperty(name = "sequences.designer.most-tags-per-sequence", defaultValue = "50")
                    int tagsPerSequence) {
        this.activeSequences = activeSequences;
        this.versionsPerSequence = atLeastOne("most-versions", versionsPerSequence);
        this.tagsPerLevel = atLeastOne("most-tags-per-level", tagsPerLevel);
        this.tagsPerSequence = atLeastOne("most-tags-per-sequence", tagsPerSequence);
    }

    private static int atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "sequences.designer." + name + " is " + value + "; it must be 1 or more");
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
}
