package dev.sequences.designer.views.catalogue;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A sequence in lists and reads, as JSON built by the database at each change; {@link CatalogueRow} documents its fields. */
@Schema(implementation = CatalogueRow.class)
public record CatalogueCard(@JsonValue @JsonRawValue String json) {

    /** @param draft omitted if null */
    static CatalogueCard of(String card, String tags, @Nullable String draft) {
        StringBuilder json =
                new StringBuilder(card.length() + tags.length() + (draft == null ? 0 : draft.length()) + 32);
        json.append(card, 0, card.length() - 1).append(",\"tags\":").append(tags);
        if (draft != null) {
            json.append(",\"draft\":").append(draft);
        }
        return new CatalogueCard(json.append('}').toString());
    }
}
