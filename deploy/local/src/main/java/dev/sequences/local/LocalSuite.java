package dev.sequences.local;

import dev.sequences.local.ProcessTable.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The suite as processes: PostgreSQL, Kafka and the services, one process each. They keep running after this object and its JVM have
 * ended; a later object with the same settings finds them again. The end of one process ends no other.
 */
public final class LocalSuite implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(4);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

    private final SuiteSettings settings;
    private final Tokens tokens;
    private final LocalPostgres postgres;
    private final LocalKafka kafka;
    private final Map<Component, LocalService> services = new LinkedHashMap<>();

    private LocalSuite(SuiteSettings settings) {
        this.settings = settings;
        this.tokens = Tokens.inDirectory(settings.keys());
        this.postgres = new LocalPostgres(
                settings.project(), settings.data(), settings.ports().postgres());
        this.kafka = new LocalKafka(settings.project(), settings.data(), settings.ports());
        settings.services().forEach(service -> services.put(service, new LocalService(service, settings, tokens)));
    }

    /** Returns the suite with these settings, running or not. Starts nothing. */
    public static LocalSuite of(SuiteSettings settings) {
        Preflight.requireWritable(settings.data());
        return new LocalSuite(settings);
    }

    /** Starts the components that do not run and returns when all are ready. */
    public Set<Component> start() throws InterruptedException {
        return start(line -> {});
    }

    /**
     * Starts the components that do not run and returns when all are ready.
     *
     * @param progress receives one line per component that becomes ready
     * @return the started components; empty when all were running
     */
    public Set<Component> start(Consumer<String> progress) throws InterruptedException {
        try (var lock = SuiteLock.take(settings.data())) {
            var missing = missing();
            Preflight.check(settings, portsOf(missing));
            var watch = new Stopwatch(progress);
            startInfrastructure(watch, missing);
            boolean nothingRuns = missing.containsAll(services.keySet());
            services.keySet().stream()
                    .filter(settings::isPackaged)
                    .filter(service -> nothingRuns || !Files.exists(StagedServices.jar(settings.data(), service)))
                    .forEach(service -> StagedServices.stage(settings.project(), settings.data(), service));
            services.keySet().stream().filter(missing::contains).forEach(this::launch);
            for (var service : services.keySet()) {
                awaitReady(service, START_TIMEOUT);
                if (missing.contains(service)) {
                    watch.ready(service, pid(service));
                }
            }
            return missing;
        }
    }

    /** Stops everything in order: the services, then the broker, then the database. */
    public void stop() throws InterruptedException {
        stop(line -> {});
    }

    public void stop(Consumer<String> progress) throws InterruptedException {
        try (var lock = SuiteLock.take(settings.data())) {
            var watch = new Stopwatch(progress);
            Parallel.run(services.entrySet().stream()
                    .map(service -> (Parallel.Step) () -> stopOne(service.getKey(), watch))
                    .toList());
            stopOne(Component.KAFKA, watch);
            stopOne(Component.POSTGRES, watch);
        }
    }

    /** Stops one component. */
    public void stop(Component component) throws InterruptedException {
        stopOne(component, new Stopwatch(line -> {}));
    }

    /** Stops everything and keeps the data. */
    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops everything and deletes the data. Keeps the token keys, because tokens may be in use elsewhere. */
    public void reset(Consumer<String> progress) throws InterruptedException {
        stop(progress);
        try {
            // By name, so that other files in the chosen directory are kept.
            for (var name : List.of("postgres", "postgres.new", "kafka", "apps", "logs", "run")) {
                PostgresBinaries.delete(settings.data().resolve(name));
            }
        } catch (IOException e) {
            throw new LocalRunException("The data could not be deleted: %s.".formatted(e.getMessage()), e);
        }
    }

    /** Sends SIGKILL to the component's process and returns when it has ended. */
    public void kill9(Component component) throws InterruptedException {
        process(component).kill9();
    }

    /** Stops the component's process with SIGSTOP: it keeps its sockets and its memory, but does nothing until {@link #thaw}. */
    public void freeze(Component component) {
        process(component).signal("STOP");
    }

    /** Continues the component's process after {@link #freeze}. */
    public void thaw(Component component) {
        process(component).signal("CONT");
    }

    /** Stops the component if it runs, starts its last build, and returns when it is ready. */
    public void restart(Component component) throws InterruptedException {
        stopOne(component, new Stopwatch(line -> {}));
        if (settings.isPackaged(component)) {
            StagedServices.stage(settings.project(), settings.data(), component);
        }
        startOne(component);
        awaitReady(component, START_TIMEOUT);
    }

    /** Starts the component if it does not run. A service may not be ready yet when this returns. */
    public void startOne(Component component) throws InterruptedException {
        switch (component) {
            case POSTGRES -> postgres.start();
            case KAFKA -> kafka.start();
            case DESIGNER, ENROLLMENT, WORKLIST, SEGMENT, INSIGHTS -> launch(component);
        }
    }

    public OptionalLong pid(Component component) {
        return running(component)
                .map(identity -> OptionalLong.of(identity.pid()))
                .orElse(OptionalLong.empty());
    }

    public boolean isAlive(Component component) {
        return running(component).isPresent();
    }

    /** Returns whether the component serves requests; for a service, whether its health group {@code flow} is up. */
    public boolean isReady(Component component) throws InterruptedException {
        if (!isAlive(component)) {
            return false;
        }
        return switch (component) {
            case POSTGRES -> acceptsSessions();
            case KAFKA -> kafka.accepts();
            case DESIGNER, ENROLLMENT, WORKLIST, SEGMENT, INSIGHTS ->
                service(component).isReady();
        };
    }

    /** Returns when the component is ready; fails when its process ends or the timeout expires first. */
    public void awaitReady(Component component, Duration timeout) throws InterruptedException {
        var deadline = System.nanoTime() + timeout.toNanos();
        while (!isReady(component)) {
            if (!isAlive(component)) {
                throw process(component).diedAtStart();
            }
            if (System.nanoTime() > deadline) {
                throw new LocalRunException(
                        "%s is running but not ready after %d s. See %s and http://localhost:%d/q/health/group/flow."
                                .formatted(
                                        component.id(),
                                        timeout.toSeconds(),
                                        log(component),
                                        component.managementPort(settings.ports())));
            }
            Thread.sleep(POLL_INTERVAL);
        }
    }

    /** Returns the components of this suite in start order. */
    public List<Component> components() {
        var components = new ArrayList<>(List.of(Component.POSTGRES, Component.KAFKA));
        components.addAll(services.keySet());
        return components;
    }

    public Path log(Component component) {
        return process(component).log();
    }

    public Optional<Duration> uptime(Component component) {
        return running(component).map(ProcessTable::age);
    }

    /** Returns the memory of the component's processes; shared pages are counted once. */
    public long memoryInKilobytes(Component component) {
        return running(component)
                .map(identity -> ProcessTable.memoryInKilobytes(identity.pid()))
                .orElse(0L);
    }

    public SuiteSettings settings() {
        return settings;
    }

    public SuiteEndpoints endpoints() {
        return SuiteEndpoints.on(settings.ports());
    }

    public Tokens tokens() {
        return tokens;
    }

    /** Returns the server, for sessions as superuser or as one of the services. */
    public LocalPostgres postgres() {
        return postgres;
    }

    public LocalKafka kafka() {
        return kafka;
    }

    /** Returns the environment variables of a service of this suite. */
    public Map<String, String> environment(Component service) {
        tokens.publicKeyFile();
        return service(service).environment();
    }

    /** Returns the same suite without one service, which runs elsewhere on the same port. */
    public LocalSuite without(Component service) {
        var others = new LinkedHashMap<>(settings.serviceArguments());
        others.remove(service);
        return new LocalSuite(settings.withServices(others));
    }

    /** Moves the time of the whole suite forward. */
    public void advanceClock(TemporalAmount by) {
        new SuiteTime(postgres).advance(by);
    }

    /** Restarts every component that dies until the returned supervision is closed. */
    public Supervision supervise(Consumer<String> progress) {
        return Supervision.of(this, progress);
    }

    private void startInfrastructure(Stopwatch watch, Set<Component> missing) throws InterruptedException {
        Parallel.run(List.of(Component.POSTGRES, Component.KAFKA).stream()
                .map(component -> (Parallel.Step) () -> {
                    // Even if it runs: adds databases and topics that a newer version needs.
                    startOne(component);
                    if (missing.contains(component)) {
                        watch.ready(component, pid(component));
                    }
                })
                .toList());
    }

    private void launch(Component component) {
        service(component)
                .start(Optional.ofNullable(settings.serviceArguments().get(component))
                        .orElseThrow());
    }

    private void stopOne(Component component, Stopwatch watch) throws InterruptedException {
        var wasAlive = isAlive(component);
        switch (component) {
            case POSTGRES -> postgres.stop();
            case KAFKA -> kafka.stop();
            case DESIGNER, ENROLLMENT, WORKLIST, SEGMENT, INSIGHTS ->
                service(component).stop();
        }
        if (wasAlive) {
            watch.stopped(component);
        }
    }

    private Set<Component> missing() {
        var missing = EnumSet.noneOf(Component.class);
        components().stream().filter(component -> !isAlive(component)).forEach(missing::add);
        return missing;
    }

    private Map<String, Integer> portsOf(Set<Component> components) {
        var ports = new LinkedHashMap<String, Integer>();
        for (var component : components) {
            ports.put(component.id(), component.port(settings.ports()));
        }
        if (components.contains(Component.KAFKA)) {
            ports.put("the kafka controller", settings.ports().kafkaController());
        }
        return ports;
    }

    private boolean acceptsSessions() {
        try (var connection = postgres.connectAsSuperuser(LocalPostgres.SUPERUSER)) {
            return connection.isValid(5);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private Optional<Identity> running(Component component) {
        return process(component).running();
    }

    private BackgroundProcess process(Component component) {
        return switch (component) {
            case POSTGRES -> postgres.process();
            case KAFKA -> kafka.process();
            case DESIGNER, ENROLLMENT, WORKLIST, SEGMENT, INSIGHTS ->
                service(component).process();
        };
    }

    private LocalService service(Component component) {
        return Optional.ofNullable(services.get(component))
                .orElseThrow(() -> new LocalRunException("This suite does not include %s.".formatted(component.id())));
    }
}
