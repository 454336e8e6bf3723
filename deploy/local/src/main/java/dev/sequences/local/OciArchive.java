package dev.sequences.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Writes an image as a tar file in the OCI layout, which podman, skopeo and containerd import. */
final class OciArchive {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final String CREATED = "1970-01-01T00:00:00Z";
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

    private final Set<String> written = new HashSet<>();
    private final TarArchiveOutputStream tar;

    private OciArchive(TarArchiveOutputStream tar) {
        this.tar = tar;
    }

    /**
     * How the container runs.
     *
     * @param name name with tag
     * @param architecture {@code amd64} or {@code arm64}
     */
    record Image(
            String name,
            String architecture,
            String user,
            List<String> entrypoint,
            List<String> environment,
            Map<String, String> labels) {}

    /** Writes the archive and returns the digest of the image. */
    static String write(Image image, List<ImageLayer> layers, Path file) throws IOException {
        try (var tar = new TarArchiveOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), "UTF-8")) {
            return new OciArchive(tar).write(image, layers);
        }
    }

    private String write(Image image, List<ImageLayer> layers) throws IOException {
        var config = configuration(image, layers);
        var manifest = JSON.createObjectNode();
        manifest.put("schemaVersion", 2).put("mediaType", MANIFEST);
        manifest.putObject("config")
                .put("mediaType", "application/vnd.oci.image.config.v1+json")
                .put("digest", "sha256:" + blob(config))
                .put("size", config.length);
        var described = manifest.putArray("layers");
        for (var layer : layers) {
            described
                    .addObject()
                    .put("mediaType", "application/vnd.oci.image.layer.v1.tar+gzip")
                    .put("digest", "sha256:" + layer.digest())
                    .put("size", Files.size(layer.file()));
            if (written.add(layer.digest())) {
                entry("blobs/sha256/" + layer.digest(), Files.size(layer.file()));
                Files.copy(layer.file(), tar);
                tar.closeArchiveEntry();
            }
        }
        var bytes = JSON.writeValueAsBytes(manifest);
        var digest = blob(bytes);
        ObjectNode index = JSON.createObjectNode();
        index.put("schemaVersion", 2).put("mediaType", "application/vnd.oci.image.index.v1+json");
        var listed = index.putArray("manifests").addObject();
        listed.put("mediaType", MANIFEST).put("digest", "sha256:" + digest).put("size", bytes.length);
        listed.putObject("annotations").put("org.opencontainers.image.ref.name", image.name());
        listed.putObject("platform").put("architecture", image.architecture()).put("os", "linux");
        add("index.json", JSON.writeValueAsBytes(index));
        add("oci-layout", "{\"imageLayoutVersion\": \"1.0.0\"}".getBytes(StandardCharsets.UTF_8));
        return "sha256:" + digest;
    }

    private static byte[] configuration(Image image, List<ImageLayer> layers) throws IOException {
        var root = JSON.createObjectNode();
        root.put("architecture", image.architecture()).put("os", "linux").put("created", CREATED);
        var config = root.putObject("config");
        config.put("User", image.user()).put("WorkingDir", "/app");
        image.entrypoint().forEach(config.putArray("Entrypoint")::add);
        image.environment().forEach(config.putArray("Env")::add);
        image.labels().forEach(config.putObject("Labels")::put);
        config.putObject("ExposedPorts").putObject("8080/tcp");
        var fileSystem = root.putObject("rootfs").put("type", "layers");
        var ids = fileSystem.putArray("diff_ids");
        var history = root.putArray("history");
        for (var layer : layers) {
            ids.add("sha256:" + layer.diffId());
            history.addObject().put("created", CREATED).put("created_by", layer.comment());
        }
        return JSON.writeValueAsBytes(root);
    }

    private String blob(byte[] content) throws IOException {
        var digest = ImageLayer.sha256();
        digest.update(content);
        var name = ImageLayer.hex(digest);
        add("blobs/sha256/" + name, content);
        return name;
    }

    private void add(String name, byte[] content) throws IOException {
        entry(name, content.length);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private void entry(String name, long size) throws IOException {
        var entry = new TarArchiveEntry(name);
        entry.setSize(size);
        entry.setIds(0, 0);
        entry.setNames("", "");
        entry.setModTime(0L);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.putArchiveEntry(entry);
    }
}
