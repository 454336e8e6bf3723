package dev.sequences.designer.messagetemplate.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.designer.messagetemplate.model.MessageTemplate.Content;
import dev.sequences.designer.messagetemplate.model.MessageTemplate.Properties;
import dev.sequences.designer.messagetemplate.model.MessageTemplateCommand.Author;
import dev.sequences.designer.messagetemplate.model.MessageTemplateCommand.ChangeMessageTemplate;
import dev.sequences.designer.messagetemplate.model.MessageTemplateCommand.CreateMessageTemplate;
import dev.sequences.designer.messagetemplate.model.MessageTemplateCommand.DeleteMessageTemplate;
import dev.sequences.designer.messagetemplate.model.MessageTemplateEvent.Changed;
import dev.sequences.designer.messagetemplate.model.MessageTemplateEvent.Created;
import dev.sequences.designer.messagetemplate.model.MessageTemplateEvent.Deleted;
import dev.sequences.testkit.spec.DeciderSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTemplateDeciderTest {

    private static final Author ANA = new Author("ana", false);
    private static final Author BEN = new Author("ben", false);
    private static final Author MANAGER = new Author("mo", true);

    private static final Properties THANKS = properties("email", "en", new Content("Thanks", "Hello {{first_name}}"));
    private static final Created CREATED = new Created("ana", THANKS);

    private final DeciderSpec<MessageTemplateCommand, MessageTemplate, MessageTemplateEvent> spec =
            DeciderSpec.of(new MessageTemplateDecider());

    private static Properties properties(String channel, String language, Content content) {
        return new Properties("Thanks", null, channel, "lead", language, Map.of(language, content));
    }

    private void refuses(Properties properties, String... codes) {
        spec.givenNothing().when(new CreateMessageTemplate(ANA, properties)).thenRefused(codes);
    }

    @Test
    void createsChangesAndDeletes() {
        spec.givenNothing().when(new CreateMessageTemplate(ANA, THANKS)).then(CREATED);
        Properties changed = properties("email", "en", new Content("Thank you", "Hello"));
        spec.given(CREATED).when(new ChangeMessageTemplate(ANA, changed)).then(new Changed(changed));
        spec.given(CREATED).when(new ChangeMessageTemplate(ANA, THANKS)).thenNothing();
        spec.given(CREATED).when(new DeleteMessageTemplate(ANA, 0)).then(new Deleted("Thanks"));
    }

    @Test
    void letsItsOwnerAndManagersChangeIt() {
        spec.given(CREATED).when(new ChangeMessageTemplate(BEN, THANKS)).thenRefused("not-owner");
        spec.given(CREATED).when(new DeleteMessageTemplate(BEN, 0)).thenRefused("not-owner");
        spec.given(CREATED).when(new DeleteMessageTemplate(MANAGER, 0)).then(new Deleted("Thanks"));
    }

    @Test
    void refusesToDeleteATemplateInUse() {
        spec.given(CREATED).when(new DeleteMessageTemplate(MANAGER, 2)).thenRefused("message-template-in-use");
    }

    @Test
    void existsOnlyBetweenCreationAndDeletion() {
        spec.givenNothing().when(new DeleteMessageTemplate(ANA, 0)).thenRefused("message-template-unknown");
        spec.given(CREATED, new Deleted("Thanks"))
                .when(new ChangeMessageTemplate(ANA, THANKS))
                .thenRefused("message-template-unknown");
        spec.given(CREATED, new Deleted("Thanks"))
                .when(new CreateMessageTemplate(ANA, THANKS))
                .thenRefused("message-template-exists");
    }

    @Test
    void keepsChannelAndRecordType() {
        spec.given(CREATED)
                .when(new ChangeMessageTemplate(ANA, properties("text-message", "en", new Content(null, "Hi"))))
                .thenRefused("channel-and-record-type-fixed");
    }

    @Test
    void reportsAllErrorsAtOnce() {
        refuses(
                new Properties(" ", "d".repeat(2_001), "fax", "invoice", "en", Map.of()),
                "name-missing",
                "description-too-long",
                "record-type-unknown",
                "channel-unknown",
                "contents-missing");
        refuses(
                new Properties("T", null, "email", "lead", "fr", Map.of("english", new Content(" ", " "))),
                "default-language-missing",
                "language-unreadable",
                "subject-missing",
                "body-missing");
        refuses(properties("text-message", "en", new Content("s", "Hi")), "subject-not-allowed");
        refuses(properties("text-message", "en", new Content(null, "x".repeat(1_601))), "body-too-long");
        refuses(properties("email", "en", new Content("two\nlines", "x")), "character-not-allowed");
        refuses(properties("email", "en", new Content("s", "x\u0000")), "character-not-allowed");
        refuses(properties("email", "en", new Content("s", "{{a}}".repeat(501))), "too-many-placeholders");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{{", "}}", "{{a", "a}}", "{{}}", "{{ }}", "{{1a}}", "{{a b}}", "{{{{a}}}}", "{{a{b}}", "{{a/b}}"
            })
    void refusesMalformedPlaceholders(String body) {
        refuses(properties("email", "en", new Content("s", "Hi " + body)), "placeholder-unreadable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{a}", "{ {a} }", "{{a}}", "{{ a | b c }}", "{{a.b|}}", "${a} #{b} <%= c %>"})
    void acceptsSingleBracesAndOtherTemplateSyntax(String body) {
        assertThat(spec.givenNothing()
                        .when(new CreateMessageTemplate(ANA, properties("email", "en", new Content("s", body))))
                        .events())
                .hasSize(1);
    }
}
