package dev.sequences.local.demo;

/** The demo cannot continue. The message is shown in the terminal. */
final class DemoFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DemoFailure(String message) {
        super(message);
    }
}
