package dev.sequences.worklist.workitem.model;

import java.util.Optional;

/** State of one work item: the part of a step that a seller works on. */
public sealed interface WorkItem {

    /** Before the first event. */
    record Unknown() implements WorkItem {}

    /** The item was opened. */
    sealed interface Known extends WorkItem {
        ToDo toDo();

        /** Status in the API and in the list. */
        String status();
    }

    /** Not closed. */
    sealed interface Live extends Known {
        Live with(ToDo changed);
    }

    /** Live, and the seller can complete it. */
    sealed interface Pending extends Live {}

    /** Closed for good; no command changes it. */
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

    /** Snoozed by the seller until {@code toDo.dueAt()}. */
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

    /** A wait of the sequence until {@code toDo.dueAt()}; the seller can only request to skip it. */
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

    /** The step was closed by the enrollment. */
    record Withdrawn(ToDo toDo, String reason) implements Closed {
        @Override
        public String status() {
            return "withdrawn";
        }
    }

    /** The item, or empty if it was never opened. */
    default Optional<Known> known() {
        return this instanceof Known known ? Optional.of(known) : Optional.empty();
    }
}
