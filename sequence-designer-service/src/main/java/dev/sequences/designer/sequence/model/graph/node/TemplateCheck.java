package dev.sequences.designer.sequence.model.graph.node;

import static dev.sequences.designer.sequence.model.finding.Finding.quoted;

import dev.sequences.designer.sequence.model.finding.Place;
import dev.sequences.designer.sequence.model.surroundings.Surroundings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether a message template suits a node. One that is not known here is no mistake: whoever sends the messages may keep
 * templates of their own.
 */
final class TemplateCheck {

    static final String EMAIL = "email";
    static final String TEXT_MESSAGE = "text-message";

    private TemplateCheck() {}

    /** @param channel email or text-message */
    static void of(Place node, @Nullable String templateId, String channel, Surroundings surroundings) {
        Map<String, String> known = surroundings.messageTemplates();
        if (known == null || templateId == null || templateId.isBlank()) {
            return;
        }
        String found = known.get(templateId);
        if (found == null) {
            node.at("templateId")
                    .warning(
                            "message-template-unknown",
                            quoted(templateId) + " is not one of the message templates here.",
                            "Write it under /message-templates, or make sure that the sender knows it.");
        } else if (!found.equals(channel)) {
            node.at("templateId")
                    .error(
                            "message-template-channel",
                            "The message template is for the channel " + found + ", and this node sends by " + channel
                                    + ".",
                            "Choose a template for " + channel + ".");
        }
    }
}
