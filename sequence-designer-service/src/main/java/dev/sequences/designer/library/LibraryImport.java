package dev.sequences.designer.library;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.eventlog.AggregateType;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.unit.Outcome.Done;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.designer.holidaycalendar.HolidayCalendars;
import dev.sequences.designer.library.ImportPlan.Item;
import dev.sequences.designer.library.LibraryDocument.CalendarEntry;
import dev.sequences.designer.library.LibraryDocument.SequenceEntry;
import dev.sequences.designer.library.LibraryDocument.TemplateEntry;
import dev.sequences.designer.library.LibraryIds.Kind;
import dev.sequences.designer.library.LibraryIds.Reference;
import dev.sequences.designer.messagetemplate.MessageTemplates;
import dev.sequences.designer.messagetemplate.model.MessageTemplate;
import dev.sequences.designer.messagetemplate.model.MessageTemplate.Content;
import dev.sequences.designer.messagetemplate.model.MessageTemplate.Properties;
import dev.sequences.designer.messagetemplate.model.MessageTemplateCommand.Author;
import dev.sequences.designer.messagetemplate.model.MessageTemplateCommand.ChangeMessageTemplate;
import dev.sequences.designer.messagetemplate.model.MessageTemplateCommand.CreateMessageTemplate;
import dev.sequences.designer.quota.Quotas;
import dev.sequences.designer.sequence.Sequences;
import dev.sequences.designer.sequence.model.Editor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Imports a document with the regular commands in one unit of work. A dry run does the same and rolls back, so its result always
 * matches the real import.
 */
final class LibraryImport {

    private final Unit unit;
    private final Editor editor;
    private final Cause cause;
    private final Quotas quotas;
    private final boolean templatesElsewhere;
    private final List<Item> items = new ArrayList<>();
    private final Map<Kind, Map<String, String>> idsByKey = new HashMap<>();
    private final Set<Reference> inDocument = new HashSet<>();

    LibraryImport(Unit unit, Editor editor, Cause cause, Quotas quotas, boolean templatesElsewhere) {
        this.unit = unit;
        this.editor = editor;
        this.cause = cause;
        this.quotas = quotas;
        this.templatesElsewhere = templatesElsewhere;
    }

    /** Applies the document and returns what was done; the caller rolls back a dry run. */
    List<Item> run(LibraryDocument document) {
        List<SequenceEntry> sequences = LibraryCheck.present(document.sequences());
        List<TemplateEntry> templates = LibraryCheck.present(document.messageTemplates());
        List<CalendarEntry> calendars = LibraryCheck.present(document.holidayCalendars());
        sequences.forEach(entry -> known(Kind.SEQUENCE, entry.id()));
        templates.forEach(entry -> known(Kind.MESSAGE_TEMPLATE, entry.id()));
        calendars.forEach(entry -> known(Kind.HOLIDAY_CALENDAR, entry.id()));
        preload();
        TagImport tags = new TagImport(unit, editor, cause, quotas);
        items.addAll(tags.run(LibraryCheck.present(document.tags()), sequences));
        templates.forEach(entry -> items.add(template(entry)));
        CalendarImport calendarImport = new CalendarImport(unit, editor, cause);
        calendars.forEach(entry -> items.add(calendarImport.run(entry)));
        SequenceImport importing = new SequenceImport(unit, editor, cause, quotas, tags);
        Map<String, JsonNode> drafts = new HashMap<>();
        for (SequenceEntry entry : sequences) {
            String id = id(Kind.SEQUENCE, entry.id());
            JsonNode draft = entry.draft() == null ? null : LibraryIds.withIds(entry.draft(), idsByKey);
            if (draft != null) {
                drafts.put(id, draft);
            }
            items.add(importing.run(id, entry, draft));
        }
        items.replaceAll(item -> item.kind().equals(Kind.SEQUENCE.wireName()) && item.id() != null
                ? item.lacking(missing(drafts.get(item.id())))
                : item);
        return items;
    }

    private void known(Kind kind, @Nullable String idOrKey) {
        String given = String.valueOf(idOrKey);
        String id = LibraryIds.resolved(kind, given);
        idsByKey.computeIfAbsent(kind, any -> new HashMap<>()).put(given, id);
        inDocument.add(new Reference(kind, id));
    }

    private String id(Kind kind, @Nullable String idOrKey) {
        return LibraryIds.resolved(kind, String.valueOf(idOrKey));
    }

    private void preload() {
        unit.preload(inDocument.stream()
                .map(one -> one.kind() == Kind.HOLIDAY_CALENDAR ? HolidayCalendars.stream(one.id()) : one.id())
                .distinct()
                .toList());
    }

    private Item template(TemplateEntry entry) {
        String kind = Kind.MESSAGE_TEMPLATE.wireName();
        String id = id(Kind.MESSAGE_TEMPLATE, entry.id());
        String name = Objects.requireNonNullElse(entry.name(), "");
        try {
            MessageTemplate present = present(unit, MessageTemplates.MESSAGE_TEMPLATE, id);
            Properties wanted = properties(entry);
            // An unchanged template of another owner is accepted, since every user may use it.
            if (present.exists() && wanted.stripped().equals(present.properties())) {
                return Item.of(kind, id, name, "unchanged", List.of());
            }
            Author author = new Author(editor.user(), editor.editsAll());
            Done<MessageTemplate, ?> done = unit.execute(
                            MessageTemplates.MESSAGE_TEMPLATE,
                            id,
                            present.exists()
                                    ? new ChangeMessageTemplate(author, wanted)
                                    : new CreateMessageTemplate(author, wanted),
                            cause)
                    .orProblem();
            if (!present.exists()) {
                return Item.of(kind, id, name, "create", List.of());
            }
            return Item.of(
                    kind,
                    id,
                    name,
                    "change",
                    changes(present.properties(), done.state().properties()));
        } catch (Problem problem) {
            return Item.refused(kind, id, name, located(problem, kind, id));
        }
    }

    private static Properties properties(TemplateEntry entry) {
        Map<String, Content> contents = new TreeMap<>();
        if (entry.contents() != null) {
            entry.contents()
                    .forEach((language, content) -> contents.put(
                            language, content == null || content.body() == null ? new Content(null, "") : content));
        }
        return new Properties(
                Objects.requireNonNullElse(entry.name(), ""),
                entry.description(),
                Objects.requireNonNullElse(entry.channel(), ""),
                Objects.requireNonNullElse(entry.recordType(), ""),
                Objects.requireNonNullElse(entry.defaultLanguage(), ""),
                contents);
    }

    private static List<String> changes(Properties before, Properties after) {
        List<String> changes = new ArrayList<>();
        changed(changes, "name", before.name(), after.name());
        changed(changes, "description", before.description(), after.description());
        changed(changes, "defaultLanguage", before.defaultLanguage(), after.defaultLanguage());
        changed(changes, "contents", before.contents(), after.contents());
        return changes;
    }

    /** Loads the aggregate with the id; refuses an id of another aggregate type. */
    static <S> S present(Unit unit, AggregateType<?, S, ?> type, String id) {
        try {
            return unit.load(type, id).state();
        } catch (Problem itIsSomethingElse) {
            throw Problem.rule(
                    "id-taken", "id", "The id is already used by a resource of another type.", "Use a new id.");
        }
    }

    static void changed(List<String> changes, String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            changes.add(field);
        }
    }

    private List<ImportPlan.Missing> missing(@Nullable JsonNode draft) {
        return draft == null
                ? List.of()
                : LibraryIds.references(draft).stream()
                        // Refused items of the document report their own errors.
                        .filter(reference -> !inDocument.contains(reference) && !exists(reference))
                        .map(reference -> new ImportPlan.Missing(
                                reference.kind().wireName(),
                                ImportPlan.shortened(reference.id()),
                                mayBeElsewhere(reference)))
                        .toList();
    }

    /** As at activation: an id in the format of this service must exist; another name may be known to the sending system. */
    private boolean mayBeElsewhere(Reference reference) {
        return templatesElsewhere && reference.kind() == Kind.MESSAGE_TEMPLATE && !LibraryIds.isId(reference.id());
    }

    private boolean exists(Reference reference) {
        return switch (reference.kind()) {
            case MESSAGE_TEMPLATE -> MessageTemplates.exists(unit, reference.id());
            case HOLIDAY_CALENDAR -> HolidayCalendars.exists(unit, reference.id());
            case SEQUENCE -> Sequences.visible(unit, reference.id(), editor).isPresent();
        };
    }

    /** The findings, with the item prefixed to each path. */
    static List<Problem.Finding> located(Problem problem, String kind, String id) {
        return problem.findings().stream()
                .map(finding -> new Problem.Finding(
                        finding.code(),
                        ImportPlan.shortened(
                                (kind + " " + id + " " + Objects.requireNonNullElse(finding.path(), "")).strip()),
                        ImportPlan.shortened(finding.message()),
                        finding.remedy()))
                .toList();
    }
}
