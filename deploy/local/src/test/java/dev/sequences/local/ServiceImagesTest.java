package dev.sequences.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sequences.local.ImageLayer.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceImagesTest {

    @TempDir
    Path directory;

    @Test
    void makesEqualArchivesOfEqualContent() throws IOException {
        Path first = archive("first", Instant.EPOCH);
        Path second = archive("second", Instant.parse("2026-01-01T00:00:00Z"));

        assertThat(second).hasSameBinaryContentAs(first);
    }

    @Test
    void listsLayersByTheirDigestsAndRunsAsAnUnprivilegedUser() throws IOException {
        Map<String, byte[]> files = files(archive("image", Instant.EPOCH));
        JsonNode index = json(files, "index.json");
        JsonNode manifest = json(files, blob(index.at("/manifests/0/digest").asText()));
        JsonNode config = json(files, blob(manifest.at("/config/digest").asText()));

        assertThat(index.at("/manifests/0/annotations/org.opencontainers.image.ref.name")
                        .asText())
                .isEqualTo("sequences/test:1");
        assertThat(manifest.path("layers")).hasSize(2).allSatisfy(layer -> {
            byte[] content = files.get(blob(layer.path("digest").asText()));
            assertThat(content).hasSize(layer.path("size").asInt());
            var digest = ImageLayer.sha256();
            digest.update(content);
            assertThat("sha256:" + ImageLayer.hex(digest))
                    .isEqualTo(layer.path("digest").asText());
        });
        assertThat(config.at("/rootfs/diff_ids")).hasSize(2);
        assertThat(config.at("/config/User").asText()).isEqualTo("10001:10001");
    }

    private Path archive(String name, Instant changed) throws IOException {
        Path content = Files.createDirectories(directory.resolve(name).resolve("lib"));
        for (String file : List.of("b.jar", "a.jar")) {
            Path jar = Files.writeString(content.resolve(file), file);
            Files.setLastModifiedTime(jar, FileTime.from(changed));
        }
        Path work = directory.resolve(name);
        var libraries =
                ImageLayer.ofFiles("libraries", List.of(new Content(content, "app/lib")), work.resolve("lib.tar.gz"));
        var service = ImageLayer.ofFiles(
                "service", List.of(new Content(content.resolve("a.jar"), "app/run.jar")), work.resolve("app.tar.gz"));
        var image = new OciArchive.Image(
                "sequences/test:1", "arm64", "10001:10001", List.of("/opt/java/bin/java"), List.of(), Map.of());
        Path archive = work.resolve("image.tar");
        OciArchive.write(image, List.of(libraries, service), archive);
        return archive;
    }

    private static Map<String, byte[]> files(Path archive) {
        Map<String, byte[]> files = new HashMap<>();
        try (var tar = new TarArchiveInputStream(Files.newInputStream(archive))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                files.put(entry.getName(), tar.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static JsonNode json(Map<String, byte[]> files, String name) throws IOException {
        return new JsonMapper().readTree(files.get(name));
    }

    private static String blob(String digest) {
        return "blobs/sha256/" + digest.substring("sha256:".length());
    }
}
