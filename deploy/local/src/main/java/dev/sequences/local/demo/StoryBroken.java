package dev.sequences.local.demo;

/** The story cannot go on; the message is for the person at the terminal. */
final class StoryBroken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoryBroken(String message) {
        super(message);
    }
}
