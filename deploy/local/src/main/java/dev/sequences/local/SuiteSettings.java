package dev.sequences.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which suite is meant: where it keeps its data, which ports it takes, what its services run.
 *
 * @param keys directory of the key pair that signs the suite's tokens
 * @param serviceArguments for each service of this suite, what follows the JVM's own flags; a suite without services is
 *     PostgreSQL and Kafka alone
 */
public record SuiteSettings(
        ProjectHome project, Path data, Path keys, Ports ports, Map<Component, List<String>> serviceArguments) {

    public SuiteSettings {
        data = data.toAbsolutePath().normalize();
        serviceArguments = Map.copyOf(serviceArguments);
    }

    /** All five services as the build packaged them. */
    public static SuiteSettings packaged(ProjectHome project, Path directory, Ports ports) {
        var data = directory.toAbsolutePath().normalize();
        return new SuiteSettings(
                project,
                data,
                data.resolve("keys"),
                ports,
                Component.services().stream()
                        .collect(Collectors.toMap(
                                service -> service,
                                service -> List.of(
                                        "-jar",
                                        StagedServices.jar(data, service).toString()))));
    }

    /** The same suite without its services. */
    public SuiteSettings infrastructureOnly() {
        return new SuiteSettings(project, data, keys, ports, Map.of());
    }

    /** The same suite with tokens signed by another suite's key, so that one {@code ./sequences token} fits both. */
    public SuiteSettings withKeys(Path otherKeys) {
        return new SuiteSettings(project, data, otherKeys, ports, serviceArguments);
    }

    /** The same suite with other programs as its services. */
    public SuiteSettings withServices(Map<Component, List<String>> arguments) {
        return new SuiteSettings(project, data, keys, ports, arguments);
    }

    boolean isPackaged(Component service) {
        return Optional.ofNullable(serviceArguments.get(service))
                .orElse(List.of())
                .contains(StagedServices.jar(data, service).toString());
    }

    List<Component> services() {
        return List.copyOf(new TreeMap<>(serviceArguments).keySet());
    }
}
