package dev.sequences.designer.views.catalogue;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.designer.sequence.model.PlainText;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sort orders of the list; {@code -} means descending. */
record CatalogueSort(Order order, boolean down) {

    private static final int LAST_YEAR = 9_999;

    /** Sort keys. */
    private enum Order {
        NAME("name", "lower(c.name)", "c.name_order", Kind.TEXT),
        OWNER("owner", "c.owner", Kind.TEXT),
        STATUS("status", "c.status", Kind.TEXT),
        RECORD_TYPE("recordType", "c.record_type", Kind.TEXT),
        VERSION("version", "c.live_version", Kind.NUMBER),
        CREATED_AT("createdAt", "c.created_at", Kind.TIME),
        CHANGED_AT("changedAt", "c.changed_at", Kind.TIME);

        private final String parameter;
        private final String inCatalogue;
        private final String inSearch;
        private final Kind kind;

        Order(String parameter, String column, Kind kind) {
            this(parameter, column, column, kind);
        }

        Order(String parameter, String inCatalogue, String inSearch, Kind kind) {
            this.parameter = parameter;
            this.inCatalogue = inCatalogue;
            this.inSearch = inSearch;
            this.kind = kind;
        }
    }

    /** Types of sort values, which determine how a cursor is parsed. */
    private enum Kind {
        TEXT,
        NUMBER,
        TIME
    }

    static CatalogueSort of(@Nullable String asked) {
        if (asked == null || asked.isEmpty()) {
            return new CatalogueSort(Order.NAME, false);
        }
        boolean down = asked.startsWith("-");
        String parameter = down ? asked.substring(1) : asked;
        return Arrays.stream(Order.values())
                .filter(order -> order.parameter.equals(parameter))
                .findFirst()
                .map(order -> new CatalogueSort(order, down))
                .orElseThrow(() -> Problem.unreadable(
                        "sort-unknown",
                        "sort",
                        "Unknown sort order.",
                        "Use one of: "
                                + Arrays.stream(Order.values())
                                        .map(order -> order.parameter)
                                        .collect(Collectors.joining(", "))
                                + "; prefix it with '-' for descending order."));
    }

    /** Sort expression on alias {@code c}, a row of the search table or of the catalogue. */
    String column(boolean inSearch) {
        return inSearch ? order.inSearch : order.inCatalogue;
    }

    String direction() {
        return down ? " desc" : "";
    }

    boolean byTime() {
        return order.kind == Kind.TIME;
    }

    String orderBy(boolean inSearch) {
        return " order by " + column(inSearch) + direction() + ", c.id" + direction();
    }

    String afterCondition(boolean inSearch) {
        return "(" + column(inSearch) + ", c.id) " + (down ? "<" : ">") + " (?, ?)";
    }

    /** Value of the cursor in the type of the column. */
    Object position(List<String> cursor) {
        String value = cursor.getFirst();
        try {
            if (cursor.stream().allMatch(PlainText::isValid)) {
                return switch (order.kind) {
                    case TEXT -> value;
                    case NUMBER -> Integer.valueOf(value);
                    case TIME -> time(value);
                };
            }
        } catch (DateTimeException | NumberFormatException e) {
            // Refused below, like any other foreign cursor.
        }
        throw foreignCursor();
    }

    /** In UTC and within the range of years of the database. */
    private static OffsetDateTime time(String value) {
        OffsetDateTime time = OffsetDateTime.parse(value).toInstant().atOffset(ZoneOffset.UTC);
        if (time.getYear() < 0 || time.getYear() > LAST_YEAR) {
            throw foreignCursor();
        }
        return time;
    }

    private static Problem foreignCursor() {
        return Problem.unreadable(
                "cursor-unreadable",
                "after",
                "The cursor does not belong to this list.",
                "Use the value of 'next' from the previous page unchanged, with the same sort order.");
    }
}
