package dev.sequences.segment.recordimport;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.http.Fields;
import dev.sequences.segment.recordimport.ImportOptions.EmptyCells;
import dev.sequences.segment.recordimport.ImportOptions.Mode;
import dev.sequences.segment.recordimport.ImportOptions.OnUnreadable;
import dev.sequences.segment.recordimport.model.ColumnMapping;
import dev.sequences.segment.segment.model.RecordTypes;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The query parameters of an import, checked. */
record ImportParameters(
        String recordType,
        ColumnMapping columns,
        List<String> owners,
        @Nullable String locale,
        @Nullable String charset,
        @Nullable String sheet,
        @Nullable String upload,
        ImportOptions options) {

    private static final int MAX_OWNERS = 1_000;

    static ImportParameters of(MultivaluedMap<String, String> query) {
        List<String> owners = query.getOrDefault("owner", List.of());
        checkOwners(owners);
        return new ImportParameters(
                recordType(query.getFirst("recordType")),
                new ColumnMapping(
                        query.getFirst("idColumn"), query.getFirst("nameColumn"), query.getFirst("ownerColumn")),
                owners,
                locale(query.getFirst("locale")),
                query.getFirst("charset"),
                query.getFirst("sheet"),
                query.getFirst("upload"),
                new ImportOptions(
                        oneOf(query, "mode", Mode.values(), Mode.MERGE),
                        oneOf(query, "emptyCells", EmptyCells.values(), EmptyCells.KEEP),
                        oneOf(query, "onUnreadable", OnUnreadable.values(), OnUnreadable.TEXT),
                        oneOf(query, "dryRun", Answer.values(), Answer.FALSE) == Answer.TRUE));
    }

    private enum Answer {
        TRUE,
        FALSE
    }

    private static <T extends Enum<T>> T oneOf(
            MultivaluedMap<String, String> query, String name, T[] values, T otherwise) {
        String text = query.getFirst(name);
        if (text == null) {
            return otherwise;
        }
        return Arrays.stream(values)
                .filter(value -> wire(value).equals(text))
                .findFirst()
                .orElseThrow(() -> Problem.unreadable(
                        "parameter-unreadable",
                        name,
                        "'" + Fields.shortened(text) + "' is no value of " + name + ".",
                        "Send "
                                + String.join(
                                        " or ",
                                        Arrays.stream(values)
                                                .map(ImportParameters::wire)
                                                .toList()) + "."));
    }

    private static String wire(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String recordType(@Nullable String type) {
        if (type == null || !RecordTypes.isKnown(type)) {
            throw Problem.rule(
                    "record-type-unknown",
                    "recordType",
                    "The record type is missing or unknown.",
                    "Send recordType as one of: " + String.join(", ", RecordTypes.ALL) + ".");
        }
        return type;
    }

    private static void checkOwners(List<String> owners) {
        if (owners.size() > MAX_OWNERS) {
            throw Problem.rule(
                    "too-many-owners",
                    "owner",
                    "The request has " + owners.size() + " owners.",
                    "Send at most " + MAX_OWNERS + " owners.");
        }
        if (owners.stream().anyMatch(owner -> owner.isBlank() || ColumnMapping.idError(owner) != null)) {
            throw Problem.rule(
                    "owner-invalid",
                    "owner",
                    "An owner is blank, or has more than " + ColumnMapping.MAX_ID_LENGTH
                            + " characters, or contains control characters.",
                    "Send each owner as a user id.");
        }
    }

    private static @Nullable String locale(@Nullable String tag) {
        if (tag == null || tag.isBlank()) {
            return null;
        }
        // Most programs write en_US.
        String hyphenated = tag.strip().replace('_', '-');
        if (Locale.forLanguageTag(hyphenated).getLanguage().isEmpty()) {
            throw Problem.rule(
                    "locale-unknown",
                    "locale",
                    "'" + Fields.shortened(tag) + "' is not a BCP 47 language tag.",
                    "Send a tag such as en-US or de-DE.");
        }
        return hyphenated;
    }
}
