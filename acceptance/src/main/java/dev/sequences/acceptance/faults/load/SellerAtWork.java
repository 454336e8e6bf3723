package dev.sequences.acceptance.faults.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.acceptance.Api;
import dev.sequences.acceptance.Reply;
import dev.sequences.acceptance.RunningSuite;
import dev.sequences.acceptance.faults.load.PatientClient.Effect;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Works on the list of one seller: completes, skips, snoozes, reassigns, adds notes. */
final class SellerAtWork implements Runnable {

    private final RunningSuite suite;
    private final LoadRun run;
    private final PatientClient client;
    private final String seller;
    private final Random random;

    SellerAtWork(RunningSuite suite, LoadRun run, PatientClient client, String seller, Random random) {
        this.suite = suite;
        this.run = run;
        this.client = client;
        this.seller = seller;
        this.random = random;
    }

    @Override
    public void run() {
        Api worklist = suite.worklist(suite.seller(seller));
        int number = 0;
        while (run.goesOn()) {
            List<JsonNode> items = list(worklist);
            if (items.isEmpty()) {
                LoadRun.rest(200);
            }
            for (JsonNode item : items) {
                if (run.goesOn()) {
                    act(worklist, item, run.name() + "-" + seller + "-" + number++, random.nextInt(100));
                }
            }
        }
    }

    private static List<JsonNode> list(Api worklist) {
        try {
            Reply reply = worklist.get("/work-items?due=all&limit=20");
            List<JsonNode> items = new ArrayList<>();
            if (reply.ok()) {
                reply.json().path("items").forEach(items::add);
            }
            return items;
        } catch (Api.Unreachable down) {
            LoadRun.rest(200);
            return List.of();
        }
    }

    private void act(Api worklist, JsonNode item, String key, int dice) {
        String id = item.path("id").asText();
        String path = "/work-items/" + id;
        if (item.path("status").asText().equals("waiting")) {
            if (dice < 20) {
                // The request is idempotent, so several of them may have one event.
                client.command(
                        worklist, key, "skip the wait " + id, api -> api.post(path + "/skip-wait"), null, Map.of());
            }
        } else if (dice < 65) {
            client.command(
                    worklist,
                    key,
                    "complete " + id,
                    api -> api.post(path + "/complete", completion(item, key, dice)),
                    new Effect("worklist", "work-item.completed"),
                    Map.of("/note", key));
        } else if (dice < 80) {
            client.command(
                    worklist,
                    key,
                    "skip " + id,
                    api -> api.post(path + "/skip", Map.of("reason", key)),
                    new Effect("worklist", "work-item.skipped"),
                    Map.of("/reason", key));
        } else if (dice < 84) {
            String to = run.seller(dice);
            client.command(
                    worklist,
                    key,
                    "give " + id + " to " + to,
                    api -> api.post(path + "/assign", Map.of("assigneeType", "user", "assigneeId", to)),
                    null,
                    Map.of());
        } else if (dice < 91) {
            String text = "note " + key;
            client.command(
                    worklist,
                    key,
                    "note on " + id,
                    api -> api.post(path + "/notes", Map.of("text", text)),
                    new Effect("worklist", "work-item.note-added"),
                    Map.of("/text", text));
        } else {
            // A unique time identifies this snooze.
            Instant until = run.suiteTime().plus(LoadRun.STRIDE).truncatedTo(ChronoUnit.MICROS);
            client.command(
                    worklist,
                    key,
                    "snooze " + id,
                    api -> api.post(path + "/snooze", Map.of("until", until.toString())),
                    null,
                    Map.of());
        }
    }

    /** Calls usually have a result; if the seller enters none, a logged one may count. */
    private static Map<String, Object> completion(JsonNode item, String key, int dice) {
        boolean call = item.path("activityType").asText().equals("phone-call");
        return call && dice % 4 != 0
                ? Map.of("note", key, "callResult", dice % 4 == 1 ? "no-answer" : "made")
                : Map.of("note", key);
    }
}
