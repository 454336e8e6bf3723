package dev.sequences.acceptance.faults.load;

import dev.sequences.acceptance.Api;
import dev.sequences.acceptance.RunningSuite;
import dev.sequences.acceptance.faults.load.PatientClient.Effect;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** A CRM that sends records, changes their owners, and closes them. */
final class CrmAtWork implements Runnable {

    private final RunningSuite suite;
    private final LoadRun run;
    private final PatientClient client;
    private final Random random;

    CrmAtWork(RunningSuite suite, LoadRun run, PatientClient client, Random random) {
        this.suite = suite;
        this.run = run;
        this.client = client;
        this.random = random;
    }

    @Override
    public void run() {
        Api segment = suite.segment(suite.maria());
        for (int number = 0; run.goesOn(); number++) {
            // Every fourth updates an earlier record: with another owner, or closed.
            boolean again = number > 4 && random.nextInt(4) == 0;
            String id = run.name() + "-new-" + (again ? random.nextInt(number) : number);
            boolean active = !again || random.nextInt(3) > 0;
            Map<String, Object> body = new HashMap<>(Map.of(
                    "name",
                    "Lead " + number,
                    "ownerType",
                    "user",
                    "ownerId",
                    run.seller(random.nextInt(LoadRun.SELLERS)),
                    "active",
                    active,
                    "fields",
                    Map.of("City", number % 2 == 0 ? run.city() : run.richCity(), "Number", number)));
            client.command(
                    segment,
                    run.name() + "-record-" + number,
                    "record " + id,
                    api -> api.put("/records/lead/" + id, body),
                    new Effect("segment", "row:record"),
                    Map.of("/record_id", id));
            LoadRun.rest(100 + random.nextInt(200));
        }
    }
}
