package dev.sequences.designer.publication;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.json.Json;
import dev.sequences.contracts.ContractEvent;
import dev.sequences.contracts.catalogue.EventTypes;
import dev.sequences.contracts.catalogue.Samples;
import dev.sequences.designer.drawing.DraftReader;
import dev.sequences.designer.sequence.model.Draft;
import dev.sequences.designer.sequence.model.SequenceEvent;
import dev.sequences.designer.sequence.model.SequenceEvent.Activated;
import dev.sequences.designer.sequence.model.SequenceEvent.Created;
import dev.sequences.designer.sequence.model.SequenceEvent.Deactivated;
import dev.sequences.designer.sequence.model.SequenceEvent.Deleted;
import dev.sequences.designer.sequence.model.SequenceEvent.DraftChanged;
import dev.sequences.designer.sequence.model.SequenceEvent.Renamed;
import dev.sequences.designer.sequence.model.SequenceEvent.RevisionDiscarded;
import dev.sequences.designer.sequence.model.SequenceEvent.RevisionStarted;
import dev.sequences.designer.support.Drawings;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SequencePublicationTest {

    private static final String ID = "019cad8f-ac00-73a1-8000-5eed00000001";
    private static final String DESCRIPTION =
            "Two weeks of contact after a webinar, ending in a meeting or a polite goodbye.";

    private final SequencePublication publication = new SequencePublication();

    @Test
    void publishesACreation() throws IOException {
        sendsTheSample(
                "sequence-created",
                new Created("Webinar follow-up", DESCRIPTION, "lead", "helena.ortiz", Draft.EMPTY, null));
        sendsTheSample(
                "sequence-created",
                2,
                new Created("Webinar follow-up", DESCRIPTION, "lead", "helena.ortiz", Draft.EMPTY, null, "emea"));
    }

    @Test
    void publishesAnActivationWithTheWholeGraph() throws IOException {
        Activated known = activated("\"templateId\": \"follow-up-statement\"", "helena.ortiz", null, null);
        sendsTheSample("sequence-activated", known);
        Activated ofATeam = activated(
                "\"templateId\": \"follow-up-statement\", \"language\": \"de-AT\"", "field-sales", "team", null);
        sendsTheSample("sequence-activated", 2, ofATeam);
        Activated ofAUnit = activated(
                "\"templateId\": \"follow-up-statement\", \"language\": \"de-AT\"", "field-sales", "team", "emea");
        sendsTheSample("sequence-activated", 3, ofAUnit);
    }

    private static Activated activated(
            String sentByB, String owner, @Nullable String ownerType, @Nullable String businessUnit) {
        Draft frozen =
                DraftReader.read(Drawings.json("""
                    {"graph": {"start": "intro", "nodes": [
                       {"key": "intro", "type": "automated-email", "name": "Thank you and recording", "description": "Send the recording within a day and ask one open question.", "templateId": "thank-you-recording", "language": "en", "next": "opened"},
                       {"key": "opened", "type": "email-condition", "yes": "warm", "no": "pause", "interactions": ["opened", "link-clicked"], "match": "any", "within": "P2D", "immediately": true},
                       {"key": "warm", "type": "update-field", "next": "call", "field": "rating", "value": "hot"},
                       {"key": "pause", "type": "wait", "duration": "P3D", "next": "local"},
                       {"key": "local", "type": "field-condition", "yes": "call", "no": "subject", "when": {"any": [{"field": "city", "op": "any-of", "value": ["Mumbai", "Pune"]}, {"all": [{"field": "score", "op": "gte", "value": 70}, {"field": "campaignId", "op": "has-data"}]}]}, "onMissing": "take-no"},
                       {"key": "subject", "type": "ab-test", "name": "Which subject line", "next": "call", "a": {"name": "Question", "templateId": "follow-up-question"}, "b": {"name": "Statement", "templateId": "follow-up-statement"}, "shareOfA": 50, "winningMetric": "opens", "endsAt": "2026-06-01T08:00:00Z", "defaultVersion": "a"},
                       {"key": "call", "type": "phone-call", "name": "First call", "next": "reached"},
                       {"key": "reached", "type": "phone-condition", "yes": "stage", "no": "linkedin", "results": ["made", "received"]},
                       {"key": "stage", "type": "stage-condition", "yes": "onward", "no": "meet", "process": "lead-to-opportunity", "stages": ["develop", "propose"], "onMissing": "take-no"},
                       {"key": "meet", "type": "task", "name": "Schedule a meeting", "description": "Offer two dates, both within ten days.", "next": "booked"},
                       {"key": "booked", "type": "event-wait", "yes": "hand-over", "no": "goodbye", "event": "meeting-booked", "within": "P7D"},
                       {"key": "hand-over", "type": "update-field", "field": "owner", "value": {"type": "team", "id": "closers"}},
                       {"key": "onward", "type": "advance", "sequenceId": "019cad8f-ac00-73a1-8000-5eed00000009"},
                       {"key": "linkedin", "type": "linkedin-connect", "description": "Mention the webinar.", "next": "goodbye"},
                       {"key": "goodbye", "type": "email", "name": "Goodbye for now", "templateId": "goodbye-for-now"}]},
                     "exitCriteria": [{"on": "reply"}, {"on": "opt-out"}, {"on": "field-condition", "when": {"field": "doNotEmail", "op": "equals", "value": true}}, {"on": "stage", "process": "lead-to-opportunity", "stages": ["close"]}],
                     "skipNonWorkingDays": true, "assignTo": "record-field", "assignToField": "accountManager",
                     "sendWindow": {"days": ["monday", "tuesday", "wednesday", "thursday", "friday"], "from": "08:00", "to": "17:30"},
                     "timeZone": {"rule": "fixed", "zone": "Europe/Vienna"}, "holidayCalendar": "austria",
                     "dailyCaps": {"enrollments": 200, "emails": 500, "texts": 50, "steps": 1000}}\
                    """.replace("\"templateId\":" + " \"follow-up-statement\"", sentByB)));
        return new Activated(
                2,
                "Webinar follow-up",
                DESCRIPTION,
                "lead",
                owner,
                "Wait three days instead of five before the first call.",
                frozen,
                ownerType,
                businessUnit);
    }

    /** Readers of durations of days and time do not know weeks. */
    @Test
    void publishesWeeksAsHours() {
        Draft frozen = Drawings.draft("""
            {"start": "pause", "nodes": [{"key": "pause", "type": "wait", "duration": "P1W2D", "next": "call"},
              {"key": "call", "type": "phone-call", "next": "rest"},
              {"key": "rest", "type": "wait", "duration": "P3D"}]}\
            """);
        ContractEvent sent = publication
                .publish(recorded(new Activated(1, "Welcome", null, "lead", "ana", null, frozen, "user", null)))
                .orElseThrow();
        assertThat(Json.text(sent)).contains("\"duration\":\"PT216H\"", "\"duration\":\"P3D\"");
    }

    @Test
    void publishesAllOtherLifecycleEvents() throws IOException {
        sendsTheSample("sequence-renamed", new Renamed("Webinar follow-up, spring", DESCRIPTION));
        sendsTheSample("sequence-deactivated", new Deactivated(2));
        sendsTheSample("revision-started", new RevisionStarted(1));
        sendsTheSample("revision-discarded", new RevisionDiscarded(2));
        sendsTheSample("sequence-deleted", new Deleted(2));
    }

    @Test
    void keepsDraftsPrivate() {
        assertThat(publication.publish(recorded(new DraftChanged(Drawings.draft(Drawings.STORY)))))
                .isEmpty();
    }

    private void sendsTheSample(String name, SequenceEvent event) throws IOException {
        sendsTheSample(name, 1, event);
    }

    private void sendsTheSample(String name, int number, SequenceEvent event) throws IOException {
        ContractEvent sent = publication.publish(recorded(event)).orElseThrow();
        String type = "sequences.definition." + name + ".v1";
        assertThat(EventTypes.of(sent).name()).isEqualTo(type);
        try (InputStream sample = Samples.open(type, number)) {
            JsonNode expected = Json.MAPPER.readTree(sample);
            assertThat(Json.MAPPER.readTree(Json.bytes(sent))).isEqualTo(expected);
        }
    }

    private static Recorded<SequenceEvent> recorded(SequenceEvent event) {
        return new Recorded<>(
                "019cad8f-ac00-73a1-8000-5eed00000002",
                "sequence",
                ID,
                3,
                event,
                Instant.parse("2026-05-04T08:00:00Z"),
                new Cause("helena.ortiz", "flow", null, null));
    }
}
