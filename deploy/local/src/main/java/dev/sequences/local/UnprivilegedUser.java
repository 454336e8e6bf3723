package dev.sequences.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL refuses to run as root. Where we are root, its programs are started so that they are not. */
final class UnprivilegedUser {

    /** In a user namespace without a mapping the programs see themselves as nobody, and the files stay root's own. */
    private static final List<String> OWN_NAMESPACE = List.of("unshare", "-U");

    /** Where the machine forbids user namespaces; the data directory is then handed over to this user. */
    private static final List<String> AS_NOBODY =
            List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

    private UnprivilegedUser() {}

    /** What goes before a command that works below this directory; empty for an ordinary user. */
    static List<String> wrapper(Path data) throws InterruptedException {
        if (!"root".equals(System.getProperty("user.name"))) {
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
