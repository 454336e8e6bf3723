package dev.sequences.benchmarks.sections;

import static dev.sequences.benchmarks.load.SuiteCalls.MANAGER;

import dev.sequences.benchmarks.load.ClosedLoop;
import dev.sequences.benchmarks.load.ClosedLoop.Client;
import dev.sequences.benchmarks.load.Fixture;
import dev.sequences.benchmarks.load.SuiteCalls.User;
import dev.sequences.benchmarks.report.Figure;
import dev.sequences.benchmarks.stage.Section;
import dev.sequences.benchmarks.stage.Stage;
import dev.sequences.benchmarks.stage.Stage.Raw;
import dev.sequences.local.Component;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Measures single commands over HTTP, one service at a time, with 1, 8 and 32 clients. */
public final class Commands implements Section {

    private static final List<String> SELLERS = Fixture.sellers("command-seller", 16);
    private static final Map<Integer, Raw> RAW = Map.of(1, Raw.COMMITS_1, 8, Raw.COMMITS_8, 32, Raw.COMMITS_32);

    /** A work item and its seller. */
    private record Item(String id, User seller) {}

    @Override
    public String name() {
        return "commands";
    }

    @Override
    public void run(Stage stage) {
        var calls = stage.calls();
        var fixture = stage.fixture();
        measure(
                stage,
                "designer: create sequence",
                () -> calls.create(
                        MANAGER,
                        Component.DESIGNER,
                        "/sequences",
                        Map.of("name", fixture.unique("created"), "recordType", "lead")));
        var prefix = fixture.unique("put");
        var number = new AtomicLong();
        measure(
                stage,
                "segment: put record",
                () -> calls.send(
                        MANAGER,
                        "PUT",
                        Component.SEGMENT,
                        "/records/lead/%s-%d".formatted(prefix, number.incrementAndGet()),
                        record(number.get())));
        enrollmentAndWorklist(stage);
    }

    private static Map<String, Object> record(long number) {
        return Map.of(
                "name",
                "Lead number " + number,
                "ownerType",
                "user",
                "ownerId",
                "put-seller-" + number % 16,
                "active",
                true,
                "fields",
                Map.of(
                        "city",
                        "Mumbai",
                        "source",
                        "web",
                        "visits",
                        number % 17,
                        "occupation",
                        "working professional",
                        "course",
                        "data analysis"));
    }

    private void enrollmentAndWorklist(Stage stage) {
        var calls = stage.calls();
        var fixture = stage.fixture();
        var prefix = fixture.unique("enroll");
        var ids = Fixture.ids(prefix, stage.plan().preparedRecords());
        var sequenceId = fixture.sequence("enroll", Fixture.tasks(1));
        stage.say("preparing %,d records", ids.size());
        fixture.knownLeads(prefix, ids, SELLERS);
        Queue<String> left = new ConcurrentLinkedQueue<>(ids);
        measure(stage, "enrollment: enroll", () -> {
            var record = left.poll();
            return record == null
                    ? null
                    : calls.create(
                            MANAGER,
                            Component.ENROLLMENT,
                            "/enrollments",
                            Map.of("sequenceId", sequenceId, "recordType", "lead", "recordId", record));
        });
        fixture.enroll(sequenceId, List.copyOf(left));
        fixture.awaitItems(sequenceId, ids.size());
        var items = stage
                .server()
                .rows(
                        Component.WORKLIST,
                        "select id::text, assignee_id from work_item where sequence_id = ? and status = 'open' order"
                                + " by id",
                        sequenceId)
                .stream()
                .map(row -> new Item(row[0], User.seller(row[1])))
                .toList();
        Queue<Item> toSnooze = new ConcurrentLinkedQueue<>(items.subList(0, items.size() / 2));
        Queue<Item> toComplete = new ConcurrentLinkedQueue<>(items.subList(items.size() / 2, items.size()));
        var until = stage.server().suiteTime().plus(Duration.ofDays(30)).toString();
        measure(stage, "worklist: snooze", () -> {
            var item = toSnooze.poll();
            return item == null
                    ? null
                    : calls.send(
                            item.seller(),
                            "POST",
                            Component.WORKLIST,
                            "/work-items/" + item.id() + "/snooze",
                            Map.of("until", until));
        });
        measure(stage, "worklist: complete", () -> {
            var item = toComplete.poll();
            return item == null
                    ? null
                    : calls.send(
                            item.seller(),
                            "POST",
                            Component.WORKLIST,
                            "/work-items/" + item.id() + "/complete",
                            Map.of("note", "Done as agreed"));
        });
    }

    private void measure(Stage stage, String what, Client client) {
        ClosedLoop.run(8, stage.plan().warmUp(), number -> client);
        for (var clients : List.of(1, 8, 32)) {
            var usage = stage.processes().since();
            var outcome = ClosedLoop.run(clients, stage.plan().commandWindow(), number -> client);
            var label = what + ", " + Figures.counted(clients, "client");
            if (!outcome.problems().isEmpty()) {
                stage.fail(name(), label + ": " + outcome.problems());
            }
            if (outcome.latencies().size() == 0) {
                stage.fail(name(), label + ": no call succeeded, or nothing prepared was left");
                return;
            }
            stage.add(Figure.of(name(), label, outcome.perSecond(), "/s")
                    .comparedWith(stage.raw(RAW.getOrDefault(clients, Raw.COMMITS_32)))
                    .noting(Figures.joined(Figures.percentiles(outcome.latencies()), usage.shares())));
        }
    }
}
