package dev.sequences.segment.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.security.Roles;
import dev.sequences.segment.ServiceUnderTest;
import dev.sequences.segment.ServiceUnderTest.Reply;
import dev.sequences.segment.recordimport.model.GeneratedFile;
import dev.sequences.segment.recordimport.model.SimpleReader;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Formats, encodings and types of imported files, and what an import does to existing records. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "false"))
class ImportFilesTest {

    private static final String LEADS = "/records/import?recordType=lead&idColumn=id";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    @Inject
    ServiceUnderTest service;

    @BeforeEach
    void empty() {
        service.empty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private JsonNode imported(String path, String type, byte[] file, String... headers) {
        Reply accepted = service.upload(path, type, file, headers);
        assertThat(accepted.status()).as(accepted.response().body()).isEqualTo(202);
        return service.ended(accepted.json().path("id").asText());
    }

    private JsonNode imported(String query, String file) {
        return imported(LEADS + query, "text/csv", bytes(file));
    }

    private String fields(String id) {
        return service.rows("select fields - 'id' from record where record_id = '" + id + "'")
                .getFirst();
    }

    @Test
    void keepsFieldsForWhichTheFileHasNoColumn() {
        service.send(
                "PUT", "/records/lead/1", Map.of("name", "Ada", "fields", Map.of("city", "Pune", "phone", "+49 1")));
        JsonNode job = imported("", "id,phone,score\n1,+49 2,\n2,+49 3,5\n");

        assertThat(fields("1")).isEqualTo("{\"city\": \"Pune\", \"phone\": \"+49 2\"}");
        assertThat(job.path("mode").asText()).isEqualTo("merge");
        assertThat(job.path("emptyCells").asText()).isEqualTo("keep");
        assertThat(job.path("records").toString()).isEqualTo("{\"created\":1,\"changed\":1,\"unchanged\":0}");
        assertThat(job.path("values").toString()).isEqualTo("{\"added\":4,\"replaced\":1,\"removed\":0}");
    }

    @Test
    void clearsFieldsWithEmptyCellsOnRequest() {
        service.send("PUT", "/records/lead/1", Map.of("fields", Map.of("city", "Pune", "phone", "+49 1")));
        imported("", "id,phone\n1,\n");
        assertThat(fields("1")).isEqualTo("{\"city\": \"Pune\", \"phone\": \"+49 1\"}");
        JsonNode job = imported("&emptyCells=clear", "id,phone\n1,\n");
        assertThat(fields("1")).isEqualTo("{\"city\": \"Pune\"}");
        assertThat(job.path("values").path("removed").asLong()).isEqualTo(1);
    }

    @Test
    void showsInADryRunHowManyValuesAReplacementRemoves() {
        service.send(
                "PUT",
                "/records/lead/1",
                Map.of("name", "Ada", "ownerId", "tomas", "fields", Map.of("city", "Pune", "phone", "+49 1")));
        String before = service.rows("select * from record").getFirst();

        JsonNode dry = imported("&mode=replace&dryRun=true", "id,phone\n1,+49 2\n7,x\n");
        assertThat(service.rows("select * from record")).containsExactly(before);
        assertThat(service.count("select count(*) from import_file")).isZero();
        assertThat(dry.path("dryRun").asBoolean()).isTrue();
        assertThat(dry.path("done").asInt()).isEqualTo(2);
        assertThat(dry.path("values").path("removed").asLong()).isEqualTo(1);

        JsonNode real = imported("&mode=replace", "id,phone\n1,+49 2\n7,x\n");
        assertThat(fields("1")).isEqualTo("{\"phone\": \"+49 2\"}");
        assertThat(service.rows("select name, owner_id from record where record_id = '1'"))
                .containsExactly("Ada tomas");
        for (String member : new String[] {"columns", "records", "values", "done", "failed", "total", "errors"}) {
            assertThat(real.path(member)).as(member).isEqualTo(dry.path(member));
        }
    }

    @Test
    void keepsNameAndOwnerOfARecordWithEmptyCells() {
        service.send("PUT", "/records/lead/1", Map.of("name", "Ada", "ownerId", "tomas", "fields", Map.of()));
        imported("&nameColumn=who&ownerColumn=seller&owner=anna", "id,who,seller,city\n1,,,Pune\n");
        assertThat(service.rows("select name, owner_id from record")).containsExactly("Ada tomas");
    }

    @Test
    void reportsTypesAndCellsByColumn() {
        JsonNode job = imported(
                "&locale=en-US",
                "id,seen,amount,zip\n1,7/30/2023 12:39,\"$1,234.50\",01067\n2,2023-07-30 8:36:00,$7.00,10115\n"
                        + "3,7/30/2023 2:15 PM,$0.10,20095\n4,unknown,,\n");

        assertThat(job.path("status").asText()).isEqualTo("succeeded");
        assertThat(job.path("columns").get(1).toString())
                .isEqualTo("{\"name\":\"seen\",\"type\":\"date-time\",\"converted\":3,\"leftAsText\":1,\"refused\":0,"
                        + "\"examples\":[{\"line\":5,\"value\":\"unknown\"}]}");
        assertThat(job.path("columns").findValuesAsText("type")).containsExactly("text", "date-time", "number", "text");
        assertThat(fields("1")).isEqualTo("{\"zip\": \"01067\", \"seen\": \"2023-07-30T12:39\", \"amount\": 1234.50}");
        assertThat(fields("3")).contains("2023-07-30T14:15");
        assertThat(fields("4")).isEqualTo("{\"seen\": \"unknown\"}");
    }

    @Test
    void refusesRowsWithUnreadableCellsOnRequest() {
        JsonNode job = imported("&onUnreadable=refuse", "id,seen\n1,2026-01-02\n2,2026-01-03\n3,soon\n");
        assertThat(job.path("status").asText()).isEqualTo("partly");
        assertThat(job.path("errors").toString())
                .isEqualTo("[{\"item\":\"row 4\",\"code\":\"value-not-of-type\","
                        + "\"message\":\"The value 'soon' of 'seen' is no date.\"}]");
        assertThat(job.path("columns").get(1).path("refused").asInt()).isEqualTo(1);
    }

    @Test
    void refusesUnknownParametersAndValues() {
        for (String query : new String[] {
            "&dryrun=true", "&mode=upsert", "&emptyCells=", "&onUnreadable=skip", "&dryRun=yes", "&header=1"
        }) {
            Reply reply = service.upload(LEADS + query, "text/csv", bytes("id\n1\n"));
            assertThat(reply.status()).as(query).isEqualTo(400);
            assertThat(reply.code()).startsWith("parameter-un");
            assertThat(reply.json().path("errors").get(0).path("path").asText()).isNotEmpty();
        }
        assertThat(service.count("select count(*) from import_file")).isZero();
    }

    @Test
    void readsFilesInOtherEncodings() {
        String file = "sep=;\r\nid;city\r\n1;Düsseldorf – „West“\r\n";
        for (Charset charset : new Charset[] {
            StandardCharsets.UTF_8,
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE,
            Charset.forName("windows-1252")
        }) {
            service.empty();
            String marked = charset.name().equals("windows-1252") ? file : "\uFEFF" + file;
            JsonNode job = imported(LEADS, "text/csv", marked.getBytes(charset));
            assertThat(job.path("status").asText()).as(charset + " " + job).isEqualTo("succeeded");
            assertThat(fields("1")).isEqualTo("{\"city\": \"Düsseldorf – „West“\"}");
        }
        JsonNode cyrillic = imported(
                LEADS + "&charset=windows-1251",
                "text/csv",
                "id,city\n2,Москва\n".getBytes(Charset.forName("windows-1251")));
        assertThat(cyrillic.path("status").asText()).isEqualTo("succeeded");
        assertThat(fields("2")).isEqualTo("{\"city\": \"Москва\"}");
        assertThat(service.upload(LEADS, "text/csv", "id,city\n2,Москва\n".getBytes(Charset.forName("windows-1251")))
                        .code())
                .isEqualTo("encoding-unknown");
    }

    private static byte[] gzip(byte[] file) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(file);
        }
        return out.toByteArray();
    }

    @Test
    void readsGzip() throws IOException {
        byte[] file = gzip(bytes("id,city\n1,Pune\n"));
        imported(LEADS, "text/csv", file, "Content-Encoding", "gzip");
        imported(LEADS, "application/gzip", file);
        imported(LEADS, "text/csv", gzip(file), "Content-Encoding", "gzip");
        assertThat(fields("1")).isEqualTo("{\"city\": \"Pune\"}");
        assertThat(service.upload(LEADS, "text/csv", bytes("id\n1\n"), "Content-Encoding", "gzip")
                        .code())
                .isEqualTo("not-gzip");
        assertThat(service.upload(LEADS, "text/csv", Arrays.copyOf(file, file.length - 12))
                        .code())
                .isEqualTo("not-gzip");
        assertThat(service.upload(LEADS, "text/csv", bytes("id\n1\n"), "Content-Encoding", "br")
                        .code())
                .isEqualTo("content-encoding-unsupported");
    }

    @Test
    void refusesDataThatExpandsTooFar() throws IOException {
        Reply reply = service.upload(LEADS, "text/csv", gzip(new byte[80 << 20]));
        assertThat(reply.code()).isEqualTo("expands-too-far");
        assertThat(service.count("select count(*) from import_file")).isZero();
    }

    private static byte[] workbook() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(out, "tests", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Leads");
            String[] header = {"id", "city", "seen", "born", "amount", "zip", "ok", "score"};
            for (int i = 0; i < header.length; i++) {
                sheet.value(0, i, header[i]);
            }
            sheet.value(2, 0, 660737);
            sheet.value(2, 1, " Pune ");
            sheet.value(2, 2, LocalDateTime.of(2023, 7, 30, 8, 36, 5));
            sheet.style(2, 2).format("m/d/yyyy h:mm").set();
            sheet.value(2, 3, LocalDateTime.of(1985, 1, 2, 0, 0));
            sheet.style(2, 3).format("dd.mm.yyyy").set();
            sheet.value(2, 4, 1234.1);
            sheet.style(2, 4).format("#,##0.00 &quot;days&quot;").set();
            sheet.value(2, 5, "01067");
            sheet.value(2, 6, true);
            sheet.formula(3, 0, "1+1");
            sheet.value(3, 1, "no id");
            sheet.value(4, 0, "A7");
            sheet.value(4, 4, 5);
            workbook.newWorksheet("Other").value(0, 0, "id");
        }
        return out.toByteArray();
    }

    @Test
    void readsWorkbooks() throws IOException {
        JsonNode job = imported(LEADS, XLSX, workbook());
        assertThat(job.path("errors").findValuesAsText("item")).containsExactly("row 4");
        assertThat(job.path("errors").findValuesAsText("code")).containsExactly("cell-unreadable");
        assertThat(fields("660737"))
                .isEqualTo("{\"ok\": true, \"zip\": \"01067\", \"born\": \"1985-01-02\", \"city\": \"Pune\","
                        + " \"seen\": \"2023-07-30T08:36:05\", \"amount\": 1234.1}");
        assertThat(fields("A7")).isEqualTo("{\"amount\": 5}");
        assertThat(job.path("columns").findValuesAsText("type"))
                .containsExactly("text", "text", "date-time", "date", "number", "text", "boolean", "text");
    }

    @Test
    void choosesTheSheet() throws IOException {
        assertThat(imported(LEADS + "&sheet=Other", XLSX, workbook())
                        .path("done")
                        .asInt())
                .isZero();
        Reply unknown = service.upload(LEADS + "&sheet=other", XLSX, workbook());
        assertThat(unknown.code()).isEqualTo("sheet-unknown");
        assertThat(unknown.json().path("detail").asText()).contains("Leads, Other");
    }

    @Test
    void refusesOtherFilesAsWorkbook() throws IOException {
        assertThat(service.upload(LEADS, XLSX, bytes("id\n1\n")).code()).isEqualTo("not-xlsx");
        byte[] damaged = workbook();
        assertThat(service.upload(LEADS, XLSX, Arrays.copyOf(damaged, damaged.length / 2))
                        .code())
                .isEqualTo("not-xlsx");
        byte[] old = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1, 0};
        assertThat(service.upload(LEADS, "application/vnd.ms-excel", old).code())
                .isEqualTo("not-xlsx");
        assertThat(service.upload(LEADS, "text/csv", workbook()).code()).isEqualTo("not-csv");
        assertThat(service.count("select count(*) from import_file")).isZero();
    }

    @Test
    void recognizesTheFormatOfAnOpaqueFile() throws IOException {
        String opaque = "application/octet-stream";
        imported(LEADS, opaque, bytes("id,city\n1,Pune\n"));
        imported(LEADS, opaque, bytes("{\"id\": \"2\", \"city\": \"Goa\"}\n"));
        imported(LEADS, opaque, workbook());
        assertThat(service.rows("select record_id from record order by 1")).containsExactly("1", "2", "660737", "A7");
    }

    @Test
    void readsColumnsAsTheirDeclaredTypes() {
        Reply declared = service.as(
                "maria",
                Roles.SYSTEM_ADMINISTRATOR,
                "PUT",
                "/record-types/lead",
                Map.of(
                        "fields",
                        List.of(
                                Map.of("name", "zip", "type", "text"),
                                Map.of("name", "seen", "type", "date-time"),
                                Map.of("name", "ok", "type", "boolean"),
                                Map.of(
                                        "name",
                                        "stage",
                                        "type",
                                        "choice",
                                        "choices",
                                        List.of(Map.of("value", "won", "label", "Closed won"))))));
        assertThat(declared.status()).as(declared.response().body()).isBetween(200, 201);
        JsonNode job = imported(
                "", "id,zip,seen,ok,stage\n1,10115,1690720560000,yes,Closed Won\n2,10117,soon,no,won\n3,1,,,lost\n");
        assertThat(fields("1"))
                .isEqualTo("{\"ok\": true, \"zip\": \"10115\", \"seen\": \"2023-07-30T12:36:00Z\","
                        + " \"stage\": \"won\"}");
        assertThat(job.path("errors").findValuesAsText("item")).containsExactly("row 3", "row 4");
        assertThat(job.path("columns").findValuesAsText("type"))
                .containsExactly("text", "text", "date-time", "boolean", "choice");
        assertThat(job.path("columns").findValuesAsText("refused")).containsExactly("0", "0", "1", "0", "1");
    }

    @Test
    void readsGeneratedFilesLikeASimpleReader() throws IOException {
        for (long seed = 1; seed <= 8; seed++) {
            service.empty();
            GeneratedFile file = GeneratedFile.of(seed);
            String query = (file.locale() == null ? "" : "&locale=" + file.locale())
                    + (file.declared() == null ? "" : "&charset=" + file.declared());
            byte[] bytes = seed % 2 == 0 ? gzip(file.bytes()) : file.bytes();
            JsonNode job = imported(LEADS + query, "text/csv", bytes);
            Map<Integer, Map<String, String>> expected = SimpleReader.read(file);
            List<Map<String, String>> readable =
                    expected.values().stream().filter(row -> !row.isEmpty()).toList();
            assertThat(job.path("done").asInt()).as("seed %d", seed).isEqualTo(readable.size());
            assertThat(job.path("failed").asInt()).isEqualTo(expected.size() - readable.size());
            for (Map<String, String> row : readable) {
                String json = service.rows("select fields from record where record_id = '" + row.get("id") + "'")
                        .getFirst();
                Map<String, String> stored = new TreeMap<>();
                Json.MAPPER
                        .readValue(json, new TypeReference<Map<String, Object>>() {})
                        .forEach((name, value) -> stored.put(name, SimpleReader.comparable(file, name, value)));
                assertThat(stored).as("seed %d", seed).isEqualTo(row);
            }
        }
    }

    @Test
    void recognizesTheColumnsOfALargeFileInItsJob() {
        StringBuilder file = new StringBuilder("id,seen,budget,note\n");
        for (int i = 0; i < 12_000; i++) {
            file.append(i)
                    .append(",7/30/2023 2:15 PM,\"1,234.50\",")
                    .append("x".repeat(160))
                    .append('\n');
        }
        file.append("12000,soon,n/a,y\n");
        Reply accepted = service.upload(LEADS + "&dryRun=true&locale=en-US", "text/csv", bytes(file.toString()));
        assertThat(accepted.json().path("columns")).isEmpty();
        assertThat(accepted.json().path("recognition").path("rows").asInt()).isZero();
        JsonNode job = service.ended(accepted.json().path("id").asText());

        assertThat(job.path("status").asText()).isEqualTo("succeeded");
        assertThat(job.has("recognition")).isFalse();
        assertThat(job.path("total").asInt()).isEqualTo(12_001);
        assertThat(job.path("records").path("created").asInt()).isEqualTo(12_001);
        assertThat(job.path("columns").get(1).path("type").asText()).isEqualTo("date-time");
        assertThat(job.path("columns").get(1).path("leftAsText").asInt()).isEqualTo(1);
        assertThat(job.path("columns").get(2).path("type").asText()).isEqualTo("number");
        assertThat(job.path("columns").get(2).path("converted").asInt()).isEqualTo(12_000);
    }

    @Test
    void failsAJobWhoseRowsHaveTooManyFields() {
        StringBuilder file = new StringBuilder();
        for (int i = 0; i < 1_100; i++) {
            file.append("{\"id\":\"").append(i).append("\",\"f").append(i).append("\":\"");
            file.append("x".repeat(2_500)).append("\"}\n");
        }
        JsonNode job = imported(LEADS, "application/x-ndjson", bytes(file.toString()));
        assertThat(job.path("status").asText()).isEqualTo("failed");
        assertThat(job.path("errors").get(0).path("code").asText()).isEqualTo("too-many-columns");
        assertThat(service.count("select count(*) from import_file")).isZero();
    }
}
