package dev.sequences.designer.library;

import dev.sequences.chassis.answer.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What an import does, item by item.
 *
 * @param applied whether it has been done; otherwise nothing has
 */
public record ImportPlan(boolean applied, Summary summary, List<Item> items) {

    /** Longer than any name or path that is taken. */
    private static final int LONGEST_SHOWN = 500;

    /** How many items of each kind; {@code missing} counts the dependencies that are neither here nor in the document. */
    public record Summary(int create, int change, int unchanged, int refused, int missing) {}

    /**
     * @param id of the tag, message template, holiday calendar or sequence; null for a tag that is to be created
     * @param changes the fields that change
     * @param errors why it is refused
     * @param missing what it refers to and is nowhere to be found
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
            return new Item(kind, id, shown(name), action, changes, List.of(), List.of());
        }

        static Item refused(String kind, @Nullable String id, String name, List<Problem.Finding> errors) {
            return new Item(kind, id, shown(name), "refused", List.of(), errors, List.of());
        }

        Item lacking(List<Missing> nowhere) {
            return new Item(kind, id, name, action, changes, errors, nowhere);
        }

        boolean is(String wanted) {
            return action.equals(wanted);
        }
    }

    /**
     * A dependency that is neither here nor in the document.
     *
     * @param elsewhere whether it may live with whoever sends; it keeps nothing out then, as it keeps no draft from going live
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

    /** What a document says, as an answer may repeat it: not at any length, and halves of a surrogate pair replaced. */
    static String shown(String text) {
        String beginning = text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
        return new String(beginning.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static int count(List<Item> items, String action) {
        return (int) items.stream().filter(item -> item.is(action)).count();
    }

    /** Everything that keeps the document from being applied. */
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
