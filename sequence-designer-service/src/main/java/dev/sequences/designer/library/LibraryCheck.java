package dev.sequences.designer.library;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.designer.library.LibraryDocument.CalendarEntry;
import dev.sequences.designer.library.LibraryDocument.SequenceEntry;
import dev.sequences.designer.library.LibraryDocument.TemplateEntry;
import dev.sequences.designer.library.LibraryIds.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Checks whether a document can be processed at all. Its items are checked one by one later. */
final class LibraryCheck {

    private static final int MAX_TAGS = 10_000;
    private static final int MAX_SHOWN = 100;

    private LibraryCheck() {}

    static void check(LibraryDocument document) {
        List<Problem.Finding> findings = new ArrayList<>();
        if (!LibraryDocument.FORMAT.equals(document.format())) {
            findings.add(new Problem.Finding(
                    "format-unknown",
                    "format",
                    "The format of the document is not supported.",
                    "Set format: " + LibraryDocument.FORMAT + "."));
        }
        list("tags", document.tags(), MAX_TAGS, findings);
        ids("messageTemplates", Kind.MESSAGE_TEMPLATE, document.messageTemplates(), TemplateEntry::id, findings);
        ids("holidayCalendars", Kind.HOLIDAY_CALENDAR, document.holidayCalendars(), CalendarEntry::id, findings);
        ids("sequences", Kind.SEQUENCE, document.sequences(), SequenceEntry::id, findings);
        tagsOfSequences(document, findings);
        if (!findings.isEmpty()) {
            Problem.Finding first = findings.getFirst();
            throw Problem.unreadable(
                    first.code(), first.message(), findings.subList(0, Math.min(MAX_SHOWN, findings.size())));
        }
    }

    /** Each new tag rewrites the whole tree, so many tags would block the single writer for a long time. */
    private static void tagsOfSequences(LibraryDocument document, List<Problem.Finding> findings) {
        Set<String> named = new HashSet<>();
        for (SequenceEntry entry : present(document.sequences())) {
            named.addAll(present(entry.tags()));
        }
        if (named.size() > MAX_TAGS) {
            findings.add(new Problem.Finding(
                    "too-many-entries",
                    "sequences",
                    "The sequences have " + named.size() + " different tags; a document can have at most " + MAX_TAGS
                            + ".",
                    "Split the document."));
        }
    }

    private static <T> void ids(
            String path,
            Kind kind,
            @Nullable List<@Nullable T> entries,
            Function<T, @Nullable String> idOf,
            List<Problem.Finding> findings) {
        list(path, entries, LibraryExport.MAX_SEQUENCES, findings);
        Set<String> seen = new HashSet<>();
        List<@Nullable T> all = Objects.requireNonNullElse(entries, List.of());
        for (int i = 0; i < all.size(); i++) {
            T entry = all.get(i);
            String id = entry == null ? null : idOf.apply(entry);
            if (entry != null && (id == null || !LibraryIds.isReadable(id))) {
                findings.add(new Problem.Finding(
                        "id-unreadable",
                        path + "[" + i + "].id",
                        "The id is neither a UUID nor a valid key.",
                        "Use a UUID, or lower-case letters, digits and '-'."));
            } else if (id != null && !seen.add(LibraryIds.resolved(kind, id))) {
                findings.add(new Problem.Finding(
                        "id-twice",
                        path + "[" + i + "].id",
                        "'" + id + "' is listed twice, or once as a key and once as the id derived from that key.",
                        "Remove one of them."));
            }
        }
    }

    private static void list(String path, @Nullable List<?> entries, int max, List<Problem.Finding> findings) {
        if (entries == null) {
            return;
        }
        if (entries.size() > max) {
            findings.add(new Problem.Finding(
                    "too-many-entries",
                    path,
                    "The list has " + entries.size() + " entries; the limit is " + max + ".",
                    "Split the document."));
        }
        int empty = entries.indexOf(null);
        if (empty >= 0) {
            findings.add(new Problem.Finding(
                    "field-missing", path + "[" + empty + "]", "The entry is empty.", "Remove it."));
        }
    }

    /** The entries that are not null. */
    static <T> List<T> present(@Nullable List<@Nullable T> entries) {
        List<T> present = new ArrayList<>();
        if (entries != null) {
            for (T entry : entries) {
                if (entry != null) {
                    present.add(entry);
                }
            }
        }
        return present;
    }
}
