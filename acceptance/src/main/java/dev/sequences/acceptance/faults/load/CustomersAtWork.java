package dev.sequences.acceptance.faults.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.acceptance.Api;
import dev.sequences.acceptance.Reply;
import dev.sequences.acceptance.RunningSuite;
import dev.sequences.acceptance.faults.load.PatientClient.Effect;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Simulates customers who open mails, reply, book meetings and answer calls. */
final class CustomersAtWork implements Runnable {

    private final RunningSuite suite;
    private final LoadRun run;
    private final PatientClient client;
    private final Random random;

    CustomersAtWork(RunningSuite suite, LoadRun run, PatientClient client, Random random) {
        this.suite = suite;
        this.run = run;
        this.client = client;
        this.random = random;
    }

    @Override
    public void run() {
        Api enrollment = suite.enrollment(suite.maria());
        for (int number = 0; run.goesOn(); number++) {
            List<JsonNode> walking = walking(enrollment);
            if (!walking.isEmpty()) {
                String record = walking.get(random.nextInt(walking.size()))
                        .path("recordId")
                        .asText();
                String id = run.name() + "-activity-" + number;
                Map<String, Object> activity = activity(id, record, random.nextInt(20));
                client.command(
                        enrollment,
                        id,
                        "activity " + id,
                        api -> api.post("/activities", activity),
                        new Effect("enrollment", "row:activity"),
                        Map.of("/activity_id", id));
            }
            LoadRun.rest(60 + random.nextInt(120));
        }
    }

    private List<JsonNode> walking(Api enrollment) {
        try {
            Reply reply = enrollment.get("/enrollments?limit=100&status=connected&sequenceId=" + run.walked());
            List<JsonNode> walking = new ArrayList<>();
            if (reply.ok()) {
                reply.json().path("items").forEach(walking::add);
            }
            return walking;
        } catch (Api.Unreachable down) {
            return List.of();
        }
    }

    private Map<String, Object> activity(String id, String record, int dice) {
        String type =
                dice < 9 ? "email-opened" : dice < 15 ? "meeting-booked" : dice < 19 ? "call-logged" : "email-replied";
        Map<String, Object> activity = new HashMap<>(Map.of(
                "id",
                id,
                "type",
                type,
                "recordType",
                "lead",
                "recordId",
                record,
                "at",
                run.suiteTime().truncatedTo(ChronoUnit.MICROS).toString()));
        if (type.equals("call-logged")) {
            activity.put("result", dice % 2 == 0 ? "made" : "no-answer");
        }
        return activity;
    }
}
