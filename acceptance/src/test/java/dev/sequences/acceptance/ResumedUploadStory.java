package dev.sequences.acceptance;

import static dev.sequences.acceptance.RunningSuite.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.local.Component;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A file is uploaded in parts and imported, while the segment service is killed between the parts and during the import. */
@Order(205)
@ExtendWith(Suite.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResumedUploadStory {

    private static final int ROWS = 20_000;
    private static final String PART = "application/offset+octet-stream";

    private final RunningSuite suite;
    private final String run = "up-" + UUID.randomUUID().toString().substring(0, 8);

    ResumedUploadStory(RunningSuite suite) {
        this.suite = suite;
    }

    private Api segment() {
        return suite.segment(suite.maria());
    }

    @Test
    void continuesAfterTheServiceIsKilled() throws InterruptedException {
        String file = leads();
        Reply begun = segment().with("Upload-Length", "" + file.length()).post("/uploads");
        assertThat(begun.status()).as("%s", begun).isEqualTo(201);
        String upload = "/uploads/" + begun.field("id");
        int half = file.length() / 2;
        append(upload, file.substring(0, half), 0);

        restart();
        JsonNode state = segment().get(upload).json();
        assertThat(state.path("offset").asInt()).isEqualTo(half);
        append(upload, file.substring(half), half);

        Reply started = segment()
                .key(run)
                .post("/records/import?recordType=lead&idColumn=id&onUnreadable=refuse&upload=" + begun.field("id"));
        assertThat(started.status()).as("%s", started).isEqualTo(202);
        restart();
        JsonNode job = Sequences.ended(segment(), started.field("id"));
        assertThat(job.path("status").asText()).as("%s", job).isEqualTo("partly");
        assertThat(job.path("done").asInt()).isEqualTo(ROWS - 1);
        assertThat(job.path("errors").findValuesAsText("code")).containsExactly("value-not-of-type");
        assertThat(job.path("records").path("created").asInt()).isEqualTo(ROWS - 1);
        assertThat(segment()
                        .get("/records/lead/" + run + "-19999")
                        .json()
                        .path("fields")
                        .path("seen")
                        .asText())
                .isEqualTo("2026-01-08");
    }

    private String leads() {
        StringBuilder file = new StringBuilder("id,seen\n");
        for (int i = 0; i < ROWS; i++) {
            file.append(run).append('-').append(i).append(i == 7 ? ",soon\n" : ",1/%d/2026\n".formatted(i % 28 + 1));
        }
        return file.toString().replace("1/1/2026", "1/31/2026");
    }

    private void append(String upload, String part, int offset) {
        Reply reply = segment().with("Upload-Offset", "" + offset).send("PATCH", upload, part, PART);
        assertThat(reply.status()).as("%s", reply).isEqualTo(204);
    }

    private void restart() throws InterruptedException {
        suite.local().kill9(Component.SEGMENT);
        suite.local().startOne(Component.SEGMENT);
        eventually("the segment service is back", () -> {
            try {
                return segment().get("/record-types").status() < 500;
            } catch (Api.Unreachable e) {
                return false;
            }
        });
    }
}
