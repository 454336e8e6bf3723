package dev.sequences.acceptance.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.acceptance.Api;
import dev.sequences.acceptance.Reply;
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
 * People at work while things break: sellers who work their lists, a CRM that sends records, a manager who makes
 * sequences. Each command has a key, is repeated until somebody answers, and is written down with what was answered.
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
        clients.add(new Thread(this::makeSequences, run + "-manager"));
        clients.add(new Thread(this::letTimePass, run + "-clock"));
    }

    String city() {
        return "City-" + run;
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
                    api -> api.post(path + "/complete", Map.of("note", key)),
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
        } else if (dice < 90) {
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

    private void sendRecords(Random random) {
        Api segment = suite.segment(suite.maria());
        for (int number = 0; goesOn(); number++) {
            String id = run + "-new-" + number;
            Map<String, Object> body = new HashMap<>(Map.of(
                    "name",
                    "Lead " + number,
                    "ownerType",
                    "user",
                    "ownerId",
                    seller(random.nextInt(SELLERS)),
                    "active",
                    true,
                    "fields",
                    Map.of("City", city(), "Number", number)));
            command(
                    segment,
                    id,
                    "record " + id,
                    api -> api.put("/records/lead/" + id, body),
                    new Effect("segment", "row:record"),
                    Map.of("/record_id", id));
            rest(100 + random.nextInt(200));
        }
    }

    private void makeSequences() {
        Api designer = suite.designer(suite.maria());
        for (int number = 0; goesOn(); number++) {
            String name = run + " sequence " + number;
            command(
                    designer,
                    name,
                    "create " + name,
                    api -> api.post("/sequences", Map.of("name", name, "recordType", "lead")),
                    new Effect("designer", "sequence.created"),
                    Map.of("/name", name));
            rest(300);
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

    private void command(
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
        while (Instant.now().isBefore(giveUp)) {
            try {
                Reply reply = request.apply(keyed);
                status = reply.status();
                if (!reply.uncertain()) {
                    outcome = reply.ok() ? Outcome.ACKNOWLEDGED : Outcome.REFUSED;
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
    }

    private static void rest(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
