package dev.sequences.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/** Only one command at a time starts, stops or deletes a suite. The operating system takes the lock back if its holder dies. */
public final class SuiteLock implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final FileChannel channel;

    private SuiteLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Acquires the lock and waits briefly for another holder. */
    static SuiteLock take(Path data) throws InterruptedException {
        var deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (true) {
            var lock = tryTake(data.resolve("lock"));
            if (lock.isPresent()) {
                return lock.get();
            }
            if (System.nanoTime() > deadline) {
                throw new LocalRunException(
                        "Another ./sequences is just starting or stopping the suite in %s; try again when it is done."
                                .formatted(data));
            }
            Thread.sleep(100);
        }
    }

    /** Returns the lock; empty if another process holds it. */
    public static Optional<SuiteLock> tryTake(Path file) {
        var directory = file.toAbsolutePath().getParent();
        try {
            if (directory != null) {
                Files.createDirectories(directory);
            }
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isTaken(channel)) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new SuiteLock(channel));
        } catch (IOException e) {
            throw new LocalRunException(
                    "The data directory %s is not writable; set SEQUENCES_DATA to one that is.".formatted(directory),
                    e);
        }
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() == null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return true;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException released) {
            // The lock goes with the process at the latest.
        }
    }
}
