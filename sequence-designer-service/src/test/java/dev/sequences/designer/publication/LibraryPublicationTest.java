package dev.sequences.designer.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.relay.Publication;
import dev.sequences.contracts.ContractEvent;
import dev.sequences.contracts.catalogue.EventType;
import dev.sequences.contracts.catalogue.EventTypes;
import dev.sequences.contracts.catalogue.Samples;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendar;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendarEvent;
import dev.sequences.designer.messagetemplate.model.MessageTemplate.Content;
import dev.sequences.designer.messagetemplate.model.MessageTemplate.Properties;
import dev.sequences.designer.messagetemplate.model.MessageTemplateEvent;
import dev.sequences.designer.sequence.model.SequenceEvent;
import dev.sequences.designer.tag.model.TagEvent;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** We send what the published samples show. */
class LibraryPublicationTest {

    private static final String SEQUENCE = "019cad8f-ac00-73a1-8000-5eed00000001";
    private static final String REGION = "019caf03-5800-7b10-8000-5eed00000020";
    private static final String EMEA = "019caf03-5c00-7b10-8000-5eed00000021";
    private static final String TEMPLATE = "019cb0aa-1400-7c44-8000-5eed00000031";

    @Test
    void publishesOwnersAndTagsOfSequences() throws IOException {
        Publication publication = new SequencePublication();
        check(publication, SEQUENCE, new SequenceEvent.Reassigned("team", "field-sales-north", null));
        check(publication, SEQUENCE, new SequenceEvent.Tagged(List.of(REGION, EMEA)));
    }

    @Test
    void publishesAllTagEvents() throws IOException {
        Publication publication = new TagPublication();
        check(publication, "tag-tree", new TagEvent.Added(EMEA, "EMEA", REGION));
        check(publication, "tag-tree", new TagEvent.Renamed(EMEA, "Europe, Middle East, Africa"));
        check(publication, "tag-tree", new TagEvent.Moved(EMEA, REGION));
        check(publication, "tag-tree", new TagEvent.Deleted(EMEA, REGION));
    }

    @Test
    void publishesCompleteMessageTemplates() throws IOException {
        Publication publication = new MessageTemplatePublication();
        Properties properties = new Properties(
                "Thank you and recording",
                "A day after the webinar.",
                "email",
                "lead",
                "en",
                Map.of(
                        "en",
                        new Content(
                                "Thank you, {{first_name|and welcome}}",
                                "Hello {{first_name}},\n\nhere is the recording."),
                        "de",
                        new Content(
                                "Danke, {{first_name|und willkommen}}",
                                "Guten Tag {{last_name}},\n\nhier ist die Aufzeichnung.")));
        check(publication, TEMPLATE, new MessageTemplateEvent.Created("helena.ortiz", properties));
        check(publication, TEMPLATE, new MessageTemplateEvent.Changed(properties));
        check(publication, TEMPLATE, new MessageTemplateEvent.Deleted("Thank you and recording"));
    }

    @Test
    void publishesCompleteHolidayCalendars() throws IOException {
        Publication publication = new HolidayCalendarPublication();
        HolidayCalendar.Properties properties = new HolidayCalendar.Properties(
                "Austria",
                "Public holidays of the whole country.",
                List.of(
                        new HolidayCalendar.Holiday("2026-04-06", "Easter Monday", false),
                        new HolidayCalendar.Holiday("2026-12-25", "Christmas Day", true)));
        String stream = "holiday-calendar:austria";
        check(publication, stream, new HolidayCalendarEvent.Created("austria", properties));
        check(publication, stream, new HolidayCalendarEvent.Changed("austria", properties));
        check(publication, stream, new HolidayCalendarEvent.Deleted("austria"));
    }

    private static void check(Publication publication, String id, Object event) throws IOException {
        ContractEvent sent = publication
                .publish(new Recorded<>("e", "any", id, 0, event, Instant.EPOCH, new Cause("ana", "flow", null, null)))
                .orElseThrow();
        EventType type = EventTypes.of(sent);
        try (InputStream sample = Samples.open(type.name())) {
            assertThat(Json.MAPPER.readTree(Json.bytes(sent))).isEqualTo(Json.MAPPER.readTree(sample));
        }
    }

    @Test
    void ignoresEventsOfOtherAggregates() {
        Recorded<?> foreign =
                new Recorded<>("e", "any", "x", 0, "something", Instant.EPOCH, new Cause("ana", "flow", null, null));
        assertThat(new TagPublication().publish(foreign)).isEmpty();
        assertThat(new MessageTemplatePublication().publish(foreign)).isEmpty();
        assertThat(new HolidayCalendarPublication().publish(foreign)).isEmpty();
    }
}
