package dev.sequences.designer.views.catalogue;

import dev.sequences.chassis.http.Problem;
import dev.sequences.designer.sequence.model.PlainText;
import dev.sequences.designer.sequence.model.RecordType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which sequences a caller asks for; checked, so that a misspelt filter does not look like an empty list. */
record CatalogueFilter(
        @Nullable String status,
        @Nullable String recordType,
        @Nullable String owner,
        @Nullable String q) {

    private static final List<String> STATUSES = List.of("inactive", "active", "revision");
    private static final int LONGEST_TEXT = 200;

    CatalogueFilter {
        oneOf("status", status, STATUSES);
        oneOf("recordType", recordType, RecordType.ALL);
        readable("owner", owner);
        readable("q", q);
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

    /** For {@code ilike}: the text anywhere, its own wildcards taken as they are. */
    @Nullable
    String pattern() {
        return q == null
                ? null
                : "%" + q.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
