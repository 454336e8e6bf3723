package dev.sequences.worklist.views.mywork;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.http.Page;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The validated parameters of a list request.
 *
 * @param recordTypes empty: all
 * @param activityTypes empty: all
 * @param unopened true: only records that the caller has not opened; false: only those opened; null: both
 * @param name part of a record's name, case-insensitive
 * @param descending reverses the natural order of {@code sort}
 * @param group primary sort key, before {@code sort}
 * @param assignee seller or team whose items are listed; null: all
 * @param teams teams whose items are listed as well
 * @param includesAllTeams whether items of all teams are listed
 */
record ListRequest(
        Due due,
        List<String> recordTypes,
        List<String> activityTypes,
        @Nullable Boolean unopened,
        @Nullable Boolean followed,
        @Nullable String name,
        SortKey sort,
        boolean descending,
        @Nullable SortKey group,
        @Nullable String assignee,
        Set<String> teams,
        boolean includesAllTeams,
        ZoneId zone,
        int limit,
        @Nullable String after) {

    private static final int MAX_LENGTH = 200;

    /** Sort and group as one string; a cursor carries it so that a cursor of another order is refused. */
    String order() {
        return (descending ? "-" : "") + sort + "/" + group;
    }

    static Due due(@Nullable String given) {
        return given == null ? Due.DUE : named("due", given, Due.class, any -> true);
    }

    static SortKey sort(@Nullable String given) {
        if (given == null) {
            return SortKey.DUE_DATE;
        }
        return named("sort", descending(given) ? given.substring(1) : given, SortKey.class, any -> true);
    }

    static boolean descending(@Nullable String given) {
        return given != null && given.startsWith("-");
    }

    static @Nullable SortKey group(@Nullable String given) {
        return given == null
                ? null
                : named("group", given, SortKey.class, key -> key != SortKey.DUE_DATE && key != SortKey.SCORE);
    }

    static @Nullable Boolean flag(String parameter, @Nullable String given) {
        return switch (given) {
            case null -> null;
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> throw unreadable(parameter, given, "Use true or false.");
        };
    }

    static ZoneId zone(@Nullable String given) {
        if (given == null) {
            return ZoneOffset.UTC;
        }
        try {
            return ZoneId.of(given);
        } catch (DateTimeException e) {
            throw unreadable("timeZone", given, "Use an IANA time zone such as Europe/Berlin, or UTC.");
        }
    }

    static int limit(@Nullable String given) {
        try {
            return Page.limit(given == null ? null : Integer.valueOf(given));
        } catch (NumberFormatException e) {
            throw unreadable("limit", given == null ? "" : given, "Send a whole number.");
        }
    }

    /** Splits at commas; the parameter may also be repeated. */
    static List<String> words(String parameter, List<String> given) {
        return given.stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(value -> text(parameter, value.strip()))
                .filter(value -> value != null && !value.isEmpty())
                .map(String::valueOf)
                .distinct()
                .toList();
    }

    static @Nullable String text(String parameter, @Nullable String given) {
        if (given == null) {
            return null;
        }
        if (given.length() > MAX_LENGTH) {
            throw unreadable(parameter, given.substring(0, 20) + "...", "Use at most " + MAX_LENGTH + " characters.");
        }
        if (given.chars().anyMatch(Character::isISOControl)) {
            throw unreadable(parameter, "(with control characters)", "Remove the control characters.");
        }
        return given;
    }

    private static <T extends Enum<T>> T named(String parameter, String given, Class<T> type, Predicate<T> allowed) {
        List<T> choices = Arrays.stream(type.getEnumConstants()).filter(allowed).toList();
        return choices.stream()
                .filter(choice -> kebab(choice).equals(given))
                .findFirst()
                .orElseThrow(() -> unreadable(
                        parameter,
                        text(parameter, given),
                        "Use one of: "
                                + String.join(
                                        ", ",
                                        choices.stream().map(ListRequest::kebab).toList()) + "."));
    }

    private static String kebab(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Problem unreadable(String parameter, @Nullable String given, String remedy) {
        return Problem.unreadable(
                "parameter-unreadable", parameter, parameter + " has the invalid value '" + given + "'.", remedy);
    }
}
