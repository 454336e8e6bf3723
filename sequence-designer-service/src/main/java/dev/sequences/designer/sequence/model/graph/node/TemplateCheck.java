package dev.sequences.designer.sequence.model.graph.node;

import static dev.sequences.designer.sequence.model.finding.Finding.quoted;

import dev.sequences.designer.sequence.model.context.DraftContext;
import dev.sequences.designer.sequence.model.context.DraftContext.KnownTemplates;
import dev.sequences.designer.sequence.model.finding.Place;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether a message template fits a node. An unknown id in the format of this service's ids is an error. Any other name may
 * denote a template of the sending system, if settings allow external templates.
 */
final class TemplateCheck {

    static final String EMAIL = "email";
    static final String TEXT_MESSAGE = "text-message";

    private static final Pattern OUR_ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");

    private TemplateCheck() {}

    /** The language of the template; null for its default language. */
    static void ofLanguage(Place node, @Nullable String language) {
        if (language != null && !LANGUAGE.matcher(language).matches()) {
            node.at("language")
                    .error(
                            "language-malformed",
                            quoted(language) + " is not a valid language tag.",
                            "Use a BCP 47 tag such as en or de-AT, or omit it.");
        }
    }

    /** @param channel email or text-message */
    static void of(Place node, @Nullable String templateId, String channel, DraftContext context) {
        KnownTemplates known = context.messageTemplates();
        if (known == null || templateId == null || templateId.isBlank()) {
            return;
        }
        String found = known.channels().get(templateId);
        if (found == null
                && known.hasExternalTemplates()
                && !OUR_ID.matcher(templateId).matches()) {
            node.at("templateId")
                    .warning(
                            "message-template-unknown",
                            quoted(templateId) + " is not a message template of this service.",
                            "Create it at /message-templates, or make sure that the sending system knows it.");
        } else if (found == null) {
            node.at("templateId")
                    .error(
                            "message-template-unknown",
                            "There is no message template " + quoted(templateId) + ".",
                            "Use an existing template, or create this one at /message-templates first.");
        } else if (!found.equals(channel)) {
            node.at("templateId")
                    .error(
                            "message-template-channel",
                            "The message template is for the channel " + found + ", but this node sends by " + channel
                                    + ".",
                            "Choose a template for " + channel + ".");
        }
    }
}
