package dev.sequences.chassis.unit;

import dev.sequences.chassis.decider.Decider;
import dev.sequences.chassis.decider.Decision;
import dev.sequences.chassis.decider.Refusal;
import dev.sequences.chassis.eventlog.AggregateType;
import dev.sequences.chassis.eventlog.EventLog;
import dev.sequences.chassis.eventlog.EventNames;
import dev.sequences.chassis.eventlog.Snapshots;
import dev.sequences.chassis.flow.Cause;

/** The aggregate of these tests: adds positive amounts, does nothing for 0 and refuses negative ones. */
public final class Counter {

    public record Added(long amount) {}

    public record State(long total) {}

    public static final Cause CAUSE = new Cause("ben", "flow-1", null, null);

    private static final Decider<Long, State, Added> DECIDER = new Decider<>() {
        @Override
        public State initial() {
            return new State(0);
        }

        @Override
        public Decision<Added> decide(State state, Long amount) {
            if (amount < 0) {
                return Decision.refuse(
                        Refusal.rule("negative-amount", "amount", "The amount is negative.", "Send a positive one."));
            }
            return amount == 0 ? Decision.accept() : Decision.accept(new Added(amount));
        }

        @Override
        public State evolve(State state, Added event) {
            return new State(state.total() + event.amount());
        }
    };

    public static final AggregateType<Long, State, Added> TYPE = AggregateType.of("counter", DECIDER);

    /** The same streams with a snapshot at every second event. */
    static final AggregateType<Long, State, Added> WITH_SNAPSHOTS =
            new AggregateType<>("counter", DECIDER, Snapshots.of(2, State.class));

    /** Another aggregate of the same shape. */
    static final AggregateType<Long, State, Added> OTHER_TYPE = AggregateType.of("gauge", DECIDER);

    private Counter() {}

    public static EventLog log() {
        return new EventLog(new EventNames().add("counter.added", 1, Added.class));
    }

    static EventLog logWithSnapshots() {
        return new EventLog(
                new EventNames().add("counter.added", 1, Added.class).snapshot("counter.state", 1, State.class));
    }

    /** Adds {@code amount}; returns the total afterwards. */
    public static long add(Unit unit, String id, long amount) {
        return unit.execute(TYPE, id, amount, CAUSE).orProblem().state().total();
    }

    public static long total(Unit unit, String id) {
        return unit.load(TYPE, id).state().total();
    }
}
