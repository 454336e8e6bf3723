package dev.sequences.benchmarks.load;

/** Something that was measured did not work, or did not come to its end in time. The message is for the person at the terminal. */
public final class BenchFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BenchFailure(String message) {
        super(message);
    }

    public BenchFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
