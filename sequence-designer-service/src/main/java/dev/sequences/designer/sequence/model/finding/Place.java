package dev.sequences.designer.sequence.model.finding;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where findings belong: a node or a setting of the draft, and the list that they are added to.
 *
 * @param nodeKey the node; null for a setting
 * @param path of the node or setting in the draft
 */
public record Place(@Nullable String nodeKey, String path, List<Finding> findings) {

    /** The same node, a field or an element further in. */
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
