package dev.sequences.segment.segment.model;

import java.util.Locale;
import java.util.Optional;

/** What becomes of a member that no longer fits, and of its enrollment. */
public enum OnLeave {
    /** It stays a member, and its enrollment goes on. */
    KEEP,
    /** It leaves when it is next evaluated, and its enrollment ends. */
    DISCONNECT;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<OnLeave> of(String code) {
        return switch (code) {
            case "keep" -> Optional.of(KEEP);
            case "disconnect" -> Optional.of(DISCONNECT);
            default -> Optional.empty();
        };
    }
}
