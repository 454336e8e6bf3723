package dev.sequences.enrollment.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.contracts.definition.SequenceCreatedV1;
import dev.sequences.contracts.definition.SequenceReassignedV1;
import dev.sequences.contracts.definition.SequenceRenamedV1;
import dev.sequences.enrollment.Messages;
import dev.sequences.enrollment.ServiceUnderTest;
import dev.sequences.enrollment.ServiceUnderTest.Reply;
import dev.sequences.enrollment.intake.definitions.DefinitionIntake;
import dev.sequences.testkit.access.SequenceVisibilityCase;
import dev.sequences.testkit.infra.ServiceResource;
import dev.sequences.testkit.infra.TestTokens;
import dev.sequences.testkit.spec.Delivery;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A sequence that the designer hides from a caller looks absent here as well. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "false"))
class SequenceVisibilityTest {

    private static final String ABSENT = "00000000-0000-7000-8000-000000000000";
    private static final String CALL = "{\"key\": \"call\", \"type\": \"phone-call\", \"name\": \"Call\"}";
    private static final String ANNA = TestTokens.token("anna", "north", List.of("hunters"), "salesperson");

    @Inject
    ServiceUnderTest service;

    @Inject
    DefinitionIntake definitions;

    private final String sequence = UUID.randomUUID().toString();
    private final String lead = "L-" + UUID.randomUUID();

    static List<SequenceVisibilityCase> cases() {
        return SequenceVisibilityCase.all();
    }

    private void activate(String ownerType, String owner, @Nullable String unit) {
        service.activate(
                sequence,
                "call",
                "\"ownerType\": \"" + ownerType + "\", \"owner\": \"" + owner + "\""
                        + (unit == null ? "" : ", \"businessUnit\": \"" + unit + "\""),
                CALL);
    }

    private Reply enroll(String token, String sequenceId) {
        return service.post(
                token, "/enrollments", Map.of("sequenceId", sequenceId, "recordType", "lead", "recordId", lead));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void enrollsInVisibleSequencesOnly(SequenceVisibilityCase one) {
        activate(one.ownerType(), one.owner(), one.sequenceUnit());
        service.record("lead", lead, 0, "user", one.user(), Map.of());
        String token = TestTokens.token(
                one.user(), one.businessUnit() == null ? "" : one.businessUnit(), one.teams(), one.role());
        assertThat(enroll(token, sequence).status()).isEqualTo(one.visible() ? 201 : 404);
    }

    /** Also with a start step: the response must not reveal whether the step exists. */
    @Test
    void answersForAHiddenSequenceAsForAnAbsentOne() {
        activate("user", "carl", "south");
        service.record("lead", lead, 0, Map.of());
        for (String more :
                List.of("", ",\"startAtStep\":\"call\"", ",\"startAtStep\":\"none\"", ",\"assignee\":\"x\"")) {
            looksAbsent(
                    "/enrollments",
                    "{\"sequenceId\":\"%s\",\"recordType\":\"lead\",\"recordId\":\"" + lead + "\"" + more + "}");
        }
        looksAbsent("/enrollments", "{\"sequenceId\":\"%s\",\"recordType\":\"account\",\"recordId\":\"" + lead + "\"}");
        looksAbsent("/enrollments", "{\"sequenceId\":\"%s\",\"recordType\":\"lead\",\"recordId\":\"none\"}");
        looksAbsent(
                "/enrollments/bulk",
                "{\"sequenceId\":\"%s\",\"recordType\":\"lead\",\"recordIds\":[\"" + lead + "\",\"none\"]}");
        for (String read : List.of("?sequenceId=", "/counts?sequenceId=")) {
            assertThat(service.get(ANNA, "/enrollments" + read + sequence).text())
                    .isEqualTo(service.get(ANNA, "/enrollments" + read + ABSENT).text());
        }
        assertThat(service.rows("select enrollment_id from enrollment where record_id = ?", lead))
                .isEmpty();
    }

    private void looksAbsent(String path, String body) {
        Reply hidden = service.postText(ANNA, path, body.formatted(sequence));
        Reply absent = service.postText(ANNA, path, body.formatted(ABSENT));
        assertThat(hidden.status()).as(hidden.text()).isEqualTo(404);
        assertThat(hidden.text("code")).isEqualTo("sequence-unknown");
        assertThat(hidden.text().replace(sequence, ABSENT)).isEqualTo(absent.text());
    }

    @Test
    void hidesASequenceBeforeItsFirstActivation() {
        service.record("lead", lead, 0, Map.of());
        service.deliver(
                definitions,
                Delivery.of(sequence, 0, new SequenceCreatedV1(sequence, "Secret", null, "lead", "carl", "south")));
        assertThat(enroll(ANNA, sequence).text("code")).isEqualTo("sequence-unknown");
        activate("user", "carl", "south");
        assertThat(enroll(ANNA, sequence).text("code")).isEqualTo("sequence-unknown");
        service.deliver(definitions, Delivery.of(sequence, 5, new SequenceRenamedV1(sequence, "Renamed", null)));
        assertThat(enroll(ANNA, sequence).text("code")).isEqualTo("sequence-unknown");
    }

    @Test
    void followsAChangeOfTheOwner() {
        activate("user", "carl", "south");
        service.record("lead", lead, 0, Map.of());
        service.deliver(
                definitions, Delivery.of(sequence, 3, new SequenceReassignedV1(sequence, "team", "hunters", "south")));
        String id = service.enrolled(ANNA, sequence, lead);
        service.deliver(
                definitions, Delivery.of(sequence, 4, new SequenceReassignedV1(sequence, "user", "carl", "south")));
        assertThat(enroll(ANNA, sequence).status()).isEqualTo(404);
        // The enrollment concerns the owner of the record, whoever owns the sequence.
        assertThat(service.get(ANNA, "/enrollments/" + id).status()).isEqualTo(200);
        assertThat(service.post(ANNA, "/enrollments/" + id + "/disconnect", null)
                        .status())
                .isEqualTo(200);
    }

    /** Events from before the field existed. */
    @Test
    void keepsSequencesOfUnknownUnitVisibleUntilAnEventNamesTheUnit() {
        service.record("lead", lead, 0, Map.of());
        service.deliver(
                definitions,
                Delivery.of(sequence, 0, new SequenceCreatedV1(sequence, "Old", null, "lead", "carl", null)),
                Messages.activated(sequence, "call", "\"owner\": \"carl\"", CALL));
        String id = service.enrolled(ANNA, sequence, lead);
        service.post(ANNA, "/enrollments/" + id + "/disconnect", null);
        service.deliver(
                definitions, Delivery.of(sequence, 3, new SequenceReassignedV1(sequence, "user", "dora", "south")));
        assertThat(enroll(ANNA, sequence).status()).isEqualTo(404);
        service.deliver(
                definitions, Delivery.of(sequence, 4, new SequenceReassignedV1(sequence, "user", "carl", null)));
        assertThat(enroll(ANNA, sequence).status()).isEqualTo(404);
    }
}
