package dev.sequences.worklist.workitem.model;

import java.util.Optional;

/** State of one work item: the part of a step that a seller works on. */
public sealed interface WorkItem {

    /** Before the first event. */
    record Unknown() implements WorkItem {}

    /** The item was opened. */
    sealed interface Known extends WorkItem {
        WorkItemDetails details();

        /** Status in the API and in the list. */
        String status();
    }

    /** Not closed. */
    sealed interface Live extends Known {
        Live with(WorkItemDetails changed);
    }

    /** Live, and the seller can complete it. */
    sealed interface Pending extends Live {}

    /** Closed for good; no command changes it. */
    sealed interface Closed extends Known {}

    record Open(WorkItemDetails details) implements Pending {
        @Override
        public String status() {
            return "open";
        }

        @Override
        public Open with(WorkItemDetails changed) {
            return new Open(changed);
        }
    }

    /** Snoozed by the seller until {@code details.dueAt()}. */
    record Snoozed(WorkItemDetails details) implements Pending {
        @Override
        public String status() {
            return "snoozed";
        }

        @Override
        public Snoozed with(WorkItemDetails changed) {
            return new Snoozed(changed);
        }
    }

    /** A wait of the sequence until {@code details.dueAt()}; the seller can only request to skip it. */
    record Waiting(WorkItemDetails details, boolean skipRequested) implements Live {
        @Override
        public String status() {
            return "waiting";
        }

        @Override
        public Waiting with(WorkItemDetails changed) {
            return new Waiting(changed, skipRequested);
        }
    }

    record Done(WorkItemDetails details) implements Closed {
        @Override
        public String status() {
            return "done";
        }
    }

    record Skipped(WorkItemDetails details) implements Closed {
        @Override
        public String status() {
            return "skipped";
        }
    }

    /** The step was closed by the enrollment. */
    record Withdrawn(WorkItemDetails details, String reason) implements Closed {
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
