package dev.sequences.benchmarks.sections;

import static dev.sequences.benchmarks.load.SuiteCalls.MANAGER;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sequences.benchmarks.load.Await;
import dev.sequences.benchmarks.load.BenchFailure;
import dev.sequences.benchmarks.load.Fixture;
import dev.sequences.benchmarks.load.SuiteCalls.Answer;
import dev.sequences.benchmarks.load.SuiteCalls.User;
import dev.sequences.benchmarks.stage.Stage;
import dev.sequences.local.Component;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Follows one new sequence, record, enrollment and completed step into insights, which works only when all five services do. Retries
 * every call until it succeeds.
 */
final class EndToEnd implements Runnable {

    private static final Duration ASK_AGAIN_AFTER = Duration.ofMillis(30);

    private final Stage stage;
    private final long giveUpAt;
    private volatile String problem = "";

    EndToEnd(Stage stage, Duration patience) {
        this.stage = stage;
        this.giveUpAt = System.nanoTime() + patience.toNanos();
    }

    /** Returns empty when the flow completed. */
    String problem() {
        return problem;
    }

    @Override
    public void run() {
        try {
            tell();
        } catch (RuntimeException e) {
            problem = String.valueOf(e.getMessage());
        }
    }

    private void tell() {
        var calls = stage.calls();
        var name = stage.fixture().unique("story");
        var seller = User.seller(name + "-seller");
        var created = until(
                "sequence created",
                () -> calls.create(
                        MANAGER, Component.DESIGNER, "/sequences", Map.of("name", name, "recordType", "lead")));
        var id = created.path("id").asText();
        until(
                "draft put",
                () -> calls.send(
                        MANAGER,
                        "PUT",
                        Component.DESIGNER,
                        "/sequences/" + id + "/draft",
                        Fixture.draft(Fixture.tasks(1))));
        // A repeat after a lost answer finds the sequence active already, which is a refusal; the next step shows
        // which.
        until(
                "sequence activated",
                () -> calls.send(
                        MANAGER,
                        "POST",
                        Component.DESIGNER,
                        "/sequences/" + id + "/activate",
                        Map.of("changeDescription", "First version")),
                answer -> answer.ok() || answer.status() == 409);
        until(
                "record put",
                () -> calls.send(
                        MANAGER,
                        "PUT",
                        Component.SEGMENT,
                        "/records/lead/" + name,
                        Map.of(
                                "name",
                                name,
                                "ownerType",
                                "user",
                                "ownerId",
                                seller.name(),
                                "active",
                                true,
                                "fields",
                                Map.of())));
        until(
                "enrolled",
                () -> calls.send(
                        MANAGER,
                        "POST",
                        Component.ENROLLMENT,
                        "/enrollments",
                        Map.of("sequenceId", id, "recordType", "lead", "recordId", name)));
        var list = until(
                "work item listed",
                () -> calls.send(seller, "GET", Component.WORKLIST, "/work-items?due=all&limit=5", null),
                answer -> answer.ok() && !answer.json().path("items").isEmpty());
        var item = list.path("items").path(0).path("id").asText();
        until(
                "work item completed",
                () -> calls.send(
                        seller,
                        "POST",
                        Component.WORKLIST,
                        "/work-items/" + item + "/complete",
                        Map.of("note", "Done")),
                answer -> answer.ok() || answer.status() == 409);
        until(
                "counted by insights",
                () -> calls.send(MANAGER, "GET", Component.INSIGHTS, "/insights/sequences/" + id, null),
                answer -> answer.ok()
                        && answer.json()
                                        .path("endReasons")
                                        .path("sequence-completed")
                                        .asLong()
                                == 1);
    }

    @FunctionalInterface
    private interface Call {
        Answer make() throws IOException;
    }

    private JsonNode until(String what, Call call) {
        return until(what, call, Answer::ok);
    }

    private JsonNode until(String what, Call call, Predicate<Answer> done) {
        var last = "no answer";
        while (System.nanoTime() < giveUpAt) {
            try {
                var answer = call.make();
                if (done.test(answer)) {
                    return answer.body().length == 0 ? MissingNode.getInstance() : answer.json();
                }
                last = answer.problem();
            } catch (IOException down) {
                last = down.toString();
            }
            Await.pause(ASK_AGAIN_AFTER);
        }
        throw new BenchFailure("a new story got stuck at \"%s\": %s".formatted(what, last));
    }
}
