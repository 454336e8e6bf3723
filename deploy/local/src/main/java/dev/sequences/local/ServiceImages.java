package dev.sequences.local;

import dev.sequences.local.ImageLayer.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Builds an image per service without a container engine and without a registry: a minimal Debian without a shell, a Java runtime, the
 * libraries, which are the same for all services, and the service with its bill of materials.
 */
public final class ServiceImages {

    private static final String USER = "10001:10001";
    private static final String PACKAGES = "base-files,ca-certificates,libc6,netbase,tzdata,zlib1g";
    private static final String MODULES =
            "java.base,java.compiler,java.desktop,java.instrument,java.logging,java.management,java.naming,"
                    + "java.net.http,java.rmi,java.scripting,java.security.jgss,java.security.sasl,java.sql,java.transaction.xa,java.xml,"
                    + "jdk.charsets,jdk.crypto.ec,jdk.jcmd,jdk.jfr,jdk.localedata,jdk.management,jdk.naming.dns,jdk.net,jdk.security.auth,"
                    + "jdk.unsupported,jdk.zipfs";
    private static final Duration MAX_TOOL_TIME = Duration.ofMinutes(5);

    private final ProjectHome project;
    private final Path directory;
    private final String architecture;
    private final @Nullable Path base;
    private final @Nullable Path runtime;

    /**
     * @param directory where the archives are written
     * @param architecture {@code amd64} or {@code arm64}
     * @param base tar file of the root file system; null: {@code mmdebstrap} makes one
     * @param runtime directory of a Java runtime of the architecture; null: {@code jlink} makes one of this JDK
     */
    public ServiceImages(
            ProjectHome project, Path directory, String architecture, @Nullable Path base, @Nullable Path runtime) {
        this.project = project;
        this.directory = directory;
        this.architecture = architecture;
        this.base = base;
        this.runtime = runtime;
    }

    /** A built image. */
    public record Built(String name, Path archive, String digest, long bytes) {}

    /** Builds the images of all services with this tag. */
    public List<Built> build(String tag) throws InterruptedException {
        try {
            var work = Files.createDirectories(directory.resolve("work"));
            var shared = List.of(
                    ImageLayer.ofTar("Debian: " + PACKAGES, rootFileSystem(work), work.resolve("base.tar.gz")),
                    ImageLayer.ofFiles(
                            "Java runtime",
                            List.of(new Content(javaRuntime(work), "opt/java")),
                            work.resolve("java.tar.gz")));
            var built = new ArrayList<Built>();
            for (var service : Component.services()) {
                built.add(build(service, tag, shared, work));
            }
            return built;
        } catch (IOException e) {
            throw new LocalRunException("The images cannot be built: %s.".formatted(e.getMessage()), e);
        }
    }

    private Built build(Component service, String tag, List<ImageLayer> shared, Path work) throws IOException {
        var application = Objects.requireNonNull(project.packaged(service).getParent());
        var contents = new ArrayList<>(List.of(
                new Content(application.resolve("app"), "app/app"),
                new Content(application.resolve("quarkus"), "app/quarkus"),
                new Content(application.resolve("quarkus-run.jar"), "app/quarkus-run.jar")));
        var materials = application.resolveSibling("bom.json");
        if (Files.exists(materials)) {
            contents.add(new Content(materials, "app/bom.json"));
        }
        var layers = new ArrayList<>(shared);
        layers.add(ImageLayer.ofFiles(
                "Libraries",
                List.of(new Content(application.resolve("lib"), "app/lib")),
                work.resolve(service.id() + "-lib.tar.gz")));
        layers.add(ImageLayer.ofFiles(service.module(), contents, work.resolve(service.id() + ".tar.gz")));
        var name = "sequences/%s:%s".formatted(service.module(), tag);
        var image = new OciArchive.Image(
                name,
                architecture,
                USER,
                List.of("/opt/java/bin/java", "-jar", "/app/quarkus-run.jar"),
                List.of("PATH=/opt/java/bin", "LANG=C.UTF-8", "AXONIQ_UPDATE_CHECKER_DISABLED=true"),
                new TreeMap<>(Map.of(
                        "org.opencontainers.image.title",
                        service.module(),
                        "org.opencontainers.image.version",
                        tag,
                        "org.opencontainers.image.licenses",
                        "Apache-2.0")));
        var archive = directory.resolve("%s-%s.tar".formatted(service.module(), architecture));
        var digest = OciArchive.write(image, layers, archive);
        return new Built(name, archive, digest, Files.size(archive));
    }

    private Path rootFileSystem(Path work) throws InterruptedException, IOException {
        if (base != null) {
            return base;
        }
        var tar = work.resolve("base-%s.tar".formatted(architecture));
        if (Files.notExists(tar)) {
            // The times of files are those of the packages, at the latest this one, so that the result is reproducible.
            run(
                    List.of(
                            "env",
                            "SOURCE_DATE_EPOCH=0",
                            "mmdebstrap",
                            "--quiet",
                            "--variant=extract",
                            "--architectures=" + architecture,
                            "--include=" + PACKAGES,
                            "bookworm",
                            tar.toString()),
                    "Install mmdebstrap, or name a root file system with --base.");
        }
        return tar;
    }

    private Path javaRuntime(Path work) throws InterruptedException, IOException {
        if (runtime != null) {
            return runtime;
        }
        if (!architecture.equals(machine())) {
            throw new LocalRunException("This JDK is for %s. Name a Java runtime for %s with --runtime."
                    .formatted(machine(), architecture));
        }
        var target = work.resolve("java-" + architecture);
        if (Files.notExists(target)) {
            run(
                    List.of(
                            Path.of(System.getProperty("java.home"), "bin", "jlink")
                                    .toString(),
                            "--add-modules",
                            MODULES,
                            "--include-locales=en,de",
                            "--strip-debug",
                            "--no-header-files",
                            "--no-man-pages",
                            "--compress=zip-6",
                            "--output",
                            target.toString()),
                    "Use a JDK with jlink, or name a Java runtime with --runtime.");
        }
        return target;
    }

    private static String machine() {
        return Map.of("aarch64", "arm64").getOrDefault(System.getProperty("os.arch"), "amd64");
    }

    private static void run(List<String> command, String remedy) throws InterruptedException {
        var outcome = Programs.run(command, MAX_TOOL_TIME);
        if (!outcome.succeeded()) {
            throw new LocalRunException("%s failed: %s%n%s".formatted(command.getFirst(), outcome.output(), remedy));
        }
    }
}
