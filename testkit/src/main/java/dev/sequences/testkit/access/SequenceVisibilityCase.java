package dev.sequences.testkit.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whether a user may see a sequence: a line of {@code access/sequences.csv}.
 *
 * @param why what the case shows
 */
public record SequenceVisibilityCase(
        String role,
        String user,
        List<String> teams,
        @Nullable String businessUnit,
        String ownerType,
        String owner,
        @Nullable String sequenceUnit,
        boolean visible,
        String why) {

    private static final String FILE = "/access/sequences.csv";
    private static final int COLUMNS = 9;

    /** All cases, in the order of the file. */
    public static List<SequenceVisibilityCase> all() {
        try (InputStream file = SequenceVisibilityCase.class.getResourceAsStream(FILE)) {
            return new String(Objects.requireNonNull(file, FILE).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("role,"))
                    .map(SequenceVisibilityCase::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SequenceVisibilityCase of(String line) {
        String[] cells = line.split(",", COLUMNS);
        if (cells.length != COLUMNS) {
            throw new IllegalArgumentException("not " + COLUMNS + " cells: " + line);
        }
        return new SequenceVisibilityCase(
                cells[0],
                cells[1],
                cells[2].isEmpty() ? List.of() : List.of(cells[2].split(" ")),
                cells[3].isEmpty() ? null : cells[3],
                cells[4],
                cells[5],
                cells[6].isEmpty() ? null : cells[6],
                cells[7].equals("yes"),
                cells[8]);
    }

    @Override
    public String toString() {
        return why + " (" + role + ")";
    }
}
