package dev.sequences.designer.sequence;

import dev.sequences.designer.sequence.model.finding.Finding;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** All findings about a draft; without errors it can be activated. */
public record FindingsDocument(List<FindingDocument> findings) {

    /**
     * @param nodeKey the node concerned; null if it concerns the whole draft
     * @param path the field of the draft, e.g. {@code graph.nodes[2].duration}
     */
    public record FindingDocument(
            String code,
            @Schema(enumeration = {"error", "warning"}) String severity,
            @Nullable String nodeKey,
            String path,
            String message,
            String remedy) {}

    static FindingsDocument of(List<Finding> findings) {
        return new FindingsDocument(findings.stream()
                .map(finding -> new FindingDocument(
                        finding.code(),
                        finding.severity().name().toLowerCase(Locale.ROOT),
                        finding.nodeKey(),
                        finding.path(),
                        finding.message(),
                        finding.remedy()))
                .toList());
    }
}
