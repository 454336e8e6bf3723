package dev.sequences.designer.sequence.model.graph.node;

import static dev.sequences.designer.sequence.model.finding.Finding.quoted;

import dev.sequences.designer.sequence.model.finding.Place;
import dev.sequences.designer.sequence.model.reading.Fields;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields that all nodes have. */
public record NodeHeader(
        String key,
        NodeType type,
        @Nullable String name,
        @Nullable String description) {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    private static final int MAX_NAME_LENGTH = 100;
    private static final int MAX_DESCRIPTION_LENGTH = 2_000;

    static NodeHeader read(String key, NodeType type, Fields fields) {
        return new NodeHeader(key, type, fields.text("name"), fields.text("description"));
    }

    /** The name that sellers see. */
    public Optional<String> shownName() {
        return name == null || name.isBlank() ? Optional.ofNullable(type.defaultName()) : Optional.of(name);
    }

    void check(Place node) {
        if (!KEY.matcher(key).matches()) {
            node.at("key")
                    .error(
                            "key-malformed",
                            "The key " + quoted(key) + " is not a valid key.",
                            "Use 1 to 64 characters from a-z, 0-9, '-' and '_', starting with a letter or digit.");
        }
        if (type.role() == NodeType.Role.STEP && shownName().isEmpty()) {
            node.at("name")
                    .error("node-name-missing", "The step has no name.", "Set 'name' to the text that sellers see.");
        }
        checkLength(node, "node-name-too-long", "name", name, MAX_NAME_LENGTH);
        checkLength(node, "node-description-too-long", "description", description, MAX_DESCRIPTION_LENGTH);
    }

    static void checkLength(Place node, String code, String field, @Nullable String text, int maxLength) {
        if (text != null && text.length() > maxLength) {
            node.at(field)
                    .error(
                            code,
                            "'" + field + "' has " + text.length() + " characters; the limit is " + maxLength + ".",
                            "Shorten it to " + maxLength + " characters.");
        }
    }
}
