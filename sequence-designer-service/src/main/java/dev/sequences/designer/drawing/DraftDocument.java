package dev.sequences.designer.drawing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sequences.chassis.json.Json;
import dev.sequences.designer.sequence.model.Draft;
import dev.sequences.designer.sequence.model.graph.node.DrawnNode;
import dev.sequences.designer.sequence.model.settings.DailyCaps;
import dev.sequences.designer.sequence.model.settings.SendWindow;
import dev.sequences.designer.sequence.model.settings.TimeZoneRule;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A draft or version in the API. Optional settings are omitted if unset. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DraftDocument(
        GraphDocument graph,
        List<ExitDocument> exitCriteria,
        boolean skipNonWorkingDays,

        @Schema(enumeration = {"record-owner", "record-field", "owner-team", "access-team", "current-user"})
        String assignTo,

        @Nullable String assignToField,
        @Nullable SendWindow sendWindow,
        @Nullable TimeZoneRule timeZone,
        @Nullable String holidayCalendar,
        @Nullable DailyCaps dailyCaps) {

    /** An exit criterion; {@code when}, {@code process} and {@code stages} apply to some triggers only. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ExitDocument(
            String on,
            @Nullable Map<String, Object> when,
            @Nullable String process,
            @Nullable List<String> stages) {}

    /**
     * The graph as sent by the client.
     *
     * @param start key of the first node
     * @param nodes each with the fields of its type, in their original order
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record GraphDocument(@Nullable String start, List<Map<String, @Nullable Object>> nodes) {}

    public static DraftDocument of(Draft draft) {
        return new DraftDocument(
                new GraphDocument(
                        draft.graph().start(),
                        draft.graph().nodes().stream()
                                .map(DraftDocument::asDrawn)
                                .toList()),
                draft.exitCriteria().stream()
                        .map(one -> new ExitDocument(one.on(), one.when(), one.process(), one.stages()))
                        .toList(),
                draft.skipNonWorkingDays(),
                draft.assignTo(),
                draft.assignToField(),
                draft.sendWindow(),
                draft.timeZone(),
                draft.holidayCalendar(),
                draft.dailyCaps());
    }

    private static Map<String, @Nullable Object> asDrawn(DrawnNode tile) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (String field : tile.drawn()) {
            fields.put(
                    field,
                    switch (field) {
                        case "key" -> tile.key();
                        case "type" -> tile.type();
                        default -> tile.fields().get(field);
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

    /** Parses the output of {@link #text}. */
    public static DraftDocument parse(String text) {
        return Json.read(text, DraftDocument.class);
    }

    /** Converts back to a draft. */
    public Draft draft() {
        return DraftReader.read(Json.HTTP.valueToTree(this));
    }
}
