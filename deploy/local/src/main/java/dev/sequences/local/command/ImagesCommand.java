package dev.sequences.local.command;

import dev.sequences.local.LocalRunException;
import dev.sequences.local.ProjectHome;
import dev.sequences.local.ServiceImages;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Builds container images of the services. */
@Command(
        name = "images",
        description = "Builds a container image per service as an OCI archive, without a container engine or registry:",
        footer = {
            "",
            "  ./sequences images --tag 1.0.0",
            "  skopeo copy oci-archive:target/images/enrollment-service-amd64.tar docker://REGISTRY/sequences/enrollment-service:1.0.0",
            "  podman load --input target/images/enrollment-service-amd64.tar"
        })
public final class ImagesCommand implements Callable<Integer> {

    private static final int MEGABYTE = 1_000_000;

    @Option(
            names = "--tag",
            paramLabel = "TAG",
            defaultValue = "0.2.0-SNAPSHOT",
            description = "Tag (default: ${DEFAULT-VALUE}).")
    private String tag = "";

    @Option(
            names = "--architecture",
            paramLabel = "ARCH",
            defaultValue = "amd64",
            description = "amd64 or arm64 (default: ${DEFAULT-VALUE}).")
    private String architecture = "";

    @Option(
            names = "--base",
            paramLabel = "FILE.tar",
            description = "Root file system to build on (default: a minimal Debian by mmdebstrap).")
    @Nullable
    private Path base;

    @Option(
            names = "--runtime",
            paramLabel = "DIR",
            description = "Java runtime of the architecture (default: one by jlink from this JDK).")
    @Nullable
    private Path runtime;

    @Option(names = "--output", paramLabel = "DIR", description = "Directory of the archives (default: target/images).")
    @Nullable
    private Path output;

    @Override
    public Integer call() throws InterruptedException {
        if (!List.of("amd64", "arm64").contains(architecture)) {
            throw new LocalRunException("--architecture is amd64 or arm64, not \"%s\".".formatted(architecture));
        }
        var project = ProjectHome.find();
        var directory = output != null ? output.toAbsolutePath() : project.images();
        for (var image : new ServiceImages(project, directory, architecture, base, runtime).build(tag)) {
            System.out.printf(
                    "%s  %d MB%n  %s%n  %s%n", image.name(), image.bytes() / MEGABYTE, image.digest(), image.archive());
        }
        return 0;
    }
}
