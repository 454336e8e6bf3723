package dev.sequences.local.demo;

/** The leads cannot be used as the options say; the message tells the person at the terminal what to change. */
final class UnusableLeads extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableLeads(String message) {
        super(message);
    }

    UnusableLeads(String message, Throwable cause) {
        super(message, cause);
    }
}
