package dev.sequences.acceptance.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The commands of a load in a file, one JSON object per line, so that the checker can run later in another process. */
public final class History implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final BufferedWriter file;

    private History(BufferedWriter file) {
        this.file = file;
    }

    public static History writing(Path path) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        return new History(Files.newBufferedWriter(path, StandardCharsets.UTF_8));
    }

    public synchronized void add(Command command) {
        try {
            file.write(JSON.writeValueAsString(command));
            file.newLine();
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<Command> read(Path path) throws IOException {
        List<Command> commands = new ArrayList<>();
        for (String line : Files.readAllLines(path, StandardCharsets.UTF_8)) {
            if (!line.isBlank()) {
                commands.add(JSON.readValue(line, Command.class));
            }
        }
        return commands;
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
