package dev.sequences.segment.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.security.Roles;
import dev.sequences.segment.ServiceUnderTest;
import dev.sequences.segment.ServiceUnderTest.Reply;
import dev.sequences.testkit.infra.ServiceResource;
import dev.sequences.testkit.infra.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Uploads in parts that resume. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "false"))
class UploadTest {

    private static final String PART = "application/offset+octet-stream";

    @Inject
    ServiceUnderTest service;

    @BeforeEach
    void empty() {
        service.empty();
    }

    private static byte[] leads(int rows) {
        StringBuilder file = new StringBuilder("id,city\n");
        for (int i = 0; i < rows; i++) {
            file.append("L").append(i).append(",Pune\n");
        }
        return file.toString().getBytes(StandardCharsets.UTF_8);
    }

    private String begin(byte[] file) {
        Reply begun = service.send("POST", "/uploads", null, "Upload-Length", "" + file.length);
        assertThat(begun.status()).isEqualTo(201);
        assertThat(begun.header("Tus-Resumable")).isEqualTo("1.0.0");
        assertThat(begun.header("Upload-Offset")).isEqualTo("0");
        assertThat(begun.header("Location")).endsWith(begun.json().path("id").asText());
        return begun.json().path("id").asText();
    }

    private Reply append(String id, byte[] file, int from, int to) {
        return service.part("/uploads/" + id, Arrays.copyOfRange(file, from, to), from);
    }

    private long offset(String id) {
        Reply head = service.send("HEAD", "/uploads/" + id, null);
        assertThat(head.status()).isEqualTo(200);
        return Long.parseLong(head.header("Upload-Offset"));
    }

    @Test
    void storesNothingOfADamagedPart() throws NoSuchAlgorithmException {
        byte[] file = leads(60_000);
        String id = begin(file);
        byte[] part = Arrays.copyOfRange(file, 0, 500_000);
        String checksum = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-1").digest(part));
        byte[] damaged = part.clone();
        damaged[400_000]++;
        Reply refused = service.part("/uploads/" + id, damaged, 0, "Upload-Checksum", "sha1 " + checksum);
        assertThat(refused.status()).isEqualTo(460);
        assertThat(refused.code()).isEqualTo("checksum-mismatch");
        assertThat(offset(id)).isZero();
        assertThat(service.count("select count(*) from upload_part")).isZero();

        assertThat(service.part("/uploads/" + id, part, 0, "Upload-Checksum", "crc " + checksum)
                        .status())
                .isEqualTo(400);
        assertThat(service.part("/uploads/" + id, part, 0, "Upload-Checksum", "sha1 " + checksum)
                        .status())
                .isEqualTo(204);
        assertThat(offset(id)).isEqualTo(500_000);
    }

    @Test
    void importsAFileThatArrivesInParts() {
        byte[] file = leads(60_000);
        String id = begin(file);
        assertThat(append(id, file, 0, 300_000).status()).isEqualTo(204);
        assertThat(append(id, file, 0, 300_000).code()).isEqualTo("upload-offset-conflict");
        assertThat(offset(id)).isEqualTo(300_000);
        String query = "/records/import?recordType=lead&idColumn=id&upload=" + id;
        assertThat(service.send("POST", query, null).code()).isEqualTo("upload-incomplete");
        assertThat(append(id, file, 300_000, file.length).header("Upload-Offset"))
                .isEqualTo("" + file.length);

        JsonNode dry = service.ended(service.send("POST", query + "&dryRun=true", null)
                .json()
                .path("id")
                .asText());
        assertThat(dry.path("done").asLong()).isEqualTo(60_000);
        assertThat(service.count("select count(*) from record")).isZero();

        Reply started = service.send("POST", query, null, "Idempotency-Key", "once");
        assertThat(service.ended(started.json().path("id").asText())
                        .path("done")
                        .asLong())
                .isEqualTo(60_000);
        assertThat(service.count("select count(*) from upload_part")).isZero();
        assertThat(service.send("POST", query, null, "Idempotency-Key", "once")
                        .json()
                        .path("id"))
                .isEqualTo(started.json().path("id"));
        assertThat(service.send("POST", query, null).code()).isEqualTo("upload-imported");
    }

    @Test
    void keepsWhatArrivedBeforeTheConnectionBroke() throws Exception {
        byte[] file = leads(60_000);
        String id = begin(file);
        int port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
        int sent = 500_000;
        try (Socket socket = new Socket("localhost", port)) {
            OutputStream out = socket.getOutputStream();
            out.write(("PATCH /uploads/" + id + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                            + TestTokens.token("maria", Roles.SALES_MANAGER) + "\r\nUpload-Offset: 0\r\nContent-Type: "
                            + PART
                            + "\r\nContent-Length: " + file.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(file, 0, sent);
            out.flush();
            Thread.sleep(500);
        }
        long offset = 0;
        for (int i = 0; i < 100 && offset < sent; i++) {
            Thread.sleep(50);
            offset = offset(id);
        }
        assertThat(offset).isBetween(262_144L, (long) sent);
        assertThat(append(id, file, (int) offset, file.length).status()).isEqualTo(204);
        Reply started = service.send("POST", "/records/import?recordType=lead&idColumn=id&upload=" + id, null);
        assertThat(service.ended(started.json().path("id").asText())
                        .path("done")
                        .asLong())
                .isEqualTo(60_000);
    }

    @Test
    void refusesBadRequestsAndForeignUploads() {
        assertThat(service.send("POST", "/uploads", null).code()).isEqualTo("header-unreadable");
        assertThat(service.send("POST", "/uploads", null, "Upload-Length", "99999999999")
                        .status())
                .isEqualTo(413);
        byte[] file = leads(3);
        String id = begin(file);
        assertThat(service.part("/uploads/" + id, leads(9), 0).status()).isEqualTo(413);
        assertThat(offset(id)).isZero();
        assertThat(service.as("jonas", Roles.SALES_MANAGER, "GET", "/uploads/" + id, null)
                        .status())
                .isEqualTo(404);
        assertThat(service.as("anna", Roles.SALESPERSON, "POST", "/uploads", null)
                        .status())
                .isEqualTo(403);
        assertThat(service.send("POST", "/records/import?recordType=lead&upload=none", null)
                        .code())
                .isEqualTo("upload-unknown");
        assertThat(service.send("DELETE", "/uploads/" + id, null).status()).isEqualTo(204);
        assertThat(service.send("GET", "/uploads/" + id, null).status()).isEqualTo(404);
    }
}
