package dev.sequences.designer.sequence;

import dev.sequences.chassis.unit.Unit;
import dev.sequences.designer.holidaycalendar.HolidayCalendars;
import dev.sequences.designer.messagetemplate.MessageTemplates;
import dev.sequences.designer.quota.Quotas;
import dev.sequences.designer.reference.RecordDescriptions;
import dev.sequences.designer.sequence.model.Editor;
import dev.sequences.designer.sequence.model.Sequence;
import dev.sequences.designer.sequence.model.context.DraftContext;
import dev.sequences.designer.sequence.model.context.DraftContext.KnownTemplates;
import dev.sequences.designer.sequence.model.context.DraftContext.OtherSequence;
import dev.sequences.designer.sequence.model.graph.node.AbTest;
import dev.sequences.designer.sequence.model.graph.node.Advance;
import dev.sequences.designer.sequence.model.graph.node.MessageStep;
import dev.sequences.designer.sequence.model.graph.node.Node;
import dev.sequences.designer.settings.DesignerSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Loads the data that a draft is checked against, within the same unit of work. */
@ApplicationScoped
class DraftContextLoader {

    private final RecordDescriptions kinds;
    private final Quotas quotas;
    private final Set<String> callResults;
    private final boolean externalTemplates;

    DraftContextLoader(RecordDescriptions kinds, Quotas quotas, DesignerSettings settings) {
        this.kinds = kinds;
        this.quotas = quotas;
        this.callResults = new LinkedHashSet<>(settings.callResults());
        this.externalTemplates = settings.externalMessageTemplates();
    }

    /** @param editor the caller; sequences the caller may not see are treated as missing */
    DraftContext of(Unit unit, String sequenceId, Sequence sequence, Editor editor) {
        List<String> targets = sequence.draft()
                .graph()
                .byKind()
                .map(DraftContextLoader::target)
                .filter(Objects::nonNull)
                .filter(SequenceIds::isValid)
                .distinct()
                .toList();
        unit.preload(targets);
        Map<String, OtherSequence> others = new HashMap<>();
        for (String id : targets) {
            Sequences.visible(unit, id, editor)
                    .ifPresent(other -> others.put(
                            id, new OtherSequence(other.name(), other.recordType(), other.acceptsEnrollments())));
        }
        return new DraftContext(
                sequenceId,
                kinds.of(sequence.recordType()),
                callResults,
                others,
                new KnownTemplates(channels(unit, sequence), externalTemplates),
                calendars(unit, sequence),
                quotas.drafts(),
                unit.now());
    }

    private static Set<String> calendars(Unit unit, Sequence sequence) {
        String calendar = sequence.draft().holidayCalendar();
        return calendar != null && HolidayCalendars.exists(unit, calendar) ? Set.of(calendar) : Set.of();
    }

    private static Map<String, String> channels(Unit unit, Sequence sequence) {
        Map<String, String> channels = new HashMap<>();
        sequence.draft()
                .graph()
                .byKind()
                .flatMap(DraftContextLoader::templates)
                .distinct()
                .forEach(id -> MessageTemplates.channel(unit, id).ifPresent(channel -> channels.put(id, channel)));
        return channels;
    }

    private static Stream<String> templates(Node node) {
        return switch (node) {
            case MessageStep message -> Stream.ofNullable(message.templateId());
            case AbTest test ->
                Stream.concat(
                        Stream.ofNullable(test.a().templateId()),
                        Stream.ofNullable(test.b().templateId()));
            default -> Stream.empty();
        };
    }

    private static @Nullable String target(Node node) {
        return node instanceof Advance advance ? advance.sequenceId() : null;
    }
}
