package dev.sequences.designer.sequence.model.finding;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The location that findings refer to, a node or a setting of the draft, with the list to add them to.
 *
 * @param nodeKey the node; null for a setting
 * @param path of the node or setting in the draft
 */
public record Place(@Nullable String nodeKey, String path, List<Finding> findings) {

    /** A field or element of the same node or setting. */
    public Place at(String field) {
        String joint = path.isEmpty() || field.startsWith("[") ? "" : ".";
        return new Place(nodeKey, path + joint + field, findings);
    }

    public void error(String code, String message, String remedy) {
        findings.add(Finding.error(code, nodeKey, path, message, remedy));
    }

    public void warning(String code, String message, String remedy) {
        findings.add(Finding.warning(code, nodeKey, path, message, remedy));
    }
}
