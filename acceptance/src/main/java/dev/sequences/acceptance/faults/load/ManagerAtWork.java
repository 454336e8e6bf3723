package dev.sequences.acceptance.faults.load;

import dev.sequences.acceptance.Api;
import dev.sequences.acceptance.Reply;
import dev.sequences.acceptance.RunningSuite;
import dev.sequences.acceptance.Sequences;
import dev.sequences.acceptance.faults.load.PatientClient.Effect;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A manager who creates, tags, renames, activates, deactivates and deletes sequences. */
final class ManagerAtWork implements Runnable {

    private final RunningSuite suite;
    private final LoadRun run;
    private final PatientClient client;

    ManagerAtWork(RunningSuite suite, LoadRun run, PatientClient client) {
        this.suite = suite;
        this.run = run;
        this.client = client;
    }

    @Override
    public void run() {
        Api designer = suite.designer(suite.maria());
        String live = "";
        for (int number = 0; run.goesOn(); number++) {
            String name = run.name() + " sequence " + number;
            Reply created = client.command(
                    designer,
                    name,
                    "create " + name,
                    api -> api.post("/sequences", Map.of("name", name, "recordType", "lead")),
                    new Effect("designer", "sequence.created"),
                    Map.of("/name", name));
            if (created != null && created.ok()) {
                String id = created.field("id");
                switch (number % 5) {
                    case 0 -> rename(designer, id, name + " renamed");
                    case 1 -> tag(designer, id, name + " tag", number % 2 == 0);
                    case 2 -> writeTemplate(designer, name + " template");
                    case 3 -> {
                        end(designer, live);
                        live = bringToLife(designer, id, name + " live");
                    }
                    default ->
                        client.command(
                                designer, name + " delete", "delete " + id, api -> api.delete("/sequences/" + id));
                }
            }
            LoadRun.rest(200);
        }
    }

    private void rename(Api designer, String id, String name) {
        client.command(
                designer,
                name,
                "rename " + id,
                api -> api.patch("/sequences/" + id, Map.of("name", name)),
                new Effect("designer", "sequence.renamed"),
                Map.of("/name", name));
    }

    private void tag(Api designer, String id, String name, boolean keep) {
        Reply tag = client.command(
                designer,
                name,
                "tag " + name,
                api -> api.post("/tags", Map.of("name", name)),
                new Effect("designer", "tag.added"),
                Map.of("/name", name));
        if (tag != null && tag.ok()) {
            String tagId = tag.field("id");
            client.command(
                    designer,
                    name + " on",
                    "tag " + id + " with " + tagId,
                    api -> api.put("/sequences/" + id + "/tags", Map.of("tagIds", List.of(tagId))),
                    new Effect("designer", "sequence.tagged"),
                    Map.of("/tagIds/0", tagId));
            if (!keep) {
                client.command(
                        designer,
                        name + " off",
                        "delete tag " + tagId,
                        api -> api.delete("/tags/" + tagId),
                        new Effect("designer", "tag.deleted"),
                        Map.of("/id", tagId));
            }
        }
    }

    private void writeTemplate(Api designer, String name) {
        Map<String, Object> template = Map.of(
                "name",
                name,
                "channel",
                "email",
                "contents",
                Map.of("en", Map.of("subject", "Hello", "body", "Hello {{name}}")));
        client.command(
                designer,
                name,
                "write " + name,
                api -> api.post("/message-templates", template),
                new Effect("designer", "message-template.created"),
                Map.of("/properties/name", name));
    }

    /** Returns its id if it is active, with some leads enrolled. */
    private String bringToLife(Api designer, String id, String key) {
        Map<String, Object> draft = Sequences.draft(
                "ask",
                List.of(
                        Sequences.node("ask", "email", "pause", "name", "Ask"),
                        Sequences.node("pause", "wait", "thank", "duration", "PT1H"),
                        Sequences.node("thank", "automated-email", null, "name", "Thank", "templateId", "thanks")));
        client.command(designer, key + " draft", "draw " + id, api -> api.put("/sequences/" + id + "/draft", draft));
        Reply activated = client.command(
                designer,
                key,
                "activate " + id,
                api -> api.post("/sequences/" + id + "/activate", Map.of("changeDescription", key)),
                new Effect("designer", "sequence.activated"),
                Map.of("/changeDescription", key));
        if (activated == null || !activated.ok()) {
            return "";
        }
        // The enrollment service knows the sequence with a delay; some requests come too early and are refused.
        LoadRun.rest(500);
        List<String> leads =
                IntStream.range(0, 6).mapToObj(i -> run.city() + "-" + i).toList();
        client.command(
                suite.enrollment(suite.maria()),
                key + " bulk",
                "enroll " + leads + " in " + id,
                api -> api.post(
                        "/enrollments/bulk", Map.of("sequenceId", id, "recordType", "lead", "recordIds", leads)));
        return id;
    }

    /** A job ends its enrollments. */
    private void end(Api designer, String live) {
        if (!live.isEmpty()) {
            client.command(
                    designer,
                    live + " end",
                    "deactivate " + live,
                    api -> api.post("/sequences/" + live + "/deactivate"));
        }
    }
}
