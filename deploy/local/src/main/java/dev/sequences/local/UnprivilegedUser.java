package dev.sequences.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** PostgreSQL refuses to run as root. Where we are root, its programs are started so that they are not. */
final class UnprivilegedUser {

    /** In a user namespace without a mapping the programs run as nobody, and the files remain owned by root. */
    private static final List<String> OWN_NAMESPACE = List.of("unshare", "-U");

    /** Where the machine forbids user namespaces; the data directory is then handed over to this user. */
    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

    private static final String NOBODY = "nobody";

    private UnprivilegedUser() {}

    /**
     * What goes before a command that works in this directory below {@code data}; empty for an ordinary user. The directory may not be
     * there yet.
     */
    static List<String> wrapper(Path data, Path directory) throws InterruptedException {
        var me = String.valueOf(System.getProperty("user.name"));
        var owner = ownerOf(directory).orElse(me);
        if (me.equals("root") && owner.equals(NOBODY)) {
            return AS_NOBODY;
        }
        if (!owner.equals(me)) {
            throw new LocalRunException(
                    "The data in %s belong to %s: run ./sequences as %s, or set SEQUENCES_DATA to another directory."
                            .formatted(data, owner, owner));
        }
        if (!me.equals("root")) {
            return List.of();
        }
        if (works(OWN_NAMESPACE, "true")) {
            return OWN_NAMESPACE;
        }
        if (works(AS_NOBODY, "test", "-x", data.toString())) {
            return AS_NOBODY;
        }
        throw new LocalRunException(
                ("PostgreSQL does not run as root, and this machine allows neither a user namespace nor the user"
                                + " nobody to enter %s: run ./sequences as an ordinary user, or set SEQUENCES_DATA to a directory that"
                                + " everybody may enter.")
                        .formatted(data));
    }

    private static Optional<String> ownerOf(Path directory) {
        try {
            return Optional.of(Files.getOwner(directory).getName());
        } catch (IOException notThereYet) {
            return Optional.empty();
        }
    }

    static void handOver(List<String> wrapper, Path... files) throws InterruptedException {
        if (wrapper.equals(AS_NOBODY)) {
            for (var file : files) {
                Programs.run(List.of("chown", "-R", "65534:65534", file.toString()), Duration.ofMinutes(1));
            }
        }
    }

    private static boolean works(List<String> wrapper, String... command) throws InterruptedException {
        var all = new ArrayList<>(wrapper);
        all.addAll(List.of(command));
        return Programs.run(all, Duration.ofSeconds(10)).succeeded();
    }
}
