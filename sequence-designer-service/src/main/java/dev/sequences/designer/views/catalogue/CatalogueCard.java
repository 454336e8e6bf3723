package dev.sequences.designer.views.catalogue;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A sequence as it is listed and read, written by the database when the sequence was changed; {@link CatalogueRow} says what is in it. */
@Schema(implementation = CatalogueRow.class)
public record CatalogueCard(@JsonValue @JsonRawValue String json) {

    /** @param draft left out when null */
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
