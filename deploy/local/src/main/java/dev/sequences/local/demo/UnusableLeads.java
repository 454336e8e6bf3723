package dev.sequences.local.demo;

/** The leads or the options for them cannot be used. The message is one sentence for the terminal and says what to change. */
final class UnusableLeads extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableLeads(String message) {
        super(message);
    }

    UnusableLeads(String message, Throwable cause) {
        super(message, cause);
    }
}
