package dev.sequences.enrollment.enrollment;

import dev.sequences.chassis.answer.Problem;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks of the ids in a bulk request. */
final class BulkIds {

    private static final int MAX_SIZE = 500;

    private BulkIds() {}

    /**
     * Returns the ids in the given order, without duplicates. Throws a {@link Problem} with code {@code bulk-size} for none and for
     * more than 500, and with {@code field-missing} for a null.
     *
     * @param items plural noun for the messages
     */
    static Set<String> of(String field, String items, @Nullable List<String> ids, String remedy) {
        int size = ids == null ? 0 : ids.size();
        if (ids == null || size == 0 || size > MAX_SIZE) {
            throw Problem.rule("bulk-size", field, "The request contains " + size + " " + items + ".", remedy);
        }
        if (ids.stream().anyMatch(Objects::isNull)) {
            throw Problem.unreadable("field-missing", field, "An id is null.", "Omit the id.");
        }
        return new LinkedHashSet<>(ids);
    }

    /** Returns whether PostgreSQL can store the id: it rejects the zero character in a text. */
    static boolean isStorable(String id) {
        return id.indexOf('\0') < 0;
    }
}
