package dev.sequences.chassis.http;

import dev.sequences.chassis.answer.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next cursor for {@code after}; null on the last page
 */
public record Page<T>(List<T> items, @Nullable String next) {

    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;

    /** Rows were read with one more than the limit, so that the last page is known to be the last. */
    public static <T> Page<T> of(List<T> rows, int limit, Function<T, List<String>> position) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        List<T> items = List.copyOf(rows.subList(0, limit));
        return new Page<>(items, cursor(position.apply(items.getLast())));
    }

    /** A page that ends at this position, whether or not further items exist. For lists that stop reading at a limit. */
    public static <T> Page<T> until(List<T> items, List<String> position) {
        return new Page<>(List.copyOf(items), cursor(position));
    }

    /** The limit asked for, 1 to 200, 50 when not given. */
    public static int limit(@Nullable Integer asked) {
        if (asked == null) {
            return DEFAULT_LIMIT;
        }
        if (asked < 1 || asked > MAX_LIMIT) {
            throw Problem.unreadable(
                    "limit-out-of-range",
                    "limit",
                    "limit is " + asked + ".",
                    "Give a limit from 1 to " + MAX_LIMIT + ".");
        }
        return asked;
    }

    /** The values at which the last page ended; empty at the first page. */
    public static List<String> position(@Nullable String after, int parts) {
        if (after == null || after.isEmpty()) {
            return List.of();
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8);
            List<String> values = List.of(text.split("\u001f", -1));
            if (values.size() == parts) {
                return values;
            }
        } catch (IllegalArgumentException e) {
            // Same answer as for a cursor of another list, below.
        }
        throw Problem.unreadable(
                "cursor-unreadable",
                "after",
                "The cursor is not one of this list.",
                "Use the value of 'next' as it was given.");
    }

    private static String cursor(List<String> values) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join("\u001f", new ArrayList<>(values)).getBytes(StandardCharsets.UTF_8));
    }
}
