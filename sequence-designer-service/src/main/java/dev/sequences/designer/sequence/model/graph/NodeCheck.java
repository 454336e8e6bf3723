package dev.sequences.designer.sequence.model.graph;

import static dev.sequences.designer.sequence.model.graph.Finding.error;
import static dev.sequences.designer.sequence.model.graph.GraphCheck.quoted;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What one node tells about itself, whatever is drawn around it. */
final class NodeCheck {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_DESCRIPTION = 2_000;
    private static final int LONGEST_TEMPLATE_ID = 100;
    private static final Duration SHORTEST_WAIT = Duration.ofHours(1);
    private static final Duration LONGEST_WAIT = Duration.ofDays(30);

    private final Node node;
    private final String path;
    private final List<Finding> findings = new ArrayList<>();

    private NodeCheck(Node node, String path) {
        this.node = node;
        this.path = path;
    }

    static List<Finding> of(Node node, String path) {
        NodeCheck check = new NodeCheck(node, path);
        check.checkKey();
        check.checkType();
        check.checkName();
        check.checkLength("node-description-too-long", "description", node.description(), LONGEST_DESCRIPTION);
        check.checkLength("template-id-too-long", "templateId", node.templateId(), LONGEST_TEMPLATE_ID);
        if (node.in(NodeType.Role.PAUSE)) {
            check.checkWait();
        }
        return check.findings;
    }

    private void add(String code, String field, String message, String remedy) {
        findings.add(error(code, node.key(), path + "." + field, message, remedy));
    }

    private void checkKey() {
        if (!KEY.matcher(node.key()).matches()) {
            add(
                    "key-malformed",
                    "key",
                    "The key " + quoted(node.key()) + " is not of the form of a key.",
                    "Use 1 to 64 letters a-z, digits, '-' and '_', with a letter or digit first.");
        }
    }

    private void checkType() {
        if (!node.kind().map(NodeType::executable).orElse(false)) {
            add(
                    "node-type-unsupported",
                    "type",
                    "Nodes of type " + quoted(node.type()) + " cannot be executed yet.",
                    "Use one of: " + NodeType.executableNames() + ".");
        }
    }

    private void checkName() {
        String name = node.name();
        if (node.in(NodeType.Role.STEP) && (name == null || name.isBlank())) {
            add("node-name-missing", "name", "The step has no name.", "Give it the name that sellers shall see.");
        }
        checkLength("node-name-too-long", "name", name, LONGEST_NAME);
    }

    private void checkLength(String code, String field, @Nullable String text, int longest) {
        if (text != null && text.length() > longest) {
            add(
                    code,
                    field,
                    "'" + field + "' has " + text.length() + " characters; the limit is " + longest + ".",
                    "Shorten it to " + longest + " characters.");
        }
    }

    private void checkWait() {
        if (node.next() == null) {
            add(
                    "wait-last",
                    "next",
                    "The wait " + quoted(node.key()) + " is the last node of its path: nothing would follow it.",
                    "Remove the wait, or add a step after it.");
        }
        String duration = node.duration();
        if (duration == null || duration.isBlank()) {
            add(
                    "wait-duration-missing",
                    "duration",
                    "The wait does not say how long.",
                    "Set 'duration', e.g. P3D for three days.");
            return;
        }
        Optional<Duration> length = parsed(duration);
        if (length.isEmpty()) {
            add(
                    "wait-duration-malformed",
                    "duration",
                    quoted(duration) + " is not a duration in days and hours.",
                    "Use ISO-8601, e.g. P3D for three days, PT4H for four hours, P1DT12H for both.");
        } else if (length.get().compareTo(SHORTEST_WAIT) < 0 || length.get().compareTo(LONGEST_WAIT) > 0) {
            add(
                    "wait-duration-out-of-range",
                    "duration",
                    "The wait of " + quoted(duration) + " is not between one hour and thirty days.",
                    "Choose a duration from PT1H to P30D.");
        }
    }

    private static Optional<Duration> parsed(String duration) {
        try {
            return Optional.of(Duration.parse(duration));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
