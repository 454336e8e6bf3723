package dev.sequences.designer.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Limits of the library and of drafts, and reference data of the designer. A lowered limit does not affect existing data; it applies
 * to later creations, changes and activations.
 */
@ConfigMapping(prefix = "sequences.designer")
public interface DesignerSettings {

    /** Maximum number of active sequences, 1 to 1000. */
    @WithDefault("250")
    int maxActiveSequences();

    /** Maximum number of versions of one sequence, at least 1. */
    @WithDefault("500")
    int maxVersionsPerSequence();

    /** Maximum number of tags on each level of the tag tree below the first, at least 1. */
    @WithDefault("100")
    int maxTagsPerLevel();

    /** Maximum number of tags of one sequence, at least 1. */
    @WithDefault("50")
    int maxTagsPerSequence();

    /** Maximum number of nodes of a sequence to be activated, waits included, 1 to 400. */
    @WithDefault("40")
    int maxNodes();

    /**
     * Maximum length of a wait and of the time limit of a condition, as an ISO-8601 duration of whole hours, at least {@code PT1H}.
     */
    @WithDefault("P30D")
    Duration maxWait();

    /** Minimum share of the records for each version of an A/B test, in percent, 1 to 50. */
    @WithDefault("10")
    int minAbTestShare();

    /** Maximum number of comparisons in one condition, those in groups included, 1 to 1000. */
    @WithDefault("50")
    int maxComparisons();

    /** Maximum length of a definition as JSON, in characters, 1 to 2000000. */
    @WithDefault("1000000")
    int maxDefinitionLength();

    /**
     * Whether drafts may name message templates that are kept outside of the designer, by the system that sends the messages. Its ids
     * must not have the form of a template id of the designer. False: an unknown template is an error.
     */
    @WithDefault("true")
    boolean externalMessageTemplates();

    /** Results of calls that a phone condition may name without a warning, separated by commas. */
    @WithDefault("made,received,no-answer,busy,voicemail,wrong-number,cancelled")
    List<String> callResults();

    /**
     * File that describes the organization's records, in the format of {@code record-kinds.json}. It replaces the built-in description;
     * fields that it does not list are refused unless the record kind has {@code "complete": false}. Unset: the built-in description.
     */
    Optional<Path> recordKinds();

    /** Maximum number of concurrent reads of views. 0: the number of processors plus one. */
    @WithDefault("0")
    int maxConcurrentReads();
}
