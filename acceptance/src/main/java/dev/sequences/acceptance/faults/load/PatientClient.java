package dev.sequences.acceptance.faults.load;

import dev.sequences.acceptance.Api;
import dev.sequences.acceptance.Reply;
import dev.sequences.acceptance.faults.Command;
import dev.sequences.acceptance.faults.Command.Outcome;
import dev.sequences.acceptance.faults.History;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Repeats each command with its key until there is a response, and records the response. */
final class PatientClient {

    /** Timeout of a command, after which its outcome is unknown. */
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final History history;
    private final AtomicLong acknowledged = new AtomicLong();

    PatientClient(History history) {
        this.history = history;
    }

    /** The effect of a command: the stored name of an event, or {@code row:<table>}. */
    record Effect(String service, String name) {}

    long acknowledged() {
        return acknowledged.get();
    }

    /** A command whose effect cannot be identified by its key. */
    void command(Api api, String key, String asked, Function<Api, Reply> request) {
        command(api, key, asked, request, null, Map.of());
    }

    /** The response; null if there was none. */
    @Nullable
    Reply command(
            Api api,
            String key,
            String asked,
            Function<Api, Reply> request,
            @Nullable Effect effect,
            Map<String, String> match) {
        Api keyed = api.key(key);
        Instant giveUp = Instant.now().plus(TIMEOUT);
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
            LoadRun.rest(150);
        }
        if (outcome == Outcome.ACKNOWLEDGED) {
            acknowledged.incrementAndGet();
        }
        if (effect != null) {
            history.add(new Command(key, asked, effect.service(), effect.name(), match, outcome, status));
        }
        return answer;
    }
}
