package dev.sequences.designer.views.catalogue;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.designer.sequence.model.PlainText;
import dev.sequences.designer.sequence.model.RecordType;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Filter of the list of sequences. Values are validated, so that a misspelled filter is refused instead of returning an empty list.
 *
 * @param owner id of a user or team
 * @param tag id or path of a tag
 * @param q a part of name or description, case-insensitive; one or two letters match the beginning of a word
 * @param step the same for names and descriptions of steps in the draft
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
    private static final int MAX_TEXT_LENGTH = 500;

    /** Minimum length of a substring search, since the index contains trigrams; a second index contains beginnings of words. */
    private static final int MIN_SUBSTRING_LENGTH = 3;

    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{N}]+");
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
        q = blankIsNone(q);
        step = blankIsNone(step);
        longEnough("q", q);
        longEnough("step", step);
    }

    private static @Nullable String blankIsNone(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** One or two letters match the beginning of words; no index supports punctuation alone. */
    private static void longEnough(String parameter, @Nullable String text) {
        if (text != null && isShort(text) && NO_LETTERS.matcher(text).matches()) {
            throw Problem.unreadable(
                    "search-too-short",
                    parameter,
                    "'" + parameter + "' has no letter or digit and fewer than " + MIN_SUBSTRING_LENGTH
                            + " characters.",
                    "Add a letter of the word or more of the text.");
        }
    }

    private static boolean isShort(String text) {
        return text.codePointCount(0, text.length()) < MIN_SUBSTRING_LENGTH;
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
        if (value != null && (value.length() > MAX_TEXT_LENGTH || !PlainText.isValid(value))) {
            throw Problem.unreadable(
                    "filter-unreadable",
                    parameter,
                    "'" + parameter + "' is longer than " + MAX_TEXT_LENGTH + " characters or has control characters.",
                    "Use a shorter text without control characters.");
        }
    }

    /**
     * Whether rows are selected from {@code sequence_search}. Searches use its index first, whatever the other conditions; a scan
     * in list order could find matches only at its end.
     */
    boolean searches() {
        return tag != null || q != null || step != null || template != null;
    }

    /** Passes each condition with its value, on alias {@code c}: a row of {@code sequence_search} or of the catalogue. */
    void conditions(BiConsumer<String, Object> to) {
        with(to, "c.status = ?", status);
        with(to, "c.record_type = ?", recordType);
        with(to, "c.owner_type = ?", ownerType);
        with(to, "c.owner = ?", owner);
        // A path requires a scan of all tags, an id does not.
        boolean byId = tag != null && ID.matcher(tag).matches();
        with(to, "c.tags @> array[?::text]", byId ? tag : null);
        with(
                to,
                "c.tags && array(select id from tag_path where chassis.search_text(path) = chassis.search_text(?))",
                byId ? null : tag);
        text(to, "c.words", q);
        text(to, "c.step_words", step);
        with(to, "c.templates @> array[?::text]", template);
    }

    private static void text(BiConsumer<String, Object> to, String words, @Nullable String text) {
        if (text == null) {
            return;
        }
        if (isShort(text)) {
            // Folding can lengthen a text, e.g. to 'fi' for the ligature: the index knows its first two letters, the
            // text all of them.
            to.accept("word_beginnings(" + words + ") @> array[left(chassis.search_text(?), 2)]", text.strip());
            to.accept("position(chassis.search_text(?) in " + words + ") > 0", text.strip());
        } else {
            to.accept(words + " like chassis.search_text(?)", "%" + escaped(text) + "%");
        }
    }

    private static void with(BiConsumer<String, Object> to, String condition, @Nullable Object value) {
        if (value != null) {
            to.accept(condition, value);
        }
    }

    /** Escapes wildcards. Only the database converts to lower case, so that all values are converted alike. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
