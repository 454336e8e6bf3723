package dev.sequences.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Reads the processes of this machine from the kernel. A process that cannot be inspected is treated as absent. */
final class ProcessTable {

    private static final Path PROC = Path.of("/proc");
    private static final long TICKS_PER_SECOND = 100;

    private ProcessTable() {}

    /**
     * A process, distinguished by its start time from a later one with the same pid.
     *
     * @param startTicks clock ticks between the boot of the machine and the start of the process
     */
    record Identity(long pid, long startTicks) {}

    /** Returns the process with this pid, unless it has ended or is a zombie. */
    static Optional<Identity> find(long pid) {
        return statusFields(pid)
                .filter(fields -> !fields[0].equals("Z") && !fields[0].equals("X"))
                .map(fields -> new Identity(pid, Long.parseLong(fields[19])));
    }

    static boolean isAlive(Identity identity) {
        return find(identity.pid()).filter(identity::equals).isPresent();
    }

    static Duration age(Identity identity) {
        return read(PROC.resolve("uptime"))
                .map(text -> text.substring(0, text.indexOf(' ')))
                .map(seconds -> Duration.ofMillis((long) (Double.parseDouble(seconds) * 1_000)
                        - identity.startTicks() * 1_000 / TICKS_PER_SECOND))
                .orElse(Duration.ZERO);
    }

    /** Returns the memory of the process and its children; shared pages are counted once. */
    static long memoryInKilobytes(long pid) {
        var own = memoryOfOne(pid);
        return own
                + all().filter(other -> statusFields(other)
                                .filter(fields -> fields[1].equals(Long.toString(pid)))
                                .isPresent())
                        .map(ProcessTable::memoryOfOne)
                        .sum();
    }

    /** Returns the processes that run this program (symbolic link resolved) in this working directory. */
    static List<Identity> workingIn(Path directory, String program) {
        return all().filter(pid -> link(pid, "cwd").filter(directory::equals).isPresent())
                .filter(pid -> link(pid, "exe")
                        .filter(executable -> executable.endsWith(program))
                        .isPresent())
                .mapToObj(ProcessTable::find)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Returns the process that listens on this TCP port, if the kernel permits to see it. */
    static OptionalLong listenerOn(int port) {
        var inodes = new HashSet<String>();
        inodes.addAll(listeningInodes(PROC.resolve("net/tcp"), port));
        inodes.addAll(listeningInodes(PROC.resolve("net/tcp6"), port));
        if (inodes.isEmpty()) {
            return OptionalLong.empty();
        }
        return all().filter(pid -> hasOneOf(pid, inodes)).findFirst();
    }

    /** Returns the command line, shortened for a message. */
    static String describe(long pid) {
        var words = new ArrayList<>(read(PROC.resolve(pid + "/cmdline")).stream()
                .flatMap(text -> Stream.of(text.split("\0", -1)))
                .filter(word -> !word.isBlank())
                .toList());
        if (words.isEmpty()) {
            return "a process";
        }
        words.set(0, Path.of(words.getFirst()).getFileName().toString());
        var line = String.join(" ", words);
        return line.length() <= 70 ? line : line.substring(0, 67) + "...";
    }

    private static LongStream all() {
        var children = PROC.toFile().list((directory, name) -> Character.isDigit(name.charAt(0)));
        return Stream.of(children == null ? new String[0] : children).mapToLong(Long::parseLong);
    }

    /** The fields of the status line after the program's name: state, parent, ... */
    private static Optional<String[]> statusFields(long pid) {
        return read(PROC.resolve(pid + "/stat"))
                .map(line -> line.substring(line.lastIndexOf(')') + 2).split(" ", -1));
    }

    private static long memoryOfOne(long pid) {
        return read(PROC.resolve(pid + "/smaps_rollup")).stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    private static Set<String> listeningInodes(Path table, int port) {
        var listening = "0A";
        var suffix = ":%04X".formatted(port);
        var inodes = new HashSet<String>();
        read(table).stream().flatMap(String::lines).skip(1).forEach(line -> {
            var fields = line.trim().split("\\s+", -1);
            if (fields[1].endsWith(suffix) && fields[3].equals(listening)) {
                inodes.add("socket:[" + fields[9] + "]");
            }
        });
        return inodes;
    }

    private static boolean hasOneOf(long pid, Set<String> sockets) {
        try (var descriptors = Files.list(PROC.resolve(pid + "/fd"))) {
            return descriptors.anyMatch(descriptor -> {
                try {
                    return sockets.contains(Files.readSymbolicLink(descriptor).toString());
                } catch (IOException closedMeanwhile) {
                    return false;
                }
            });
        } catch (IOException notPermitted) {
            return false;
        }
    }

    private static Optional<Path> link(long pid, String name) {
        try {
            return Optional.of(Files.readSymbolicLink(PROC.resolve(pid + "/" + name)));
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        } catch (IOException ended) {
            return Optional.empty();
        }
    }
}
