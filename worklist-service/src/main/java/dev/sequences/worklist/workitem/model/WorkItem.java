package dev.sequences.worklist.workitem.model;

import java.util.Optional;

/** State of one work item: the share of a step that one seller sees. */
public sealed interface WorkItem {

    /** Before the first event. */
    record Unknown() implements WorkItem {}

    /** Everything that has been opened once. */
    sealed interface Known extends WorkItem {
        ToDo toDo();

        /** As shown to people and kept in the list. */
        String status();
    }

    /** Still on a list. */
    sealed interface Live extends Known {
        Live with(ToDo changed);
    }

    /** Live, and the seller can do it. */
    sealed interface Pending extends Live {}

    /** Off the list for good. */
    sealed interface Closed extends Known {}

    record Open(ToDo toDo) implements Pending {
        @Override
        public String status() {
            return "open";
        }

        @Override
        public Open with(ToDo changed) {
            return new Open(changed);
        }
    }

    /** Put off by the seller until {@code toDo.dueAt()}. */
    record Snoozed(ToDo toDo) implements Pending {
        @Override
        public String status() {
            return "snoozed";
        }

        @Override
        public Snoozed with(ToDo changed) {
            return new Snoozed(changed);
        }
    }

    /** A wait of the sequence runs until {@code toDo.dueAt()}; all the seller can do is to ask for its end. */
    record Waiting(ToDo toDo, boolean skipRequested) implements Live {
        @Override
        public String status() {
            return "waiting";
        }

        @Override
        public Waiting with(ToDo changed) {
            return new Waiting(changed, skipRequested);
        }
    }

    record Done(ToDo toDo) implements Closed {
        @Override
        public String status() {
            return "done";
        }
    }

    record Skipped(ToDo toDo) implements Closed {
        @Override
        public String status() {
            return "skipped";
        }
    }

    /** The step was closed elsewhere. */
    record Withdrawn(ToDo toDo, String reason) implements Closed {
        @Override
        public String status() {
            return "withdrawn";
        }
    }

    /** The item, unless it was never opened. */
    default Optional<Known> known() {
        return this instanceof Known known ? Optional.of(known) : Optional.empty();
    }
}
