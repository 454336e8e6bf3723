package dev.sequences.acceptance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.acceptance.Api;
import dev.sequences.acceptance.Reply;
import dev.sequences.acceptance.Sequences;
import dev.sequences.acceptance.Suite;
import dev.sequences.acceptance.faults.Command.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * People at work while things break: sellers who work their lists, customers who open mails and book meetings, a CRM that sends
 * and changes records, a manager who makes and ends sequences. Each command has a key, is repeated until somebody answers, and is written down with what was answered.
 */
final class Load {

    private static final int SELLERS = 4;
    /** A client gives a command up after so long, and does not know then. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final Duration STRIDE = Duration.ofMinutes(21);
    private static final Duration STRIDE_EVERY = Duration.ofSeconds(4);

    private final Suite.Running suite;
    private final History history;
    private final String run;
    private final Duration length;
    private volatile Instant end = Instant.MAX;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong ahead = new AtomicLong();
    private final List<Thread> clients = new ArrayList<>();
    private volatile String walked = "";

    Load(Suite.Running suite, History history, long seed, Duration length) {
        this.suite = suite;
        this.history = history;
        this.run = "f" + Long.toString(seed, 36) + "-" + Long.toString(System.nanoTime(), 36);
        this.length = length;
        Random random = new Random(seed);
        for (int i = 0; i < SELLERS; i++) {
            String seller = seller(i);
            Random own = new Random(random.nextLong());
            clients.add(new Thread(() -> sell(seller, own), seller));
        }
        Random crm = new Random(random.nextLong());
        clients.add(new Thread(() -> sendRecords(crm), run + "-crm"));
        Random customers = new Random(random.nextLong());
        clients.add(new Thread(() -> actAsCustomers(customers), run + "-customers"));
        clients.add(new Thread(this::makeSequences, run + "-manager"));
        clients.add(new Thread(this::letTimePass, run + "-clock"));
    }

    String city() {
        return "City-" + run;
    }

    /** Whose leads walk through every kind of node. */
    String richCity() {
        return "Rich-" + run;
    }

    /** The sequence that they walk. */
    void walks(String sequenceId) {
        walked = sequenceId;
    }

    String seller(int number) {
        return "seller-%s-%d".formatted(run, Math.floorMod(number, SELLERS));
    }

    List<String> sellers() {
        return IntStream.range(0, SELLERS).mapToObj(this::seller).toList();
    }

    long acknowledged() {
        return acknowledged.get();
    }

    /** @param suiteTime how late it is in the suite by now */
    void start(Instant suiteTime) {
        end = Instant.now().plus(length);
        ahead.set(Duration.between(Instant.now(), suiteTime).toMillis());
        clients.forEach(Thread::start);
    }

    void await() throws InterruptedException {
        for (Thread client : clients) {
            client.join();
        }
    }

    private boolean goesOn() {
        return Instant.now().isBefore(end);
    }

    private void sell(String seller, Random random) {
        Api worklist = suite.worklist(suite.seller(seller));
        int number = 0;
        while (goesOn()) {
            List<JsonNode> items = list(worklist);
            if (items.isEmpty()) {
                rest(200);
            }
            for (JsonNode item : items) {
                if (goesOn()) {
                    act(worklist, item, run + "-" + seller + "-" + number++, random.nextInt(100));
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
            rest(200);
            return List.of();
        }
    }

    private void act(Api worklist, JsonNode item, String key, int dice) {
        String id = item.path("id").asText();
        String path = "/work-items/" + id;
        if (item.path("status").asText().equals("waiting")) {
            if (dice < 20) {
                // The wish is idempotent by itself, so several of them may have one event.
                command(worklist, key, "skip the wait " + id, api -> api.post(path + "/skip-wait"), null, Map.of());
            }
        } else if (dice < 65) {
            command(
                    worklist,
                    key,
                    "complete " + id,
                    api -> api.post(path + "/complete", completion(item, key, dice)),
                    new Effect("worklist", "work-item.completed"),
                    Map.of("/note", key));
        } else if (dice < 80) {
            command(
                    worklist,
                    key,
                    "skip " + id,
                    api -> api.post(path + "/skip", Map.of("reason", key)),
                    new Effect("worklist", "work-item.skipped"),
                    Map.of("/reason", key));
        } else if (dice < 84) {
            String to = seller(dice);
            command(
                    worklist,
                    key,
                    "give " + id + " to " + to,
                    api -> api.post(path + "/assign", Map.of("assigneeType", "user", "assigneeId", to)),
                    null,
                    Map.of());
        } else if (dice < 91) {
            String text = "note " + key;
            command(
                    worklist,
                    key,
                    "note on " + id,
                    api -> api.post(path + "/notes", Map.of("text", text)),
                    new Effect("worklist", "work-item.note-added"),
                    Map.of("/text", text));
        } else {
            // A moment of its own tells this snooze from all others.
            Instant until = Instant.now().plusMillis(ahead.get()).plus(STRIDE).truncatedTo(ChronoUnit.MICROS);
            command(
                    worklist,
                    key,
                    "snooze " + id,
                    api -> api.post(path + "/snooze", Map.of("until", until.toString())),
                    null,
                    Map.of());
        }
    }

    /** Calls have a result, mostly; where the seller gives none, a logged one may count. */
    private static Map<String, Object> completion(JsonNode item, String key, int dice) {
        boolean call = item.path("activityType").asText().equals("phone-call");
        return call && dice % 4 != 0
                ? Map.of("note", key, "callResult", dice % 4 == 1 ? "no-answer" : "made")
                : Map.of("note", key);
    }

    private void actAsCustomers(Random random) {
        Api enrollment = suite.enrollment(suite.maria());
        for (int number = 0; goesOn(); number++) {
            List<JsonNode> walking = walking(enrollment);
            if (!walking.isEmpty()) {
                String record = walking.get(random.nextInt(walking.size()))
                        .path("recordId")
                        .asText();
                String id = run + "-activity-" + number;
                Map<String, Object> activity = activity(id, record, random.nextInt(20));
                command(
                        enrollment,
                        id,
                        "activity " + id,
                        api -> api.post("/activities", activity),
                        new Effect("enrollment", "row:activity"),
                        Map.of("/activity_id", id));
            }
            rest(60 + random.nextInt(120));
        }
    }

    private List<JsonNode> walking(Api enrollment) {
        try {
            Reply reply = enrollment.get("/enrollments?limit=100&status=connected&sequenceId=" + walked);
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
                Instant.now()
                        .plusMillis(ahead.get())
                        .truncatedTo(ChronoUnit.MICROS)
                        .toString()));
        if (type.equals("call-logged")) {
            activity.put("result", dice % 2 == 0 ? "made" : "no-answer");
        }
        return activity;
    }

    private void sendRecords(Random random) {
        Api segment = suite.segment(suite.maria());
        for (int number = 0; goesOn(); number++) {
            // Every fourth is an earlier one again: with another owner, or closed.
            boolean again = number > 4 && random.nextInt(4) == 0;
            String id = run + "-new-" + (again ? random.nextInt(number) : number);
            boolean active = !again || random.nextInt(3) > 0;
            Map<String, Object> body = new HashMap<>(Map.of(
                    "name",
                    "Lead " + number,
                    "ownerType",
                    "user",
                    "ownerId",
                    seller(random.nextInt(SELLERS)),
                    "active",
                    active,
                    "fields",
                    Map.of("City", number % 2 == 0 ? city() : richCity(), "Number", number)));
            command(
                    segment,
                    run + "-record-" + number,
                    "record " + id,
                    api -> api.put("/records/lead/" + id, body),
                    new Effect("segment", "row:record"),
                    Map.of("/record_id", id));
            rest(100 + random.nextInt(200));
        }
    }

    private void makeSequences() {
        Api designer = suite.designer(suite.maria());
        String live = "";
        for (int number = 0; goesOn(); number++) {
            String name = run + " sequence " + number;
            Reply created = command(
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
                        command(designer, name + " delete", "delete " + id, api -> api.delete("/sequences/" + id));
                }
            }
            rest(200);
        }
    }

    private void rename(Api designer, String id, String name) {
        command(
                designer,
                name,
                "rename " + id,
                api -> api.patch("/sequences/" + id, Map.of("name", name)),
                new Effect("designer", "sequence.renamed"),
                Map.of("/name", name));
    }

    private void tag(Api designer, String id, String name, boolean keep) {
        Reply tag = command(
                designer,
                name,
                "tag " + name,
                api -> api.post("/tags", Map.of("name", name)),
                new Effect("designer", "tag.added"),
                Map.of("/name", name));
        if (tag != null && tag.ok()) {
            String tagId = tag.field("id");
            command(
                    designer,
                    name + " on",
                    "tag " + id + " with " + tagId,
                    api -> api.put("/sequences/" + id + "/tags", Map.of("tagIds", List.of(tagId))),
                    new Effect("designer", "sequence.tagged"),
                    Map.of("/tagIds/0", tagId));
            if (!keep) {
                command(
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
        command(
                designer,
                name,
                "write " + name,
                api -> api.post("/message-templates", template),
                new Effect("designer", "message-template.created"),
                Map.of("/properties/name", name));
    }

    /** Its id when it is live, with some of the leads on it. */
    private String bringToLife(Api designer, String id, String key) {
        Map<String, Object> draft = Sequences.draft(
                "ask",
                List.of(
                        Sequences.node("ask", "email", "pause", "name", "Ask"),
                        Sequences.node("pause", "wait", "thank", "duration", "PT1H"),
                        Sequences.node("thank", "automated-email", null, "name", "Thank", "templateId", "thanks")));
        command(designer, key + " draft", "draw " + id, api -> api.put("/sequences/" + id + "/draft", draft));
        Reply activated = command(
                designer,
                key,
                "activate " + id,
                api -> api.post("/sequences/" + id + "/activate", Map.of("changeDescription", key)),
                new Effect("designer", "sequence.activated"),
                Map.of("/changeDescription", key));
        if (activated == null || !activated.ok()) {
            return "";
        }
        // It takes a moment until enrollments know the sequence; who comes too early is told so, and so it is of some.
        rest(500);
        List<String> leads =
                IntStream.range(0, 6).mapToObj(i -> city() + "-" + i).toList();
        command(
                suite.enrollment(suite.maria()),
                key + " bulk",
                "enroll " + leads + " in " + id,
                api -> api.post(
                        "/enrollments/bulk", Map.of("sequenceId", id, "recordType", "lead", "recordIds", leads)));
        return id;
    }

    /** Whoever is on it is disconnected by a job. */
    private void end(Api designer, String live) {
        if (!live.isEmpty()) {
            command(
                    designer,
                    live + " end",
                    "deactivate " + live,
                    api -> api.post("/sequences/" + live + "/deactivate"));
        }
    }

    /** Waits last an hour at least, so the suite's clock runs ahead; where the database is away it waits with it. */
    private void letTimePass() {
        while (goesOn()) {
            rest(STRIDE_EVERY.toMillis());
            try {
                suite.clock(STRIDE);
                ahead.addAndGet(STRIDE.toMillis());
            } catch (RuntimeException databaseAway) {
                // Half a stride may have been made; the next one levels it.
                ahead.addAndGet(STRIDE.toMillis());
            }
        }
    }

    private record Effect(String service, String name) {}

    /** One whose effect carries no mark of its own. */
    private void command(Api api, String key, String asked, Function<Api, Reply> request) {
        command(api, key, asked, request, null, Map.of());
    }

    /** The answer; null when there was none. */
    private @Nullable Reply command(
            Api api,
            String key,
            String asked,
            Function<Api, Reply> request,
            @Nullable Effect effect,
            Map<String, String> match) {
        Api keyed = api.key(key);
        Instant giveUp = Instant.now().plus(PATIENCE);
        Outcome outcome = Outcome.UNKNOWN;
        int status = 0;
        Reply answer = null;
        while (Instant.now().isBefore(giveUp)) {
            try {
                Reply reply = request.apply(keyed);
                status = reply.status();
                if (!reply.uncertain()) {
                    outcome = reply.ok() ? Outcome.ACKNOWLEDGED : Outcome.REFUSED;
                    answer = reply;
                    break;
                }
            } catch (Api.Unreachable down) {
                status = 0;
            }
            rest(150);
        }
        if (outcome == Outcome.ACKNOWLEDGED) {
            acknowledged.incrementAndGet();
        }
        if (effect != null) {
            history.add(new Command(key, asked, effect.service(), effect.name(), match, outcome, status));
        }
        return answer;
    }

    private static void rest(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
