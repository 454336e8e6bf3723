package dev.sequences.designer.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.designer.http.DesignerClient.Reply;
import dev.sequences.designer.support.Drawings;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URL;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
@TestProfile(ActiveLimitTest.ThreeSeats.class)
class ActiveLimitTest {

    /** An organization that may have three active sequences, and has set other limits too. */
    public static final class ThreeSeats implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            // A second database on the same server: without a relay the two do not meet at the slot's name.
            return Map.of(
                    "sequences.relay.enabled", "false",
                    "sequences.designer.max-active-sequences", "3",
                    "sequences.designer.max-versions-per-sequence", "3",
                    "sequences.designer.max-nodes", "5",
                    "sequences.designer.max-wait", "P5D",
                    "sequences.designer.max-definition-length", "10000",
                    "sequences.designer.external-message-templates", "false",
                    "sequences.designer.record-kinds", "src/test/resources/own-record-kinds.json");
        }
    }

    @TestHTTPResource("/")
    URL service;

    @Inject
    DataSource dataSource;

    @Test
    void enforcesTheLimitUnderConcurrencyAndReleasesSeats() throws Exception {
        DesignerClient manager = DesignerClient.manager(service);
        List<String> paths = IntStream.range(0, 10)
                .mapToObj(i -> {
                    String path = manager.create("Sequence " + i);
                    manager.draw(path, Drawings.STORY).expect(200);
                    return path;
                })
                .toList();

        List<Reply> replies;
        try (ExecutorService clients = Executors.newFixedThreadPool(10)) {
            List<Future<Reply>> running = paths.stream()
                    .map(path -> clients.submit(() -> manager.post(path + "/activate", null)))
                    .toList();
            replies = new ArrayList<>();
            for (Future<Reply> reply : running) {
                replies.add(reply.get());
            }
        }

        assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(3);
        assertThat(replies)
                .filteredOn(reply -> reply.status() != 200)
                .allSatisfy(reply -> reply.expectProblem(409, "active-limit-reached"));

        String active = activePath(manager, 0);
        manager.post(active + "/revise", null).expect(200);
        manager.post(active + "/activate", "{\"changeDescription\": \"No seat of its own\"}")
                .expect(200);

        String waiting = "/sequences/"
                + manager.get("/sequences?status=inactive")
                        .json()
                        .path("items")
                        .get(0)
                        .path("id")
                        .asText();
        manager.post(waiting + "/activate", null).expectProblem(409, "active-limit-reached");
        manager.post(active + "/deactivate", null).expect(200);
        manager.post(waiting + "/activate", null).expect(200);
        manager.send("DELETE", activePath(manager, 1), null).expect(204);
        manager.post(active + "/activate", null).expect(200);
    }

    @Test
    void countsSeatsAboveALoweredLimit() throws SQLException {
        DesignerClient manager = DesignerClient.manager(service);
        Reply last;
        do {
            String path = manager.create("Fills a seat");
            manager.draw(path, Drawings.STORY).expect(200);
            last = manager.post(path + "/activate", null);
        } while (last.status() == 200);
        last.expectProblem(409, "active-limit-reached");
        String waiting = manager.create("Waits for a seat");
        manager.draw(waiting, Drawings.STORY).expect(200);
        manager.post(activePath(manager, 0) + "/deactivate", null).expect(200);
        seats("insert into chassis.claim (kind, key, holder) values ('active-sequence', '900', 'from before')");
        try {
            manager.post(waiting + "/activate", null).expectProblem(409, "active-limit-reached");
        } finally {
            seats("delete from chassis.claim where kind = 'active-sequence' and key = '900'");
        }
        manager.post(waiting + "/activate", null).expect(200);
        for (int active = 0; active < 3; active++) {
            manager.send("DELETE", activePath(manager, 0), null).expect(204);
        }
    }

    private void seats(String statement) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement write = connection.prepareStatement(statement)) {
            write.executeUpdate();
        }
    }

    private static String activePath(DesignerClient manager, int index) {
        return "/sequences/"
                + manager.get("/sequences?status=active")
                        .json()
                        .path("items")
                        .get(index)
                        .path("id")
                        .asText();
    }
}
