package dev.sequences.chassis.intake;

import dev.sequences.chassis.flow.FactVersion;
import dev.sequences.chassis.flow.LogFields;
import dev.sequences.chassis.intake.WaitingMessages.Waiting;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.chassis.unit.Units;
import dev.sequences.chassis.unit.WriterUnavailable;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Processes waiting messages in the order of their keys, as soon as the facts that they need are known or their deadline has passed. It
 * looks after every commit of a consumer of this process, and regularly, since another replica may read the facts.
 */
@ApplicationScoped
public class WaitingIntake {

    private static final Logger LOG = Logger.getLogger(WaitingIntake.class);
    private static final int PAGE = 500;
    private static final Duration INTERVAL = Duration.ofMillis(200);
    /** Between two looks without success, however many commits there are. */
    private static final Duration MIN_PAUSE = Duration.ofMillis(20);
    /** While no message waits: another replica may have stored one and stopped. */
    private static final Duration IDLE_INTERVAL = Duration.ofSeconds(1);

    private static final String METRIC = "sequences.intake.waiting";

    private final Units units;
    private final Intake intake;
    private final WaitingMessages waiting;
    private final ParkedMessages parked;
    private final Knowledge knowledge;
    private final MeterRegistry metrics;
    private final MultiGauge gauge;
    private final Thread thread = new Thread(this::run, "waiting-intake");
    private volatile List<WaitingMessages.Count> counts = List.of();
    private volatile boolean stopping;
    private long counted = System.nanoTime();

    WaitingIntake(
            Units units,
            Intake intake,
            WaitingMessages waiting,
            ParkedMessages parked,
            Knowledge knowledge,
            MeterRegistry metrics) {
        this.units = units;
        this.intake = intake;
        this.waiting = waiting;
        this.parked = parked;
        this.knowledge = knowledge;
        this.metrics = metrics;
        this.gauge = MultiGauge.builder(METRIC)
                .description("messages that wait for facts of another topic")
                .register(metrics);
    }

    void start(@Observes @Priority(70) StartupEvent event) {
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes @Priority(10) ShutdownEvent event) throws InterruptedException {
        stopping = true;
        thread.interrupt();
        thread.join(3_000);
    }

    /** Returns the waiting messages per consumer with the age of the oldest, e.g. for readiness; empty if none waits. */
    public String summary() {
        return counts.stream()
                .map(one -> "%s: %d for %s (%d s)"
                        .formatted(
                                one.consumer(),
                                one.messages(),
                                waitingFor(one),
                                one.oldest().toSeconds()))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String waitingFor(WaitingMessages.Count count) {
        return count.topic() == null ? "an earlier message" : count.topic();
    }

    private void run() {
        while (!stopping) {
            try {
                long stored = waiting.stored().count();
                long changed = knowledge.changed().count();
                if (!waiting.any()) {
                    count();
                    waiting.stored().await(stored, IDLE_INTERVAL);
                } else if (!round()) {
                    count();
                    Thread.sleep(MIN_PAUSE.toMillis());
                    knowledge.changed().await(changed, INTERVAL);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.warnf("waiting messages could not be processed, retrying: %s", e.getMessage());
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(INTERVAL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void count() {
        long now = System.nanoTime();
        if (now - counted >= IDLE_INTERVAL.toNanos()) {
            counted = now;
            counts = waiting.counts();
            gauge.register(
                    counts.stream()
                            .map(one -> MultiGauge.Row.of(
                                    Tags.of("consumer", one.consumer(), "waiting_for", waitingFor(one)),
                                    one.messages()))
                            .collect(Collectors.toList()),
                    true);
        }
    }

    /** Looks at the first message of every key once; returns whether any was processed. */
    boolean round() {
        boolean progress = false;
        List<Waiting> page;
        for (long after = 0; ; after = page.getLast().id()) {
            page = waiting.firstOfKeys(after, PAGE);
            Set<Need> missing = knowledge.missing(
                    page.stream().flatMap(one -> one.needs().stream()).toList());
            Map<String, List<Waiting>> ready = page.stream()
                    .filter(one -> intake.isRegistered(one.consumer()))
                    .filter(one -> one.overdue() || one.needs().stream().noneMatch(missing::contains))
                    .collect(Collectors.groupingBy(Waiting::consumer));
            for (Map.Entry<String, List<Waiting>> one : ready.entrySet()) {
                progress |= processOrSeparate(one.getKey(), one.getValue());
            }
            if (page.size() < PAGE) {
                return progress;
            }
        }
    }

    private boolean processOrSeparate(String consumer, List<Waiting> messages) {
        try {
            return process(consumer, messages);
        } catch (RuntimeException e) {
            if (WriterUnavailable.isRetryable(e)) {
                throw e;
            }
            boolean progress = false;
            for (Waiting message : messages) {
                progress |= processOrPark(consumer, message);
            }
            return progress;
        }
    }

    private boolean processOrPark(String consumer, Waiting message) {
        for (int attempt = 1; ; attempt++) {
            try {
                return process(consumer, List.of(message));
            } catch (RuntimeException e) {
                if (WriterUnavailable.isRetryable(e)) {
                    throw e;
                }
                if (e instanceof Unreadable || attempt >= Intake.MAX_ATTEMPTS) {
                    return park(consumer, message, Intake.reason(e));
                }
            }
        }
    }

    /** Returns whether any of the messages was processed: another replica may have been first. */
    private boolean process(String consumer, List<Waiting> messages) {
        boolean progress = units.runAlone(unit -> {
            List<Waiting> locked =
                    waiting.lock(unit, messages.stream().map(Waiting::id).toList());
            if (locked.isEmpty()) {
                return false;
            }
            intake.processWaiting(unit, consumer, decoded(unit, consumer, locked));
            waiting.remove(unit, locked.stream().map(Waiting::id).toList());
            return true;
        });
        knowledge.changed().raise();
        return progress;
    }

    private List<KafkaMessage> decoded(Unit unit, String consumer, Collection<Waiting> messages) {
        Set<Need> missing = knowledge.missing(
                unit.connection(),
                messages.stream()
                        .filter(Waiting::overdue)
                        .flatMap(one -> one.needs().stream())
                        .toList());
        List<KafkaMessage> decoded = new ArrayList<>();
        for (Waiting message : messages) {
            List<FactVersion> unknown = message.needs().stream()
                    .filter(missing::contains)
                    .map(Need::fact)
                    .toList();
            KafkaMessage one = new KafkaMessage(consumer, message.record(), unknown);
            if (!unknown.isEmpty()) {
                unit.afterCommit(() -> warn(consumer, one, unknown));
            }
            decoded.add(one);
        }
        return decoded;
    }

    private void warn(String consumer, KafkaMessage message, List<FactVersion> unknown) {
        try (LogFields fields = LogFields.of(message.cause())
                .and(LogFields.MESSAGE, message.id())
                .and(LogFields.AGGREGATE, message.key())) {
            LOG.warnf(
                    "%s processed %s-%d@%d without facts that did not arrive in time: %s",
                    consumer, message.topic(), message.partition(), message.offset(), unknown);
        }
        unknown.forEach(fact -> metrics.counter(
                        "sequences.intake.decided.without", "consumer", consumer, "waiting_for", fact.topic())
                .increment());
    }

    /** Parks a message that cannot be processed, and those that queue behind it. */
    private boolean park(String consumer, Waiting message, String reason) {
        LOG.errorf(
                "%s parks %s-%d@%d, which has waited: %s",
                consumer,
                message.record().topic(),
                message.record().partition(),
                message.record().offset(),
                reason);
        int count = units.runAlone(unit -> {
            List<Waiting> locked = waiting.lock(unit, List.of(message.id()));
            if (locked.isEmpty()) {
                return 0;
            }
            park(unit, consumer, locked.getFirst(), reason);
            List<Waiting> behind = waiting.behind(unit, message);
            for (Waiting later : behind) {
                park(unit, consumer, later, MessageSelector.BEHIND_PARKED);
            }
            return 1 + behind.size();
        });
        intake.countParked(consumer, count);
        return count > 0;
    }

    private void park(Unit unit, String consumer, Waiting message, String reason) throws SQLException {
        parked.park(unit, new KafkaMessage(consumer, message.record()), consumer, reason);
        waiting.remove(unit, List.of(message.id()));
    }
}
