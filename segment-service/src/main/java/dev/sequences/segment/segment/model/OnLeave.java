package dev.sequences.segment.segment.model;

import java.util.Locale;
import java.util.Optional;

/** What happens to a member that no longer matches, and to its enrollment. */
public enum OnLeave {
    /** It stays a member and its enrollment continues. */
    KEEP,
    /** It leaves at its next evaluation and its enrollment ends. */
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
