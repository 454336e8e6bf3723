package dev.sequences.segment.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.unit.Units;
import dev.sequences.segment.ServiceUnderTest;
import dev.sequences.segment.ServiceUnderTest.Reply;
import dev.sequences.segment.recordimport.ImportRecords;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "false"))
class RecordImportTest {

    private static final String LEADS = "/records/import?recordType=lead";

    @Inject
    ServiceUnderTest service;

    @Inject
    Units units;

    @Inject
    ImportRecords handler;

    @BeforeEach
    void empty() {
        service.empty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] manyLeads(int rows) {
        StringBuilder file = new StringBuilder("id,city,note\n");
        for (int i = 0; i < rows; i++) {
            file.append("L").append(i).append(",Pune,\"line one\nline two\"\n");
        }
        return bytes(file.toString());
    }

    private JsonNode imported(String path, String type, byte[] file) {
        Reply accepted = service.upload(path, type, file);
        assertThat(accepted.status()).as(accepted.response().body()).isEqualTo(202);
        assertThat(accepted.header("Location"))
                .endsWith("/jobs/" + accepted.json().path("id").asText());
        return service.ended(accepted.json().path("id").asText());
    }

    @Test
    void importsRowsAndReportsErrorsByRow() {
        JsonNode job = imported(
                LEADS + "&idColumn=id&nameColumn=who&ownerColumn=seller",
                "text/csv",
                bytes("id,who,seller,city,\n1,Ada,tomas,Mumbai,\n2,Bo,,Select,\n1,Cy,tomas,Pune,\n,No id,,,\n3,x\n"));

        assertThat(job.path("status").asText()).isEqualTo("partly");
        assertThat(List.of(
                        job.path("done").asInt(),
                        job.path("failed").asInt(),
                        job.path("total").asInt()))
                .containsExactly(2, 3, 5);
        assertThat(job.path("errors").findValuesAsText("item")).containsExactlyInAnyOrder("row 4", "row 5", "row 6");
        assertThat(job.path("errors").findValuesAsText("code"))
                .containsExactlyInAnyOrder("duplicate-id", "id-missing", "wrong-column-count");
        assertThat(service.rows("select record_id, name, owner_id, origin, actor, fields from record order by 1"))
                .containsExactly(
                        "1 Ada tomas intake maria {\"id\": \"1\", \"who\": \"Ada\", \"city\": \"Mumbai\","
                                + " \"seller\": \"tomas\"}",
                        "2 Bo maria intake maria {\"id\": \"2\", \"who\": \"Bo\", \"city\": \"Select\"}");
        assertThat(service.count("select count(*) from import_file")).isZero();
        assertThat(service.count("select count(*) from import_seen")).isZero();
    }

    @Test
    void rejectsARowThatCannotBeStoredAndImportsTheOthers() {
        service.update("alter table record add constraint no_curse check (record_id not in ('L17', 'L1203'))");
        try {
            JsonNode job = imported(LEADS + "&idColumn=id", "text/csv", manyLeads(1_300));

            assertThat(List.of(
                            job.path("status").asText(),
                            job.path("done").asText(),
                            job.path("failed").asText(),
                            job.path("total").asText()))
                    .containsExactly("partly", "1298", "2", "1300");
            assertThat(job.path("errors").findValuesAsText("item")).containsExactly("row 36", "row 2408");
            assertThat(job.path("errors").findValuesAsText("code")).containsOnly("not-storable");
            assertThat(job.path("errors").findValuesAsText("message"))
                    .allSatisfy(message -> assertThat(message).contains("no_curse"));
            assertThat(service.count("select count(*) from record")).isEqualTo(1_298);
        } finally {
            service.update("alter table record drop constraint no_curse");
        }
    }

    @Test
    void changesNothingWhenAFileIsImportedAgain() {
        byte[] file = manyLeads(700);
        imported(LEADS + "&idColumn=id", "text/csv", file);
        List<String> before = service.rows("select record_id, version, changed_at from record order by 1");
        JsonNode again = imported(LEADS + "&idColumn=id", "text/csv", file);
        assertThat(again.path("status").asText()).isEqualTo("succeeded");
        assertThat(service.rows("select record_id, version, changed_at from record order by 1"))
                .isEqualTo(before)
                .hasSize(700);
    }

    @Test
    void preservesValuesWithoutAColumnInTheFile() {
        service.send(
                "PUT",
                "/records/lead/1",
                Map.of(
                        "name",
                        "Ada",
                        "ownerId",
                        "tomas",
                        "active",
                        false,
                        "closedAs",
                        "qualified",
                        "fields",
                        Map.of()));
        imported(LEADS + "&idColumn=id", "text/csv", bytes("id,city\n1,Pune\n"));
        assertThat(service.rows("select name, owner_id, active, closed_as, fields ->> 'city' from record"))
                .containsExactly("Ada tomas f qualified Pune");
    }

    @Test
    void usesTheLineNumberAsIdWithoutAnIdColumn() {
        imported("/records/import?recordType=contact", "text/csv", bytes("age,job\n56,maid\n57,cook\n"));
        imported(
                "/records/import?recordType=contact&idColumn=%23line",
                "text/csv", bytes("age,job\n56,maid\n57,cook\n"));
        assertThat(service.rows("select record_type, record_id, fields ->> 'job' from record order by 2"))
                .containsExactly("contact 2 maid", "contact 3 cook");
    }

    @Test
    void assignsNewRecordsWithoutAnOwnerToTheGivenOwnersInTurn() {
        String path = LEADS + "&idColumn=id&ownerColumn=seller&owner=anna&owner=ben";
        imported(path, "text/csv", bytes("id,seller\n1,tomas\n2,\n3,\n4,\n"));
        assertThat(service.rows("select record_id, owner_id from record order by 1"))
                .containsExactly("1 tomas", "2 ben", "3 anna", "4 ben");

        imported(LEADS + "&idColumn=id&owner=chen", "text/csv", bytes("id,city\n1,Pune\n5,Goa\n"));
        assertThat(service.rows("select record_id, owner_id from record where record_id in ('1', '5') order by 1"))
                .containsExactly("1 tomas", "5 chen");
    }

    @Test
    void keepsTheTypesOfNdjsonValues() {
        JsonNode job = imported(
                LEADS + "&idColumn=id",
                "application/x-ndjson",
                bytes("{\"id\": \"1\", \"visits\": 7, \"ok\": true}\n{\"id\": \"2\", \"deep\": {}}\n"));
        assertThat(job.path("errors").findValuesAsText("code")).containsExactly("field-not-flat");
        assertThat(service.rows("select fields from record"))
                .containsExactly("{\"id\": \"1\", \"ok\": true, \"visits\": 7}");
    }

    @Test
    void refusesAnInvalidFileAndKeepsNothing() {
        assertThat(refusal("&idColumn=Prospect", "id,city\n1,Pune\n")).isEqualTo("422 column-unknown");
        assertThat(refusal("&idColumn=id&ownerColumn=who", "id,city\n1,Pune\n")).isEqualTo("422 column-unknown");
        assertThat(refusal("", "")).isEqualTo("422 file-empty");
        assertThat(refusal("", "<html><body>Please sign in</body></html>")).isEqualTo("422 not-csv");
        assertThat(refusal("", "{\"id\": 1}")).isEqualTo("422 not-csv");
        assertThat(refusal("", "\u0000\u0001\u0002")).isEqualTo("422 not-csv");
        assertThat(refusal("", "id,id\n1,2\n")).isEqualTo("422 duplicate-column");
        assertThat(refusal("&owner=", "id\n1\n")).isEqualTo("422 owner-invalid");
        assertThat(refusal("&locale=%21%21", "id\n1\n")).isEqualTo("422 locale-unknown");
        assertThat(service.upload("/records/import?recordType=case", "text/csv", bytes("id\n1\n"))
                        .code())
                .isEqualTo("record-type-unknown");
        assertThat(service.upload(LEADS, "application/x-ndjson", bytes("id,city\n"))
                        .code())
                .isEqualTo("not-ndjson");
        assertThat(service.upload(LEADS, "application/pdf", bytes("%PDF")).status())
                .isEqualTo(415);
        assertThat(service.upload(LEADS, "text/csv; charset=utf-99", bytes("id"))
                        .status())
                .isEqualTo(415);
        assertThat(service.count("select count(*) from import_file")).isZero();
        assertThat(service.count("select count(*) from chassis.job")).isZero();
    }

    private String refusal(String query, String file) {
        Reply reply = service.upload(LEADS + query, "text/csv", bytes(file));
        return reply.status() + " " + reply.code();
    }

    @Test
    void listsTheFoundColumnsForAnUnknownOne() {
        Reply reply = service.upload(LEADS + "&idColumn=Prospect", "text/csv", bytes("Prospect ID,City\n1,Pune\n"));
        assertThat(reply.json().path("detail").asText()).contains("Prospect ID, City");
        assertThat(reply.json().path("errors").get(0).path("path").asText()).isEqualTo("idColumn");
    }

    @Test
    void startsOneImportForARetriedRequest() {
        byte[] file = bytes("id,city\n1,Pune\n");
        Reply first = service.upload(LEADS + "&idColumn=id", "text/csv", file, "Idempotency-Key", "k1");
        service.ended(first.json().path("id").asText());
        Reply second = service.upload(LEADS + "&idColumn=id", "text/csv", file, "Idempotency-Key", "k1");
        assertThat(second.json().path("id")).isEqualTo(first.json().path("id"));
        assertThat(service.count("select count(*) from chassis.job")).isEqualTo(1);
        assertThat(service.count("select count(*) from import_file")).isZero();
        assertThat(service.upload(LEADS + "&idColumn=id", "text/csv", bytes("id\n2\n"), "Idempotency-Key", "k1")
                        .status())
                .isEqualTo(422);
    }

    /** After a crash during a slice, the next process repeats it from the stored cursor. */
    @Test
    void repeatsALostSliceFromTheStoredCursor() {
        Reply accepted = service.upload(LEADS + "&idColumn=id", "text/csv", manyLeads(1_700));
        String jobId = accepted.json().path("id").asText();
        assertThat(service.ended(jobId).path("done").asInt()).isEqualTo(1_700);

        StoppedJob job = StoppedJob.of(service, manyLeads(1_700));
        units.runAlone(unit -> {
            handler.slice(unit, job);
            return null;
        });
        String place = job.cursor();
        long records = service.count("select count(*) from record where record_id like 'L%'");
        StoppedJob lost = job.copy();
        assertThatThrownBy(() -> units.runAlone(unit -> {
                    handler.slice(unit, lost);
                    throw new IllegalStateException("killed");
                }))
                .hasMessageContaining("killed");
        assertThat(job.cursor()).isEqualTo(place);
        while (!job.finished()) {
            units.runAlone(unit -> {
                new ImportRecords().slice(unit, job);
                return null;
            });
        }
        assertThat(job.errors()).isEmpty();
        assertThat(job.done()).isEqualTo(1_700);
        assertThat(records).isEqualTo(1_700);
        assertThat(service.count("select count(*) from record")).isEqualTo(1_700);
    }

    private static final Path REAL = Path.of("..", "..", "shared", "data");

    @Test
    void importsAllRealLeads() throws Exception {
        Path file = REAL.resolve("leads-education.csv");
        assumeTrue(Files.exists(file), "the file is not available");
        long begin = System.nanoTime();
        JsonNode job = imported(LEADS + "&idColumn=Prospect%20ID", "text/csv", Files.readAllBytes(file));
        double seconds = (System.nanoTime() - begin) / 1e9;
        assertThat(job.path("status").asText()).isEqualTo("succeeded");
        assertThat(job.path("done").asInt()).isEqualTo(9_240);
        assertThat(seconds).as("seconds for 9 240 rows").isLessThan(120);

        begin = System.nanoTime();
        String segment = service.segment(
                "Mumbai",
                Map.of(
                        "all",
                        List.of(
                                Map.of("field", "City", "op", "equals", "value", "Mumbai"),
                                Map.of("field", "TotalVisits", "op", "gte", "value", 2))),
                Map.of("sequenceId", "s"));
        JsonNode simulated =
                service.send("POST", "/segments/" + segment + "/simulate", null).json();
        JsonNode filled = service.activate(segment, true);
        double evaluation = (System.nanoTime() - begin) / 1e9;
        assertThat(filled.path("done").asInt()).isEqualTo(9_240);
        long members = service.count("select count(*) from membership where segment_id is not null");
        assertThat(simulated.path("count").asLong()).isEqualTo(members).isPositive();
        assertThat(simulated.path("changes").path("join").asLong()).isEqualTo(members);
        assertThat(service.count("select count(*) from record where fields ->> 'City' = 'Mumbai'"
                        + " and (fields ->> 'TotalVisits')::numeric >= 2"))
                .isEqualTo(members);
        assertThat(service.count("select count(*) from chassis.domain_event_entry where type = 'membership'"))
                .isEqualTo(members);
        JsonNode fields = service.send("GET", "/record-types/lead", null).json();
        assertThat(fields.path("records").asLong()).isEqualTo(9_240);
        System.out.printf("real leads: import %.1f s, simulate and backfill %.1f s%n", seconds, evaluation);
    }

    @Test
    void importsAllRealContactsWithLineNumbersAsIds() throws Exception {
        Path file = REAL.resolve("contacts-bank-marketing.csv");
        assumeTrue(Files.exists(file), "the file is not available");
        long begin = System.nanoTime();
        JsonNode job = imported("/records/import?recordType=contact", "text/csv", Files.readAllBytes(file));
        assertThat(job.path("status").asText()).isEqualTo("succeeded");
        assertThat(job.path("done").asInt()).isEqualTo(41_188);
        assertThat(service.rows("select fields ->> 'job' from record where record_id = '2'"))
                .containsExactly("housemaid");
        System.out.printf("real contacts: import %.1f s%n", (System.nanoTime() - begin) / 1e9);
    }
}
