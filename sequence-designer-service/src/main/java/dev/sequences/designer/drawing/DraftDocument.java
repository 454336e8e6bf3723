package dev.sequences.designer.drawing;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sequences.chassis.json.Json;
import dev.sequences.designer.sequence.model.Draft;
import dev.sequences.designer.sequence.model.Draft.ExitCriterion;
import dev.sequences.designer.sequence.model.graph.Node;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A draft, or what a version froze, as it is shown. */
public record DraftDocument(
        GraphDocument graph,
        List<ExitCriterion> exitCriteria,
        boolean skipNonWorkingDays,

        @Schema(enumeration = {"record-owner", "record-field", "owner-team", "access-team", "current-user"})
        String assignTo) {

    /**
     * The graph as it was drawn.
     *
     * @param start key of the first node
     * @param nodes each with the fields of its type, in the order in which they were drawn
     */
    public record GraphDocument(@Nullable String start, List<Map<String, @Nullable Object>> nodes) {}

    public static DraftDocument of(Draft draft) {
        return new DraftDocument(
                new GraphDocument(
                        draft.graph().start(),
                        draft.graph().nodes().stream()
                                .map(DraftDocument::asDrawn)
                                .toList()),
                draft.exitCriteria(),
                draft.skipNonWorkingDays(),
                draft.assignTo());
    }

    private static Map<String, @Nullable Object> asDrawn(Node node) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (String field : node.drawn()) {
            fields.put(
                    field,
                    switch (field) {
                        case "key" -> node.key();
                        case "type" -> node.type();
                        case "name" -> node.name();
                        case "description" -> node.description();
                        case "templateId" -> node.templateId();
                        case "duration" -> node.duration();
                        case "next" -> node.next();
                        case "yes" -> node.yes();
                        case "no" -> node.no();
                        default -> node.settings().get(field);
                    });
        }
        return fields;
    }

    /** As JSON, nulls shown. */
    public String text() {
        try {
            return Json.HTTP.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads back what {@link #text} wrote. */
    public static DraftDocument parse(String text) {
        return Json.read(text, DraftDocument.class);
    }
}
