package dev.sequences.designer.sequence.model.graph.node;

import dev.sequences.designer.sequence.model.context.DraftContext;
import dev.sequences.designer.sequence.model.finding.Place;
import dev.sequences.designer.sequence.model.reading.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An email or a text message, sent by the seller or automatically.
 *
 * @param templateId message template; required for automated messages
 * @param language language of the template
 */
public record MessageStep(
        NodeHeader head,
        @Nullable String templateId,
        @Nullable String language,
        @Nullable String next) implements Node.Straight {

    static final List<String> FIELDS = List.of("templateId", "language", "next");

    private static final int MAX_TEMPLATE_ID_LENGTH = 100;

    static MessageStep read(NodeHeader head, Fields fields) {
        return new MessageStep(head, fields.text("templateId"), fields.text("language"), fields.text("next"));
    }

    @Override
    public void check(Place node, DraftContext context) {
        if (type().sendsByItself() && (templateId == null || templateId.isBlank())) {
            node.at("templateId")
                    .error(
                            "template-missing",
                            "An automated message has no template.",
                            "Set 'templateId', or let a seller write the message: use "
                                    + type().wireName().replace("automated-", "") + ".");
        }
        NodeHeader.checkLength(node, "template-id-too-long", "templateId", templateId, MAX_TEMPLATE_ID_LENGTH);
        TemplateCheck.of(
                node,
                templateId,
                type().wireName().endsWith(TemplateCheck.EMAIL) ? TemplateCheck.EMAIL : TemplateCheck.TEXT_MESSAGE,
                context);
        TemplateCheck.ofLanguage(node, language);
    }
}
