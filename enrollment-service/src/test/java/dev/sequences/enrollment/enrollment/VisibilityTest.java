package dev.sequences.enrollment.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.enrollment.ServiceUnderTest;
import dev.sequences.testkit.infra.ServiceResource;
import dev.sequences.testkit.infra.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sellers see and end their own enrollments, including those whose steps belong to another seller. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "false"))
class VisibilityTest {

    private static final String ANNA = TestTokens.token("anna", "salesperson");
    private static final String BEN = TestTokens.token("ben", "salesperson");
    private static final String MIA = TestTokens.token("mia", "north", List.of("partners"), "salesperson");
    private static final String MARIA = TestTokens.token("maria", "sequence-manager");
    private static final String CALL = "{\"key\": \"call\", \"type\": \"phone-call\", \"name\": \"Call\"}";

    @Inject
    ServiceUnderTest service;

    private final String sequence = UUID.randomUUID().toString();
    private final String lead = "L-" + UUID.randomUUID();

    private String assigned(String assignTo, Map<String, Object> fields) {
        service.activate(sequence, "call", assignTo, CALL);
        service.record("lead", lead, 0, fields);
        return service.enrolled(ANNA, sequence, lead);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "assignTo": "access-team"                             | accessTeamId
        "assignTo": "owner-team"                              | ownerTeamId
        "assignTo": "record-field", "assignToField": "backup" | backup
        """)
    void showsTheRecordOwnerTheStepsOfOthers(String assignTo, String field) {
        String id = assigned(assignTo, Map.of(field, "partners"));
        assertThat(service.get(ANNA, "/enrollments/" + id).text("id")).isEqualTo(id);
        assertThat(service.get(ANNA, "/enrollments/" + id + "/history").status())
                .isEqualTo(200);
        assertThat(service.get(ANNA, "/enrollments?sequenceId=" + sequence).ids())
                .containsExactly(id);
        assertThat(service.get(ANNA, "/enrollments/counts?sequenceId=" + sequence)
                        .body()
                        .path(0)
                        .path("count")
                        .asInt())
                .isEqualTo(1);
        assertThat(service.post(ANNA, "/enrollments/" + id + "/disconnect", null)
                        .text("status"))
                .isEqualTo("disconnected");
        assertThat(service.get(ANNA, "/enrollments/" + id).text("status")).isEqualTo("disconnected");
    }

    @Test
    void letsTeamMembersSeeAndEndTheirEnrollments() {
        String id = assigned("\"assignTo\": \"access-team\"", Map.of("accessTeamId", "partners"));
        assertThat(service.get(MIA, "/enrollments/" + id).text("id")).isEqualTo(id);
        assertThat(service.get(MIA, "/enrollments?sequenceId=" + sequence).ids())
                .containsExactly(id);
        assertThat(service.post(MIA, "/enrollments/" + id + "/disconnect", null).status())
                .isEqualTo(200);
    }

    @Test
    void letsTeamMembersEnrollTheRecordsOfTheirTeam() {
        service.activate(sequence, "call", "", CALL);
        service.record("lead", lead, 0, "team", "partners", Map.of());
        String id = service.enrolled(MIA, sequence, lead);
        assertThat(service.get(MIA, "/enrollments/" + id).status()).isEqualTo(200);
        assertThat(service.post(
                                BEN,
                                "/enrollments",
                                Map.of("sequenceId", sequence, "recordType", "lead", "recordId", lead))
                        .text("code"))
                .isEqualTo("record-unknown");
    }

    @Test
    void letsTheOwnerRetryAFailedStep() {
        String id = assigned("\"assignTo\": \"access-team\"", Map.of());
        assertThat(service.get(ANNA, "/enrollments/" + id).text("status")).isEqualTo("error");
        service.record("lead", lead, 1, "user", "ben", Map.of("another", "field"));
        assertThat(service.post(BEN, "/enrollments/" + id + "/retry", null).status())
                .isEqualTo(200);
        assertThat(service.post(BEN, "/enrollments/bulk/retry", Map.of("ids", List.of(id)))
                        .body()
                        .at("/results/0/status")
                        .asText())
                .isEqualTo("retried");
    }

    @Test
    void hidesEnrollmentsFromOtherSellers() {
        String id = assigned("\"assignTo\": \"access-team\"", Map.of("accessTeamId", "another-team"));
        for (String token : List.of(BEN, MIA)) {
            assertThat(service.get(token, "/enrollments/" + id).status()).isEqualTo(404);
            assertThat(service.get(token, "/enrollments/" + id + "/history").status())
                    .isEqualTo(404);
            assertThat(service.get(token, "/enrollments?sequenceId=" + sequence).ids())
                    .isEmpty();
            assertThat(service.get(token, "/enrollments/counts?sequenceId=" + sequence)
                            .text())
                    .isEqualTo("[]");
            assertThat(service.post(token, "/enrollments/" + id + "/disconnect", null)
                            .status())
                    .isEqualTo(404);
            assertThat(service.post(token, "/enrollments/" + id + "/retry", null)
                            .status())
                    .isEqualTo(404);
        }
        assertThat(service.events(id)).containsExactly("record-enrolled", "step-opened");
    }

    /** A user and a team may have the same id. */
    @Test
    void distinguishesAUserFromATeamWithTheSameId() {
        service.activate(sequence, "call", "", CALL);
        service.record("lead", lead, 0, "team", "anna", Map.of());
        String id = service.enrolled(MARIA, sequence, lead);
        assertThat(service.get(ANNA, "/enrollments/" + id).status()).isEqualTo(404);
        assertThat(service.get(ANNA, "/enrollments?sequenceId=" + sequence).ids())
                .isEmpty();
    }

    @Test
    void pagesThroughOwnRecordsAndOwnSteps() {
        service.activate(sequence, "call", "\"assignTo\": \"record-field\", \"assignToField\": \"backup\"", CALL);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            // Own record with own steps, own record with another's steps, another's record with own steps.
            String one = lead + "-" + i;
            service.record(
                    "lead", one, 0, "user", i % 3 == 2 ? "ben" : "anna", Map.of("backup", i % 3 == 1 ? "ben" : "anna"));
            ids.add(service.enrolled(MARIA, sequence, one));
        }
        List<String> seen = new ArrayList<>();
        String after = "";
        do {
            ServiceUnderTest.Reply page =
                    service.get(ANNA, "/enrollments?limit=2&sequenceId=" + sequence + "&stepKey=call" + after);
            seen.addAll(page.ids());
            after = page.body().hasNonNull("next") ? "&after=" + page.text("next") : "";
        } while (!after.isEmpty());
        assertThat(seen).containsExactlyElementsOf(ids.stream().sorted().toList());
    }
}
