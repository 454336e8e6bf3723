package dev.sequences.local.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Options of the demo.
 *
 * @param leads CSV file with the records; null means generated leads
 * @param charset encoding of the file; null means that the service recognizes it
 * @param recordType lead, opportunity, account or contact
 * @param idColumn column with a unique id; null or {@code #line} means that the line number in the file is the id
 * @param nameColumn column with the name that sellers see; null means that they see the id
 * @param where conditions of the segment as {@code Column=value}, joined by " and " or repeated; empty means that the demo chooses one
 * @param generatedLeads number of leads to generate when there is no file
 * @param seed the same seed gives the same leads and the same actions of the sellers
 * @param pace pause of a seller after each item; zero means none
 * @param exit whether to stop the suite at the end; the command reads it, not the demo
 */
public record DemoOptions(
        @Nullable Path leads,
        @Nullable String charset,
        String recordType,
        @Nullable String idColumn,
        @Nullable String nameColumn,
        List<String> where,
        int generatedLeads,
        long seed,
        Duration pace,
        boolean exit) {

    public static final int DEFAULT_LEADS = 300;
    public static final int MAX_GENERATED_LEADS = 200_000;
    public static final long DEFAULT_SEED = 7;

    private static final Set<String> RECORD_TYPES = Set.of("lead", "opportunity", "account", "contact");

    public DemoOptions {
        where = List.copyOf(where);
    }

    /**
     * Checks what can be known before the suite starts: the options, and whether the file can be read. Its content is checked by the
     * segment service.
     *
     * @return what is wrong, as a sentence for the terminal, after which the command ends with {@link Demo#BAD_INPUT}; empty when the
     *     demo can start
     */
    public Optional<String> check() {
        try {
            refuseUnusable();
            Condition.parse(List.of(), where);
            Leads.of(this);
            return Optional.empty();
        } catch (UnusableLeads e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private void refuseUnusable() throws UnusableLeads {
        if (!RECORD_TYPES.contains(recordType)) {
            throw new UnusableLeads(
                    "There is no record type \"%s\"; use lead, opportunity, account or contact.".formatted(recordType));
        }
        if (leads == null && (generatedLeads < 1 || generatedLeads > MAX_GENERATED_LEADS)) {
            throw new UnusableLeads(
                    "--generate accepts 1 to %,d leads, not %,d.".formatted(MAX_GENERATED_LEADS, generatedLeads));
        }
    }
}
