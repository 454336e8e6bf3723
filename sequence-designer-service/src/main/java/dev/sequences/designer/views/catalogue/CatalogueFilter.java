package dev.sequences.designer.views.catalogue;

import dev.sequences.chassis.http.Problem;
import dev.sequences.designer.sequence.model.PlainText;
import dev.sequences.designer.sequence.model.RecordType;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which sequences a caller asks for; checked, so that a misspelt filter does not look like an empty list.
 *
 * @param owner id of a user or team
 * @param tag id or path of a tag
 * @param q a part of name or description, whatever its case
 * @param step a part of the name or description of a step in the draft
 * @param template id of a message template that the draft uses
 */
record CatalogueFilter(
        @Nullable String status,
        @Nullable String recordType,
        @Nullable String ownerType,
        @Nullable String owner,
        @Nullable String tag,
        @Nullable String q,
        @Nullable String step,
        @Nullable String template) {

    private static final List<String> STATUSES = List.of("inactive", "active", "revision");
    private static final List<String> OWNER_TYPES = List.of("user", "team");
    private static final int LONGEST_TEXT = 500;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    CatalogueFilter {
        oneOf("status", status, STATUSES);
        oneOf("recordType", recordType, RecordType.ALL);
        oneOf("ownerType", ownerType, OWNER_TYPES);
        readable("owner", owner);
        readable("tag", tag);
        readable("q", q);
        readable("step", step);
        readable("template", template);
    }

    private static void oneOf(String parameter, @Nullable String value, List<String> known) {
        if (value != null && !known.contains(value)) {
            throw Problem.unreadable(
                    "filter-unreadable",
                    parameter,
                    "'" + parameter + "' is not one of " + String.join(", ", known) + ".",
                    "Use one of: " + String.join(", ", known) + ".");
        }
    }

    private static void readable(String parameter, @Nullable String value) {
        if (value != null && (value.length() > LONGEST_TEXT || !PlainText.is(value))) {
            throw Problem.unreadable(
                    "filter-unreadable",
                    parameter,
                    "'" + parameter + "' is longer than " + LONGEST_TEXT + " characters or has control characters.",
                    "Use a shorter text.");
        }
    }

    /**
     * Says each condition, on alias {@code c}, with its value. Searches are answered by their index first, whatever else is asked:
     * a walk in the order of the list may meet what is looked for at its end.
     */
    void conditions(BiConsumer<String, Object> to) {
        with(to, "c.status = ?", status);
        with(to, "c.record_type = ?", recordType);
        with(to, "c.owner_type = ?", ownerType);
        with(to, "c.owner = ?", owner);
        // A path costs a look at all tags, an id none.
        boolean byId = tag != null && ID.matcher(tag).matches();
        with(to, "c.tags @> array[?::text]", byId ? tag : null);
        with(to, "c.tags && array(select id from tag_path where lower(path) = lower(?))", byId ? null : tag);
        with(to, "c.id = any(array(select id from sequence_search where words like lower(?)))", pattern(q));
        with(to, "c.id = any(array(select id from sequence_search where step_words like lower(?)))", pattern(step));
        with(to, "c.id = any(array(select id from sequence_search where templates @> array[?::text]))", template);
    }

    private static void with(BiConsumer<String, Object> to, String condition, @Nullable Object value) {
        if (value != null) {
            to.accept(condition, value);
        }
    }

    /** The text anywhere, its own wildcards taken as they are. */
    private static @Nullable String pattern(@Nullable String text) {
        return text == null
                ? null
                : "%"
                        + text.toLowerCase(Locale.ROOT)
                                .replace("\\", "\\\\")
                                .replace("%", "\\%")
                                .replace("_", "\\_") + "%";
    }
}
