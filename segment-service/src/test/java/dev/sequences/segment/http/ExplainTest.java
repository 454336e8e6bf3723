package dev.sequences.segment.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.security.Roles;
import dev.sequences.segment.ServiceUnderTest;
import dev.sequences.segment.ServiceUnderTest.Reply;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "false"))
class ExplainTest {

    @Inject
    ServiceUnderTest service;

    @BeforeEach
    void empty() {
        service.empty();
    }

    private static Map<String, Object> city(String city) {
        return Map.of("field", "city", "op", "equals", "value", city);
    }

    private JsonNode explain(String segment, String record) {
        Reply reply = service.send("POST", "/segments/" + segment + "/explain", Map.of("recordId", record));
        assertThat(reply.status()).as("%s", reply.json()).isEqualTo(200);
        return reply.json();
    }

    @Test
    void explainsOneRecord() {
        String mumbai = service.segment("Mumbai", city("Mumbai"), Map.of());
        service.send("PUT", "/records/lead/1", Map.of("fields", Map.of("city", "Pune")));
        JsonNode no = explain(mumbai, "1");
        assertThat(no.path("matches").asBoolean()).isFalse();
        assertThat(no.at("/reasons/0").asText()).isEqualTo("'Pune' in city does not satisfy 'equals Mumbai'");
        assertThat(no.path("change").asText()).isEqualTo("none");
        assertThat(no.path("segmentActive").asBoolean()).isFalse();

        service.activate(mumbai, false);
        service.send("PUT", "/records/lead/1", Map.of("fields", Map.of("city", "Mumbai")));
        JsonNode yes = explain(mumbai, "1");
        assertThat(yes.path("matches").asBoolean()).isTrue();
        assertThat(yes.path("change").asText()).isEqualTo("join");
        assertThat(yes.path("next").asText()).isEqualTo(mumbai);

        String other = service.segment("Same, later", city("Mumbai"), Map.of());
        service.activate(other, false);
        JsonNode preceded = explain(other, "1");
        assertThat(preceded.path("matches").asBoolean()).isTrue();
        assertThat(preceded.path("next").asText()).isEqualTo(mumbai);
        assertThat(service.count("select count(*) from membership")).isZero();
    }

    @Test
    void simulatesConditionsThatAreNotSaved() {
        service.send("PUT", "/records/lead/1", Map.of("fields", Map.of("city", "Mumbai", "source", "web")));
        service.send("PUT", "/records/lead/2", Map.of("fields", Map.of("city", "Mumbai", "source", "fair")));
        service.send("PUT", "/records/lead/3", Map.of("fields", Map.of("city", "Pune", "source", "fair")));
        Map<String, Object> both =
                Map.of("all", List.of(city("Mumbai"), Map.of("field", "source", "op", "equals", "value", "web")));
        JsonNode simulated = service.send("POST", "/segments/simulate", Map.of("conditions", both))
                .json();
        assertThat(simulated.path("count").asInt()).as("%s", simulated).isEqualTo(1);
        assertThat(simulated.path("conditions").toString())
                .isEqualTo("[{\"path\":\"conditions.all[0]\",\"matches\":2,\"matchesWithout\":1},"
                        + "{\"path\":\"conditions.all[1]\",\"matches\":1,\"matchesWithout\":2}]");
        assertThat(simulated.at("/nearMisses/0/recordId").asText()).isEqualTo("2");
        assertThat(simulated.at("/nearMisses/0/missing").asText()).isEqualTo("conditions.all[1]");
        assertThat(simulated.path("nearMisses")).hasSize(1);
        assertThat(simulated.at("/changes/join").asInt()).isEqualTo(1);
        assertThat(simulated.at("/changes/leave").asInt()).isZero();
        assertThat(service.send("POST", "/segments/simulate", Map.of("recordType", "case", "conditions", both))
                        .code())
                .isEqualTo("record-type-unknown");
        assertThat(service.send("POST", "/segments/simulate", Map.of()).code()).isEqualTo("condition-missing");
        assertThat(service.count("select count(*) from segment")).isZero();
    }

    @Test
    void evaluatesTheRecordsAgain() {
        for (String record : List.of("1", "2", "3")) {
            service.send("PUT", "/records/lead/" + record, Map.of("fields", Map.of("city", "Mumbai")));
        }
        String segment = service.segment("Mumbai", city("Mumbai"), Map.of("onLeave", "disconnect"));
        assertThat(service.send("POST", "/segments/" + segment + "/re-evaluate", Map.of())
                        .code())
                .isEqualTo("segment-inactive");
        service.activate(segment, true);
        service.send("PATCH", "/segments/" + segment, Map.of("conditions", city("Pune")));
        service.send("PUT", "/records/lead/2", Map.of("fields", Map.of("city", "Pune")));
        service.send("PUT", "/records/lead/4", Map.of("fields", Map.of("city", "Pune")));

        Reply preview = service.send("POST", "/segments/" + segment + "/re-evaluate", Map.of("dryRun", true));
        assertThat(preview.json().toString()).isEqualTo("{\"join\":1,\"move\":0,\"leave\":2,\"stay\":1}");
        assertThat(service.count("select count(*) from membership where segment_id is not null"))
                .isEqualTo(3);
        Reply started = service.send("POST", "/segments/" + segment + "/re-evaluate", Map.of());
        assertThat(started.status()).isEqualTo(202);
        assertThat(service.ended(started.json().path("id").asText())
                        .path("done")
                        .asInt())
                .isEqualTo(4);
        assertThat(service.rows("select record_id from membership where segment_id is not null order by 1"))
                .containsExactly("2", "4");
        assertThat(service.factsOf("lead:1")).containsExactly("membership.record-joined 0", "membership.record-left 1");
    }

    @Test
    void pausesAndResumesABackfill() {
        String segment = service.segment("Every", Map.of("all", List.of()), Map.of());
        String path = "/segments/" + segment + "/backfill";
        assertThat(service.send("POST", path + "/pause", null).code()).isEqualTo("no-backfill");
        assertThat(service.send("POST", "/segments/none/backfill/pause", null).code())
                .isEqualTo("segment-unknown");
        service.update(
                "insert into record (record_type, record_id, owner_type, owner_id, active, fields, origin, actor,"
                        + " correlation_id, changed_at) select 'lead', 'l' || i, 'user', 'anna', true, '{}', 'intake', 'test',"
                        + " 'test', chassis.suite_now() from generate_series(1, 20000) i");
        String job = service.send("POST", "/segments/" + segment + "/activate", Map.of("backfill", true))
                .json()
                .path("backfillJob")
                .asText();
        Reply paused = service.send("POST", path + "/pause", null);
        assertThat(paused.status()).as("%s", paused.json()).isEqualTo(200);
        assertThat(paused.json().path("backfillJob").asText()).isEqualTo(job);
        long members = service.count("select count(*) from membership");
        assertThat(service.send("GET", "/jobs/" + job, null)
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("paused");
        assertThat(service.count("select count(*) from membership")).isEqualTo(members);
        assertThat(service.send("POST", path + "/resume", null)
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("running");
        assertThat(service.ended(job).path("done").asInt()).isEqualTo(20_000);
        assertThat(service.count("select count(*) from membership")).isEqualTo(20_000);
    }

    @Test
    void evaluatesConditionsThatDependOnTheDayEveryDay() throws InterruptedException {
        String segment =
                service.segment("Recent", Map.of("field", "signedAt", "op", "in-last-days", "value", 30), Map.of());
        service.segment("City", city("Mumbai"), Map.of("recordType", "account"));
        service.activate(segment, false);
        service.send(
                "PUT",
                "/records/lead/1",
                Map.of(
                        "fields",
                        Map.of(
                                "signedAt",
                                LocalDate.now(ZoneOffset.UTC).minusDays(3).toString())));
        service.update("update chassis.timer set due_at = chassis.suite_now() where id = 'daily-evaluation'");
        for (int i = 0; i < 200 && service.count("select count(*) from membership") == 0; i++) {
            Thread.sleep(50);
        }
        assertThat(service.rows("select segment_id from membership")).containsExactly(segment);
        assertThat(service.rows("select kind, input ->> 'recordType', actor from chassis.job"))
                .containsExactly("re-evaluate lead system:daily-evaluation");
        assertThat(service.count("select count(*) from chassis.timer where id = 'daily-evaluation'"
                        + " and due_at > chassis.suite_now()"))
                .as("the next day")
                .isEqualTo(1);
    }

    @Test
    void refusesUnknownSegmentsAndRecords() {
        String segment = service.segment("Mumbai", city("Mumbai"), Map.of());
        assertThat(service.send("POST", "/segments/none/explain", Map.of("recordId", "1"))
                        .code())
                .isEqualTo("segment-unknown");
        assertThat(service.send("POST", "/segments/" + segment + "/explain", Map.of("recordId", "1"))
                        .code())
                .isEqualTo("record-unknown");
        assertThat(service.send("POST", "/segments/" + segment + "/explain", Map.of())
                        .code())
                .isEqualTo("field-missing");
        assertThat(service.as("ben", Roles.SALESPERSON, "POST", "/segments/" + segment + "/explain", Map.of())
                        .status())
                .isEqualTo(403);
    }
}
