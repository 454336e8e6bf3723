package dev.sequences.designer.views.catalogue;

import dev.sequences.chassis.http.Problem;
import dev.sequences.designer.sequence.model.PlainText;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Orders of the list; {@code -} turns an order round. */
enum CatalogueSort {
    NAME("name", "lower(name)", false),
    NAME_DOWN("-name", "lower(name)", true),
    CREATED_AT("createdAt", "created_at", false),
    CREATED_AT_DOWN("-createdAt", "created_at", true),
    CHANGED_AT("changedAt", "changed_at", false),
    CHANGED_AT_DOWN("-changedAt", "changed_at", true);

    private final String parameter;
    private final String column;
    private final boolean down;

    CatalogueSort(String parameter, String column, boolean down) {
        this.parameter = parameter;
        this.column = column;
        this.down = down;
    }

    static CatalogueSort of(@Nullable String asked) {
        if (asked == null || asked.isEmpty()) {
            return NAME;
        }
        return Arrays.stream(values())
                .filter(sort -> sort.parameter.equals(asked))
                .findFirst()
                .orElseThrow(() -> Problem.unreadable(
                        "sort-unknown",
                        "sort",
                        "The list cannot be sorted that way.",
                        "Use one of: "
                                + Arrays.stream(values())
                                        .map(sort -> sort.parameter)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    String column() {
        return column;
    }

    String orderBy() {
        String direction = down ? " desc" : "";
        return " order by " + column + direction + ", id" + direction;
    }

    String afterCondition() {
        return "(" + column + ", id) " + (down ? "<" : ">") + " (?, ?)";
    }

    /** The value at which a page ended, as the column's type. */
    Object position(List<String> cursor) {
        String value = cursor.getFirst();
        boolean readable = cursor.stream().allMatch(PlainText::is);
        if (readable && column.equals("lower(name)")) {
            return value;
        }
        try {
            if (readable) {
                return OffsetDateTime.parse(value);
            }
        } catch (DateTimeParseException e) {
            // Same answer as for any other cursor that is not ours, below.
        }
        throw Problem.unreadable(
                "cursor-unreadable",
                "after",
                "The cursor is not one of this list.",
                "Use the value of 'next' as it was given, with the same sort.");
    }
}
