package dev.sequences.segment.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.security.Roles;
import dev.sequences.chassis.unit.Units;
import dev.sequences.segment.ServiceUnderTest;
import dev.sequences.segment.ServiceUnderTest.Reply;
import dev.sequences.segment.membership.Members;
import dev.sequences.segment.record.RecordKey;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Assignment by rules, by hand and by reruns. The records are evaluated as by the intake of their topic. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "false"))
class AssignmentTest {

    private static final Map<String, Object> EVERY = Map.of("all", List.of());
    private static final Map<String, Object> MUMBAI = Map.of("field", "city", "op", "equals", "value", "Mumbai");

    @Inject
    ServiceUnderTest service;

    @Inject
    Members members;

    @Inject
    Units units;

    @BeforeEach
    void empty() {
        service.empty();
    }

    private String segment(Map<String, Object> conditions, Map<String, Object> more) {
        String id = service.segment("Segment", conditions, more);
        service.activate(id, false);
        return id;
    }

    private String rule(String segment, Map<String, Object> rule) {
        Map<String, Object> request = new HashMap<>(rule);
        request.putIfAbsent("name", "Rule");
        Reply created = service.send("POST", "/segments/" + segment + "/assignment-rules", request);
        assertThat(created.status()).as("%s", created.json()).isEqualTo(201);
        return created.json().path("id").asText();
    }

    private void sellers(String... ids) {
        for (String id : ids) {
            seller(id, Map.of("name", id));
        }
    }

    private void seller(String id, Map<String, Object> seller) {
        assertThat(service.send("PUT", "/sellers/" + id, seller).status()).isEqualTo(200);
    }

    private void put(String type, String id, String owner, String city) {
        Reply put = service.send(
                "PUT", "/records/" + type + "/" + id, Map.of("ownerId", owner, "fields", Map.of("city", city)));
        assertThat(put.status()).isIn(200, 201);
    }

    /** Writes a lead of the integration and evaluates it. Returns its owner. */
    private String lead(String id) {
        put("lead", id, "integration", "Mumbai");
        return evaluate("lead", id);
    }

    private String evaluate(String type, String id) {
        evaluate(List.of(new RecordKey(type, id)));
        return owner(type, id);
    }

    private void evaluate(List<RecordKey> keys) {
        Map<RecordKey, Cause> causes = new LinkedHashMap<>();
        keys.forEach(key -> causes.put(key, new Cause("crm", "flow", null, null)));
        units.runAlone(unit -> {
            members.evaluate(unit, causes);
            return null;
        });
    }

    private String owner(String type, String id) {
        return service.send("GET", "/records/" + type + "/" + id, null)
                .json()
                .path("ownerId")
                .asText();
    }

    private void byHand(String type, String id, String seller) {
        put(type, id, "integration", "Mumbai");
        Reply assigned = service.send(
                "POST", "/assignments/assign", Map.of("recordType", type, "recordId", id, "assigneeId", seller));
        assertThat(assigned.status()).as("%s", assigned.json()).isEqualTo(200);
    }

    private JsonNode decision(String recordId) {
        return service.send("GET", "/assignments?recordType=lead&recordId=" + recordId, null)
                .json()
                .at("/items/0");
    }

    /** T61: vectors 1 to 4. */
    @Test
    void assignsToTheSellerWithTheOldestAssignment() {
        sellers("miriam", "sanjay", "susana");
        byHand("lead", "a", "miriam");
        byHand("lead", "b", "sanjay");
        byHand("lead", "c", "susana");
        String segment = segment(EVERY, Map.of());
        String rule = rule(segment, Map.of());

        assertThat(lead("1")).isEqualTo("miriam");
        byHand("opportunity", "o", "susana");
        assertThat(lead("2")).as("opportunities have no rules").isEqualTo("sanjay");
        byHand("lead", "d", "miriam");
        assertThat(List.of(lead("3"), lead("4"), lead("5"))).containsExactly("susana", "sanjay", "miriam");

        JsonNode decision = decision("1");
        assertThat(decision.path("ruleId").asText()).isEqualTo(rule);
        assertThat(decision.path("segmentId").asText()).isEqualTo(segment);
        assertThat(decision.path("previousAssigneeId").asText()).isEqualTo("integration");
        assertThat(decision.path("status").asText()).isEqualTo("processed");
        assertThat(decision.path("wonBy").asText()).isEqualTo("round-robin");
        assertThat(decision.path("candidates").findValuesAsText("id")).containsExactly("miriam", "sanjay", "susana");
        assertThat(service.rows("select payload_type, sequence_number from chassis.domain_event_entry"
                        + " where aggregate_identifier = 'assignment:lead:1'"))
                .containsExactly("assignment.record-assigned 0");
        assertThat(service.rows("select origin from record where record_id = '1'"))
                .containsExactly("intake");
        assertThat(service.send("GET", "/assignments?sellerId=miriam&ruleId=" + rule, null)
                        .json()
                        .path("items"))
                .hasSize(2);
        assertThat(service.factsOf("lead:1")).containsExactly("membership.record-joined 0");
    }

    /** T61: vector 5, and the owner of the membership fact. */
    @Test
    void countsARecordThatASellerCreates() {
        sellers("miriam", "sanjay");
        byHand("lead", "a", "miriam");
        byHand("lead", "b", "sanjay");
        rule(segment(EVERY, Map.of("sequenceId", "s1")), Map.of());
        put("lead", "1", "miriam", "Mumbai");
        assertThat(evaluate("lead", "1")).isEqualTo("sanjay");
        assertThat(service.rows("select convert_from(payload, 'UTF8')::jsonb ->> 'ownerId'"
                        + " from chassis.domain_event_entry where aggregate_identifier = 'lead:1'"))
                .as("the new owner is enrolled")
                .containsExactly("sanjay");
        assertThat(lead("2")).isEqualTo("miriam");
        evaluate("lead", "2");
        assertThat(service.count("select count(*) from assignment where record_id = '2'"))
                .as("decided once per membership")
                .isEqualTo(1);
    }

    /** T59, T60. */
    @Test
    void appliesOnlyTheFirstMatchingRuleToChangedRecords() {
        sellers("anna", "ben");
        String segment = segment(EVERY, Map.of());
        put("lead", "old", "integration", "Mumbai");
        String first = rule(segment, Map.of("conditions", MUMBAI, "target", "sellers", "sellers", List.of("zoe")));
        rule(segment, Map.of("target", "sellers", "sellers", List.of("ben")));

        assertThat(evaluate("lead", "old")).isEqualTo("integration");
        assertThat(decision("old").path("reason").asText()).isEqualTo("no-rule-matches");
        assertThat(lead("new")).isEqualTo("integration");
        assertThat(decision("new").path("reason").asText()).isEqualTo("no-seller-matches");
        assertThat(decision("new").path("ruleId").asText()).isEqualTo(first);

        Reply order = service.send("GET", "/segments/" + segment + "/assignment-rules", null);
        List<String> ids = new ArrayList<>(order.json().path("items").findValuesAsText("id"));
        assertThat(ids).hasSize(2);
        Reply reversed = service.send(
                "PUT", "/segments/" + segment + "/assignment-rules/order", Map.of("ruleIds", ids.reversed()));
        assertThat(reversed.json().path("items").findValuesAsText("id")).containsExactlyElementsOf(ids.reversed());
        assertThat(lead("third")).isEqualTo("ben");
        assertThat(service.send("GET", "/assignments/counts", null).json().toString())
                .contains("\"needsAttention\":2")
                .contains("\"processed\":1")
                .contains("\"no-seller-matches\":1");
    }

    /** T62, T63. */
    @Test
    void balancesTheLoadAndRespectsCapacities() {
        seller("miriam", Map.of("capacity", 2));
        seller("sanjay", Map.of("capacity", 3));
        String segment = segment(EVERY, Map.of());
        rule(segment, Map.of("distribution", "load-balancing", "respectCapacity", true));
        assertThat(List.of(lead("1"), lead("2"), lead("3"), lead("4"), lead("5")))
                .containsExactly("sanjay", "miriam", "sanjay", "miriam", "sanjay");
        assertThat(lead("6")).isEqualTo("integration");
        JsonNode failed = decision("6");
        assertThat(failed.path("reason").asText()).isEqualTo("no-capacity");
        assertThat(failed.at("/candidates/0/rejectedBy").asText()).isEqualTo("capacity");
        assertThat(failed.at("/candidates/0/available").asInt()).isZero();

        JsonNode load =
                service.send("GET", "/sellers/sanjay/availability", null).json();
        assertThat(load.path("maximum").asInt()).isEqualTo(3);
        assertThat(load.path("consumed").asInt()).isEqualTo(3);
        assertThat(load.path("available").asInt()).isZero();
        assertThat(load.path("lastAssignedAt").asText()).isNotBlank();

        service.send("PUT", "/records/lead/1", Map.of("active", false, "closedAs", "won", "fields", Map.of()));
        assertThat(lead("7")).as("a closed record frees capacity").isEqualTo("sanjay");
        service.send("DELETE", "/records/lead/2", null);
        assertThat(lead("8")).as("so does a deleted one").isEqualTo("miriam");
    }

    /** T64: no seller works within the limit. */
    @Test
    void respectsAvailability() {
        seller("anna", Map.of("calendar", Map.of("until", "2020-01-01")));
        String segment = segment(EVERY, Map.of());
        rule(segment, Map.of("availableWithinHours", 120));
        assertThat(lead("1")).isEqualTo("integration");
        assertThat(decision("1").path("reason").asText()).isEqualTo("no-availability");
        seller("ben", Map.of("name", "always available"));
        assertThat(lead("2")).isEqualTo("ben");
        assertThat(decision("2").path("bucket").asInt(-1)).isZero();
    }

    /** T56. */
    @Test
    void keepsTheOwnerOnAMoveUnlessTheSegmentRunsRules() {
        sellers("anna");
        String first = segment(Map.of("field", "city", "op", "equals", "value", "Pune"), Map.of());
        String quiet = segment(MUMBAI, Map.of("previouslySegmented", true));
        rule(quiet, Map.of());
        put("lead", "1", "integration", "Pune");
        evaluate("lead", "1");
        put("lead", "1", "integration", "Mumbai");
        assertThat(evaluate("lead", "1")).isEqualTo("integration");
        assertThat(decision("1").path("reason").asText()).isEqualTo("rules-do-not-run-on-move");
        service.send("PATCH", "/segments/" + quiet, Map.of("runAssignmentOnMove", true));
        put("lead", "2", "integration", "Pune");
        evaluate("lead", "2");
        assertThat(service.rows("select segment_id from membership where record_id = '2'"))
                .containsExactly(first);
        put("lead", "2", "integration", "Mumbai");
        assertThat(evaluate("lead", "2")).isEqualTo("anna");
    }

    /** T66, circular and deleted teams. */
    @Test
    void assignsToTeams() {
        sellers("anna");
        service.send("PUT", "/teams/a", Map.of("name", "A", "members", List.of("anna")));
        service.send("PUT", "/teams/b", Map.of("name", "B", "members", List.of("a")));
        String segment = segment(EVERY, Map.of());
        String rule = rule(segment, Map.of("target", "teams", "teams", List.of("a", "b", "gone")));
        lead("1");
        assertThat(decision("1").path("reason").asText()).isEqualTo("several-teams");
        Reply random = service.send(
                "PATCH", "/segments/" + segment + "/assignment-rules/" + rule, Map.of("severalTeams", "random"));
        assertThat(random.status()).as("%s", random.json()).isEqualTo(200);
        assertThat(lead("2")).isIn("a", "b");
        assertThat(service.rows("select owner_type from record where record_id = '2'"))
                .containsExactly("team");
        assertThat(decision("2").path("assigneeType").asText()).isEqualTo("team");
    }

    /** T65. */
    @Test
    void rerunsTheFiveHundredOldest() {
        String segment = segment(EVERY, Map.of());
        rule(segment, Map.of());
        List<RecordKey> keys = new ArrayList<>();
        service.update(
                "insert into record (record_type, record_id, owner_type, owner_id, active, fields, origin, actor,"
                        + " correlation_id, changed_at) select 'lead', 'l' || lpad(i::text, 3, '0'), 'user', 'integration', true,"
                        + " '{}', 'intake', 'test', 'test', chassis.suite_now() from generate_series(0, 599) i");
        for (int i = 0; i < 600; i++) {
            keys.add(new RecordKey("lead", "l%03d".formatted(i)));
        }
        for (int i = 0; i < 600; i += 100) {
            evaluate(keys.subList(i, i + 100));
        }
        assertThat(service.count("select count(*) from record_assignment where status = 'needs-attention'"))
                .isEqualTo(600);
        sellers("anna", "ben");
        Reply started = service.send("POST", "/assignments/rerun", Map.of("segmentId", segment));
        assertThat(started.status()).isEqualTo(202);
        JsonNode job = service.ended(started.json().path("id").asText());
        assertThat(job.path("done").asInt()).as("%s", job).isEqualTo(500);
        assertThat(job.path("status").asText()).isEqualTo("succeeded");
        assertThat(service.rows("select owner_id, count(*) from record group by 1 order by 1"))
                .containsExactly("anna 250", "ben 250", "integration 100");
        assertThat(service.rows("select min(record_id) from record where owner_id = 'integration'"))
                .containsExactly("l500");
        JsonNode run = service.send("GET", "/assignments/runs?segmentId=" + segment, null)
                .json()
                .at("/items/0");
        assertThat(run.path("considered").asInt()).isEqualTo(500);
        assertThat(run.path("assigned").asInt()).isEqualTo(500);
        assertThat(run.path("endedAt").isNull()).isFalse();
        assertThat(service.send("GET", "/assignments?status=needs-attention&limit=200", null)
                        .json()
                        .path("items"))
                .hasSize(100);
    }

    /** Eight transactions at a time, as on several replicas. */
    @Test
    void staysFairUnderConcurrency() throws Exception {
        int records = 10_000;
        for (int i = 0; i < 7; i++) {
            sellers("seller-" + i);
        }
        String segment = segment(EVERY, Map.of());
        rule(segment, Map.of());
        service.update(
                "insert into record (record_type, record_id, owner_type, owner_id, active, fields, origin, actor,"
                        + " correlation_id, changed_at) select 'lead', 'l' || i, 'user', 'integration', true, '{}', 'intake', 'test',"
                        + " 'test', chassis.suite_now() from generate_series(0, " + (records - 1) + ") i");
        List<Callable<Void>> work = new ArrayList<>();
        for (int i = 0; i < records; i += 25) {
            Map<RecordKey, Cause> batch = new LinkedHashMap<>();
            for (int j = i; j < i + 25; j++) {
                batch.put(new RecordKey("lead", "l" + j), new Cause("crm", "flow", null, null));
            }
            work.add(() -> units.runConcurrently(unit -> {
                members.evaluate(unit, batch);
                return null;
            }));
        }
        try (ExecutorService replicas = Executors.newFixedThreadPool(8)) {
            for (Future<Void> done : replicas.invokeAll(work)) {
                done.get();
            }
        }
        List<String> shares =
                service.rows("select count(*) from record where owner_id like 'seller-%' group by owner_id order by 1");
        assertThat(shares).hasSize(7).allMatch(share -> share.equals("1428") || share.equals("1429"));
        assertThat(service.count("select count(*) from assignment")).isEqualTo(records);
    }

    @Test
    void assignsByHand() {
        sellers("anna");
        String segment = segment(EVERY, Map.of());
        rule(segment, Map.of("target", "sellers", "sellers", List.of("zoe")));
        lead("1");
        assertThat(decision("1").path("status").asText()).isEqualTo("needs-attention");
        byHand("lead", "1", "anna");
        assertThat(decision("1").path("method").asText()).isEqualTo("manual");
        assertThat(service.send("GET", "/assignments?status=needs-attention", null)
                        .json()
                        .path("items"))
                .isEmpty();
        assertThat(service.send(
                                "POST",
                                "/assignments/assign",
                                Map.of("recordType", "lead", "recordId", "none", "assigneeId", "anna"))
                        .code())
                .isEqualTo("record-unknown");
        assertThat(service.send(
                                "POST",
                                "/assignments/assign",
                                Map.of(
                                        "recordType", "lead",
                                        "recordId", "1",
                                        "assigneeType", "team",
                                        "assigneeId", "none"))
                        .code())
                .isEqualTo("team-unknown");
        service.send("PUT", "/records/lead/1", Map.of("active", false, "closedAs", "won", "fields", Map.of()));
        assertThat(service.send(
                                "POST",
                                "/assignments/assign",
                                Map.of("recordType", "lead", "recordId", "1", "assigneeId", "ben"))
                        .code())
                .isEqualTo("record-closed");
        assertThat(service.as("ben", Roles.SALESPERSON, "GET", "/assignments", null)
                        .status())
                .isEqualTo(403);
        assertThat(service.send("GET", "/assignments?status=odd", null).code()).isEqualTo("status-unknown");
        assertThat(service.send("GET", "/assignments?reason=odd", null).code()).isEqualTo("reason-unknown");
    }

    @Test
    void managesRules() {
        String segment = segment(EVERY, Map.of());
        String path = "/segments/" + segment + "/assignment-rules";
        String rule = rule(segment, Map.of("name", "First", "createdWithinHours", 48));
        Reply read = service.send("GET", path + "/" + rule, null);
        assertThat(read.json().path("status").asText()).isEqualTo("active");
        assertThat(read.json().path("target").asText()).isEqualTo("any-seller");
        assertThat(read.header("ETag")).isEqualTo("\"1\"");
        Reply stale = service.send("PATCH", path + "/" + rule, Map.of("name", "Other"), "If-Match", "\"9\"");
        assertThat(stale.code()).isEqualTo("stale-version");
        Map<String, Object> patch = new HashMap<>();
        patch.put("createdWithinHours", null);
        patch.put("name", "Changed");
        Reply changed = service.send("PATCH", path + "/" + rule, patch);
        assertThat(changed.json().path("name").asText()).isEqualTo("Changed");
        assertThat(changed.json().path("createdWithinHours").isNull()).isTrue();
        assertThat(service.send("PATCH", path + "/" + rule, Map.of("shoeSize", 43))
                        .code())
                .isEqualTo("unknown-field");
        assertThat(service.send("PATCH", path + "/" + rule, Map.of("respectCapacity", "perhaps"))
                        .code())
                .isEqualTo("wrong-type");

        Reply off = service.send("POST", path + "/" + rule + "/deactivate", null);
        assertThat(off.json().path("activatedAt").isNull()).isTrue();
        Reply copy = service.send("POST", path + "/" + rule + "/copy", Map.of("name", "Copy"));
        assertThat(copy.status()).isEqualTo(201);
        assertThat(copy.json().path("status").asText()).isEqualTo("inactive");
        assertThat(service.send("POST", path + "/" + rule + "/activate", null)
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("active");
        for (int i = 0; i < 9; i++) {
            rule(segment, Map.of());
        }
        Reply eleventh = service.send("POST", path, Map.of("name", "Eleventh"));
        assertThat(eleventh.status()).isEqualTo(409);
        assertThat(eleventh.code()).isEqualTo("too-many-active-rules");
        rule(segment, Map.of("name", "Eleventh", "active", false));
        assertThat(service.send("DELETE", path + "/" + rule, null).status()).isEqualTo(204);
        assertThat(service.send("GET", path + "/" + rule, null).status()).isEqualTo(404);
        assertThat(service.send("POST", path, Map.of("name", "Q", "target", "queues", "queues", List.of("q")))
                        .code())
                .isEqualTo("queues-not-supported");
        assertThat(service.send("POST", path, Map.of("name", "R", "availableWithinHours", 121))
                        .json()
                        .at("/errors/0/path")
                        .asText())
                .isEqualTo("availableWithinHours");
        assertThat(service.send("GET", "/segments/none/assignment-rules", null).code())
                .isEqualTo("segment-unknown");
        assertThat(service.as("ben", Roles.SALESPERSON, "GET", path, null).status())
                .isEqualTo(403);
        service.send("DELETE", "/segments/" + segment, null);
        assertThat(service.count("select count(*) from assignment_rule")).isZero();
    }

    @Test
    void simulatesRulesWithoutChangingAnything() {
        seller("anna", Map.of("capacity", 2));
        seller("ben", Map.of("calendar", Map.of("until", "2020-01-01")));
        String segment = segment(EVERY, Map.of());
        for (int i = 0; i < 5; i++) {
            lead("l" + i);
        }
        List<String> before = service.rows("select * from record order by record_id");
        Map<String, Object> rule = Map.of("respectCapacity", true, "name", "What if", "availableWithinHours", 24);
        Reply simulated = service.send(
                "POST",
                "/assignment-rules/simulate",
                Map.of("segmentId", segment, "from", "2020-01-01T00:00:00Z", "rules", List.of(rule)));
        assertThat(simulated.status()).as("%s", simulated.json()).isEqualTo(200);
        assertThat(simulated.json().path("considered").asInt()).isEqualTo(5);
        assertThat(simulated.json().at("/perSeller/0/id").asText()).isEqualTo("anna");
        assertThat(simulated.json().at("/perSeller/0/assigned").asInt()).isEqualTo(2);
        assertThat(simulated.json().at("/perSeller/0/available").asInt()).isZero();
        assertThat(simulated.json().path("unassigned").toString()).isEqualTo("{\"no-availability\":3}");
        assertThat(service.rows("select * from record order by record_id")).isEqualTo(before);
        assertThat(service.count("select count(*) from assignment")).isZero();
        rule(segment, Map.of("target", "sellers", "sellers", List.of("ben")));
        assertThat(service.send(
                                "POST",
                                "/assignment-rules/simulate",
                                Map.of("segmentId", segment, "from", "2020-01-01T00:00:00Z"))
                        .json()
                        .at("/perSeller/0/assigned")
                        .asInt())
                .as("the active rules of the segment")
                .isEqualTo(5);
        assertThat(service.send("POST", "/assignment-rules/simulate", Map.of("segmentId", segment))
                        .code())
                .isEqualTo("field-missing");
        assertThat(service.send(
                                "POST",
                                "/assignment-rules/simulate",
                                Map.of(
                                        "segmentId",
                                        segment,
                                        "from",
                                        "2020-01-01T00:00:00Z",
                                        "rules",
                                        List.of(Map.of("name", ""))))
                        .code())
                .isEqualTo("name-invalid");
    }

    @Test
    void schedulesReruns() {
        String segment = segment(EVERY, Map.of());
        String path = "/segments/" + segment + "/rerun-schedule";
        assertThat(service.send("GET", path, null).json().path("next").isNull()).isTrue();
        Reply set = service.send(
                "PUT", path, Map.of("days", List.of("monday", "friday"), "times", List.of("18:00", "08:00")));
        assertThat(set.status()).as("%s", set.json()).isEqualTo(200);
        assertThat(set.json().path("times").toString()).isEqualTo("[\"08:00\",\"18:00\"]");
        assertThat(set.json().path("next").asText()).endsWith(":00:00Z");
        assertThat(service.count("select count(*) from chassis.timer where kind = 'assignment-rerun'"))
                .isEqualTo(1);
        assertThat(service.send("PUT", path, Map.of("days", List.of("funday"))).code())
                .isEqualTo("days-unknown");
        assertThat(service.send(
                                "PUT",
                                path,
                                Map.of("days", List.of("monday"), "times", List.of("08:00", "09:00", "10:00")))
                        .code())
                .isEqualTo("times-out-of-range");
        service.update("update chassis.timer set due_at = chassis.suite_now() where kind = 'assignment-rerun'");
        for (int i = 0; i < 200 && service.count("select count(*) from assignment_run") == 0; i++) {
            sleep();
        }
        assertThat(service.rows("select method, actor from assignment_run"))
                .containsExactly("scheduled system:rerun-schedule");
        Reply none = service.send("PUT", path, Map.of("days", List.of()));
        assertThat(none.json().path("days")).isEmpty();
        assertThat(service.count("select count(*) from chassis.timer where kind = 'assignment-rerun'"))
                .isZero();
    }

    private static void sleep() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
