package dev.sequences.local.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a person may choose about the demo.
 *
 * @param leads CSV file with the records; null means leads that the demo generates
 * @param recordType lead, opportunity, account or contact
 * @param idColumn column with a unique id; null or {@link #LINE_NUMBER} for files without one: then the line number in the file is the id
 * @param nameColumn column with the name that sellers see; null lets the demo look for one
 * @param where who belongs to the segment, as {@code Column=value}; several are joined by " and " or by repetition; empty lets the demo pick
 * @param generatedLeads how many leads to generate where there is no file
 * @param seed the same seed gives the same leads and the same sellers' choices
 * @param pace how long a seller rests after each item; zero for as fast as the suite goes
 * @param exit whether to stop the suite at the end; the story itself does not read it
 */
public record DemoOptions(
        @Nullable Path leads,
        String recordType,
        @Nullable String idColumn,
        @Nullable String nameColumn,
        List<String> where,
        int generatedLeads,
        long seed,
        Duration pace,
        boolean exit) {

    /** As {@link #idColumn}: the line number is the id. */
    public static final String LINE_NUMBER = "#line";

    public static final int DEFAULT_LEADS = 300;
    public static final int MOST_GENERATED_LEADS = 200_000;
    public static final long DEFAULT_SEED = 7;

    private static final Set<String> RECORD_TYPES = Set.of("lead", "opportunity", "account", "contact");

    public DemoOptions {
        where = List.copyOf(where);
    }

    /** Generated leads and every choice left to the demo. */
    public static DemoOptions defaults() {
        return new DemoOptions(null, "lead", null, null, List.of(), DEFAULT_LEADS, DEFAULT_SEED, Duration.ZERO, false);
    }

    /**
     * Reads the leads once, before anything is started in the suite.
     *
     * @return what is wrong, as a sentence for the terminal, after which the command line ends with {@link DemoStory#BAD_INPUT}; empty
     *     when the story can run
     */
    public Optional<String> check() {
        try {
            prepare();
            return Optional.empty();
        } catch (UnusableLeads e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    Preparation prepare() throws UnusableLeads {
        if (!RECORD_TYPES.contains(recordType)) {
            throw new UnusableLeads("There is no record type \"%s\"; known are lead, opportunity, account and contact."
                    .formatted(recordType));
        }
        if (leads == null && (generatedLeads < 1 || generatedLeads > MOST_GENERATED_LEADS)) {
            throw new UnusableLeads(
                    "The demo generates 1 to %,d leads, not %,d.".formatted(MOST_GENERATED_LEADS, generatedLeads));
        }
        var sheet = leads == null ? GeneratedLeads.sheet(this) : LeadSheet.ofFile(leads, idColumn, nameColumn);
        return Preparation.of(sheet, where);
    }
}
