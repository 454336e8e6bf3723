package dev.sequences.local;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * A layer of an image as a compressed tar file. Equal content makes equal bytes: entries are sorted, and have neither owners nor times.
 *
 * @param digest SHA-256 of the compressed file
 * @param diffId SHA-256 of the tar file
 */
record ImageLayer(Path file, String digest, String diffId, String comment) {

    /** A directory or file, and its path in the image without a leading slash. */
    record Content(Path source, String target) {}

    private static final int DIRECTORY = 040755;
    private static final int FILE = 0100644;
    private static final int PROGRAM = 0100755;

    static ImageLayer ofFiles(String comment, List<Content> contents, Path file) throws IOException {
        return write(comment, file, out -> {
            var tar = new TarArchiveOutputStream(out, "UTF-8");
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            var directories = new TreeSet<String>();
            for (var content : contents) {
                try (var all = Files.walk(content.source())) {
                    for (var path : all.sorted().toList()) {
                        var below = content.source().relativize(path).toString();
                        var name = below.isEmpty() ? content.target() : content.target() + "/" + below;
                        parents(tar, name, directories);
                        add(tar, path, name, directories);
                    }
                }
            }
            tar.finish();
        });
    }

    /** Returns a layer of an existing tar file, which must be reproducible itself. */
    static ImageLayer ofTar(String comment, Path tar, Path file) throws IOException {
        return write(comment, file, out -> Files.copy(tar, out));
    }

    private interface Writer {
        void writeTo(OutputStream out) throws IOException;
    }

    private static ImageLayer write(String comment, Path file, Writer writer) throws IOException {
        var compressed = sha256();
        var plain = sha256();
        try (var out = new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), compressed);
                var gzip = new FastGzip(out);
                var tar = new DigestOutputStream(gzip, plain)) {
            writer.writeTo(tar);
        }
        return new ImageLayer(file, hex(compressed), hex(plain), comment);
    }

    private static void parents(TarArchiveOutputStream tar, String name, TreeSet<String> known) throws IOException {
        for (int slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
            directory(tar, name.substring(0, slash), known);
        }
    }

    private static void directory(TarArchiveOutputStream tar, String name, TreeSet<String> known) throws IOException {
        if (known.add(name)) {
            put(tar, new TarArchiveEntry(name + "/"), DIRECTORY);
            tar.closeArchiveEntry();
        }
    }

    private static void add(TarArchiveOutputStream tar, Path path, String name, TreeSet<String> known)
            throws IOException {
        if (Files.isSymbolicLink(path)) {
            var entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
            entry.setLinkName(Files.readSymbolicLink(path).toString());
            put(tar, entry, PROGRAM);
            tar.closeArchiveEntry();
        } else if (Files.isDirectory(path)) {
            directory(tar, name, known);
        } else {
            var entry = new TarArchiveEntry(name);
            entry.setSize(Files.size(path));
            put(tar, entry, Files.isExecutable(path) && !name.endsWith(".jar") ? PROGRAM : FILE);
            Files.copy(path, tar);
            tar.closeArchiveEntry();
        }
    }

    private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, int mode) throws IOException {
        entry.setMode(mode);
        entry.setIds(0, 0);
        entry.setNames("", "");
        entry.setModTime(0L);
        tar.putArchiveEntry(entry);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Most of a layer is jar files, which do not get smaller. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
