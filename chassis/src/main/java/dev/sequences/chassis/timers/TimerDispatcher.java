package dev.sequences.chassis.timers;

import dev.sequences.chassis.flow.TraceParent;
import dev.sequences.chassis.flow.Traces;
import dev.sequences.chassis.unit.DueTimer;
import dev.sequences.chassis.unit.Unit;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Passes due timers to the handlers of their kinds and records lateness and traces. */
final class TimerDispatcher {

    private final Map<String, TimerHandler> handlers;
    private final MeterRegistry metrics;
    private final Traces traces;

    TimerDispatcher(List<TimerHandler> handlers, MeterRegistry metrics, Traces traces) {
        this.handlers = handlers.stream().collect(Collectors.toMap(TimerHandler::kind, Function.identity()));
        this.metrics = metrics;
        this.traces = traces;
    }

    boolean hasHandlers() {
        return !handlers.isEmpty();
    }

    /** Whether the order of firing does not matter for any of these timers. */
    boolean areUnordered(List<DueTimer> timers) {
        return timers.stream().allMatch(timer -> {
            TimerHandler handler = handlers.get(timer.kind());
            return handler != null && !handler.firesInOrder();
        });
    }

    /** Returns the kinds whose order of firing does not matter. */
    String[] unorderedKinds() {
        return handlers.values().stream()
                .filter(handler -> !handler.firesInOrder())
                .map(TimerHandler::kind)
                .toArray(String[]::new);
    }

    /**
     * Fires the timers and returns their number.
     *
     * @param begin start of the batch, for the trace
     */
    int fire(Unit unit, List<DueTimer> due, Instant begin) throws Exception {
        if (due.isEmpty()) {
            return 0;
        }
        unit.preload(due.stream().map(DueTimer::owner).distinct().toList());
        Map<String, List<DueTimer>> byKind = new LinkedHashMap<>();
        due.forEach(timer ->
                byKind.computeIfAbsent(timer.kind(), kind -> new ArrayList<>()).add(timer));
        for (Map.Entry<String, List<DueTimer>> kind : byKind.entrySet()) {
            TimerHandler handler = handlers.get(kind.getKey());
            if (handler == null) {
                throw new IllegalStateException(
                        "no timer handler for kind " + kind.getKey() + ", only for " + handlers.keySet());
            }
            handler.fire(unit, kind.getValue());
        }
        Instant now = unit.now();
        unit.afterCommit(() -> due.forEach(timer -> {
            lateness(timer.kind()).record(Duration.between(timer.due(), now));
            if (traces.isEnabled()) {
                trace(timer, begin);
            }
        }));
        return due.size();
    }

    private void trace(DueTimer timer, Instant begin) {
        traces.record(
                "timer " + timer.kind(),
                Traces.Kind.INTERNAL,
                TraceParent.root(timer.cause().traceParent()),
                begin,
                Map.of(
                        "sequences.timer_id",
                        timer.id(),
                        "sequences.aggregate_ids",
                        timer.owner(),
                        "sequences.correlation_id",
                        timer.cause().correlationId()));
    }

    private Timer lateness(String kind) {
        return Timer.builder("sequences.timer.lateness")
                .tag("kind", kind)
                .publishPercentiles(0.5, 0.99)
                .register(metrics);
    }
}
