package dev.sequences.segment.recordlist;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.http.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The order of a list. Ties are ordered by type and id, so a cursor continues exactly.
 *
 * @param keys SQL expressions of the sort keys, never null
 * @param types SQL types of the keys
 * @param argument argument for each {@code ?} in the keys; null if they have none
 */
record RecordSort(
        List<String> keys, List<String> types, @Nullable String argument, boolean descending) {

    private static final String FIELD_PREFIX = "fields.";

    private static final String NUMBER = "case when jsonb_typeof(r.fields -> $f) = 'number' or ((r.fields ->> $f) ~"
            + " '^\\s*-?(0|[1-9][0-9]*)(\\.[0-9]+)?\\s*$' and length(r.fields ->> $f) <= 50)"
            + " then (r.fields ->> $f)::numeric end";

    /** Numbers come before texts, and records without a value come last in ascending order. */
    private static final List<String> FIELD_KEYS = List.of(
            "case when btrim(coalesce(r.fields ->> $f, '')) = '' then 2 when (" + NUMBER
                    + ") is null then 1 else 0 end",
            "coalesce(" + NUMBER + ", 0)",
            "left(chassis.search_text(coalesce(r.fields ->> $f, '')), 200)");

    /** @param sort {@code recordId} (default), {@code name}, {@code updatedAt} or {@code fields.<name>}; descending with a leading minus */
    static RecordSort of(@Nullable String sort) {
        String asked = sort == null ? "recordId" : sort;
        boolean descending = asked.startsWith("-");
        String key = descending ? asked.substring(1) : asked;
        if (key.startsWith(FIELD_PREFIX) && key.length() > FIELD_PREFIX.length()) {
            return new RecordSort(
                    FIELD_KEYS, List.of("int", "numeric", "text"), key.substring(FIELD_PREFIX.length()), descending);
        }
        return switch (key) {
            case "recordId" -> new RecordSort(List.of(), List.of(), null, descending);
            case "name" -> new RecordSort(List.of("left(r.search_name, 100)"), List.of("text"), null, descending);
            case "updatedAt" -> new RecordSort(List.of("r.changed_at"), List.of("timestamptz"), null, descending);
            default ->
                throw Problem.unreadable(
                        "sort-unknown",
                        "sort",
                        "Sort order '" + Fields.shortened(asked) + "' is unknown.",
                        "Use recordId, name, updatedAt or fields.<name>, with a leading minus for descending order.");
        };
    }
}
