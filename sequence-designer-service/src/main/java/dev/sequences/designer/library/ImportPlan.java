package dev.sequences.designer.library;

import dev.sequences.chassis.answer.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The result of an import, item by item.
 *
 * @param applied whether the import was applied; otherwise nothing was changed
 */
public record ImportPlan(boolean applied, Summary summary, List<Item> items) {

    /** Longer than any valid name or path. */
    private static final int MAX_SHOWN_LENGTH = 500;

    /** Number of items of each kind; {@code missing} counts dependencies that exist neither in this service nor in the document. */
    public record Summary(int create, int change, int unchanged, int refused, int missing) {}

    /**
     * @param id of the tag, message template, holiday calendar or sequence; null for a tag that is to be created
     * @param changes the fields that change
     * @param errors why it is refused
     * @param missing its unresolved references
     */
    public record Item(
            @Schema(enumeration = {"tag", "message-template", "holiday-calendar", "sequence"})
            String kind,

            @Nullable String id,
            String name,

            @Schema(enumeration = {"create", "change", "unchanged", "refused"})
            String action,

            List<String> changes,
            List<Problem.Finding> errors,
            List<Missing> missing) {

        static Item of(String kind, @Nullable String id, String name, String action, List<String> changes) {
            return new Item(kind, id, shortened(name), action, changes, List.of(), List.of());
        }

        static Item refused(String kind, @Nullable String id, String name, List<Problem.Finding> errors) {
            return new Item(kind, id, shortened(name), "refused", List.of(), errors, List.of());
        }

        Item lacking(List<Missing> nowhere) {
            return new Item(kind, id, name, action, changes, errors, nowhere);
        }

        boolean is(String wanted) {
            return action.equals(wanted);
        }
    }

    /**
     * A dependency that exists neither in this service nor in the document.
     *
     * @param elsewhere whether the sending system may know it; then it blocks neither the import nor an activation
     */
    public record Missing(
            @Schema(enumeration = {"message-template", "holiday-calendar", "sequence"})
            String kind,

            String id,
            boolean elsewhere) {}

    static ImportPlan of(boolean applied, List<Item> items) {
        return new ImportPlan(
                applied,
                new Summary(
                        count(items, "create"),
                        count(items, "change"),
                        count(items, "unchanged"),
                        count(items, "refused"),
                        items.stream().mapToInt(item -> item.missing().size()).sum()),
                items);
    }

    /** Truncates a value of the document for a response and replaces unpaired surrogates. */
    static String shortened(String text) {
        String beginning = text.length() <= MAX_SHOWN_LENGTH ? text : text.substring(0, MAX_SHOWN_LENGTH) + "...";
        return new String(beginning.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static int count(List<Item> items, String action) {
        return (int) items.stream().filter(item -> item.is(action)).count();
    }

    /** Everything that prevents the import. */
    List<Problem.Finding> obstacles(boolean allowMissing) {
        List<Problem.Finding> obstacles = new ArrayList<>();
        for (Item item : items) {
            obstacles.addAll(item.errors());
            if (!allowMissing) {
                item.missing().stream()
                        .filter(missing -> !missing.elsewhere())
                        .forEach(missing -> obstacles.add(new Problem.Finding(
                                "dependency-missing",
                                item.kind() + " " + item.id(),
                                "'" + item.name() + "' refers to " + missing.kind() + " '"
                                        + missing.id()
                                        + "', which exists neither in this service nor in the"
                                        + " document.",
                                "Add it to the document, or import with allowMissing=true and correct"
                                        + " the steps afterwards.")));
            }
        }
        return obstacles;
    }
}
