package dev.sequences.local;

import dev.sequences.local.BackgroundProcess.StopSignal;
import dev.sequences.local.ProcessTable.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * A PostgreSQL server in its own process: durable (fsync on), with logical decoding, reachable from this machine only. It keeps running
 * after the process that started it ends.
 */
public final class LocalPostgres {

    public static final String SUPERUSER = "postgres";

    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
    private static final Duration ORPHAN_TIMEOUT = Duration.ofSeconds(10);

    /** Settings of the local server: TCP on loopback only. A socket file would need a short, writable directory. */
    private static final List<String> LOCAL_ARGUMENTS = List.of(
            "-c", "listen_addresses=127.0.0.1",
            "-c", "unix_socket_directories=",
            "-c", "fsync=on",
            "-c", "synchronous_commit=on",
            "-c", "log_line_prefix=%m [%p] %q%u@%d ");

    private final Path data;
    private final Path directory;
    private final int port;
    private final ProjectHome project;
    private final PostgresReference reference;
    private final BackgroundProcess process;

    /**
     * @param data the suite's data directory; the server keeps its files in a directory below it
     */
    public LocalPostgres(ProjectHome project, Path data, int port) {
        this.data = data;
        this.directory = data.resolve("postgres");
        this.port = port;
        this.project = project;
        this.reference = PostgresReference.read(project.postgresReference());
        this.process = new BackgroundProcess(Component.POSTGRES.id(), data);
    }

    /** Starts the server unless it runs, and returns when it accepts connections and all databases and logins exist. */
    public void start() throws InterruptedException {
        if (running().isEmpty()) {
            var unprivileged = UnprivilegedUser.wrapper(data, directory);
            var installation = PostgresBinaries.in(project.cache(), project.libraries());
            if (!Files.exists(directory.resolve("PG_VERSION"))) {
                initialize(installation, unprivileged);
            }
            requireMatchingVersion();
            removeCrashRemains();
            process.start(command(installation, unprivileged), Map.of("LC_ALL", "C"), data);
        }
        awaitConnections();
        createDatabases();
    }

    /** Requests a fast shutdown: sessions are terminated, everything is written, the next start needs no recovery. */
    public void stop() throws InterruptedException {
        process.stop(List.of(
                new StopSignal("INT", Duration.ofSeconds(30)),
                new StopSignal("QUIT", Duration.ofSeconds(10)),
                new StopSignal("KILL", Duration.ofSeconds(5))));
    }

    /** Kills the server's main process with SIGKILL; its sessions detect it themselves. */
    public void kill9() throws InterruptedException {
        process.kill9();
    }

    public Connection connectAsSuperuser(String database) throws SQLException {
        return connect(database, SUPERUSER, SUPERUSER);
    }

    public Connection connect(String database, String user, String password) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("ApplicationName", "sequences-local");
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, properties);
    }

    Optional<Identity> running() {
        return process.running();
    }

    BackgroundProcess process() {
        return process;
    }

    private List<String> command(Path installation, List<String> unprivileged) {
        var command = new ArrayList<>(unprivileged);
        command.addAll(List.of(
                installation.resolve("bin/postgres").toString(),
                "-D",
                directory.toString(),
                "-p",
                Integer.toString(port)));
        command.addAll(LOCAL_ARGUMENTS);
        command.addAll(reference.serverArguments());
        return command;
    }

    private void initialize(Path installation, List<String> unprivileged) throws InterruptedException {
        // Created in a temporary directory and then moved, so that an incomplete cluster is never used.
        var unfinished = data.resolve("postgres.new");
        var password = data.resolve("postgres.password");
        try {
            PostgresBinaries.delete(unfinished);
            Files.createDirectories(unfinished);
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwx------"));
            Files.writeString(password, SUPERUSER);
            UnprivilegedUser.handOver(unprivileged, unfinished, password);
            var command = new ArrayList<>(unprivileged);
            command.addAll(List.of(
                    installation.resolve("bin/initdb").toString(),
                    "--pgdata=" + unfinished,
                    "--username=" + SUPERUSER,
                    "--pwfile=" + password,
                    "--auth=scram-sha-256"));
            command.addAll(reference.initdbArguments());
            var outcome = Programs.run(command, Duration.ofMinutes(3));
            if (!outcome.succeeded()) {
                throw new LocalRunException(
                        "PostgreSQL could not create its data directory:%n%s".formatted(outcome.output()));
            }
            Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new LocalRunException(
                    "%s cannot be prepared for PostgreSQL: %s.".formatted(directory, e.getMessage()), e);
        } finally {
            password.toFile().delete();
        }
    }

    private void requireMatchingVersion() {
        try {
            var version = Files.readString(directory.resolve("PG_VERSION")).strip();
            if (!version.equals(reference.majorVersion())) {
                throw new LocalRunException(
                        "The data in %s belongs to PostgreSQL %s, but this suite runs %s; delete it with ./sequences reset."
                                .formatted(directory, version, reference.majorVersion()));
            }
        } catch (IOException e) {
            throw new LocalRunException("%s cannot be read: %s.".formatted(directory, e.getMessage()), e);
        }
    }

    /**
     * A killed server leaves its pid file and perhaps sessions that have not noticed yet. The server refuses to start while either exists,
     * even when another process has reused the pid; so both are removed, limited to processes that work in this directory.
     */
    private void removeCrashRemains() throws InterruptedException {
        var orphans = ProcessTable.workingIn(directory, "bin/postgres");
        for (var orphan : orphans) {
            if (!BackgroundProcess.awaitExit(orphan, ORPHAN_TIMEOUT)) {
                BackgroundProcess.signal(orphan, "QUIT");
            }
        }
        for (var orphan : orphans) {
            if (!BackgroundProcess.awaitExit(orphan, ORPHAN_TIMEOUT)) {
                BackgroundProcess.signal(orphan, "KILL");
            }
        }
        try {
            Files.deleteIfExists(directory.resolve("postmaster.pid"));
        } catch (IOException e) {
            throw new LocalRunException("%s cannot be cleared: %s.".formatted(directory, e.getMessage()), e);
        }
    }

    private void awaitConnections() throws InterruptedException {
        var deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (true) {
            try (var connection = connectAsSuperuser(SUPERUSER)) {
                if (connection.isValid(5)) {
                    return;
                }
            } catch (SQLException notYet) {
                if (process.running().isEmpty()) {
                    throw process.diedAtStart();
                }
                if (System.nanoTime() > deadline) {
                    throw new LocalRunException(
                            "PostgreSQL does not accept connections on port %d: %s. See %s."
                                    .formatted(port, notYet.getMessage(), process.log()),
                            notYet);
                }
            }
            Thread.sleep(150);
        }
    }

    private void createDatabases() {
        try (var connection = connectAsSuperuser(SUPERUSER);
                var statement = connection.createStatement()) {
            for (var service : Component.services()) {
                var name = service.id();
                if (isMissing(connection, "select from pg_roles where rolname = ?", name)) {
                    statement.execute("create role %s login replication password '%s'".formatted(name, name));
                }
                if (isMissing(connection, "select from pg_database where datname = ?", name)) {
                    statement.execute("create database %s owner %s".formatted(name, name));
                }
                // No service reads another's database, not even by mistake.
                statement.execute("revoke connect on database %s from public".formatted(name));
                letReadFromNearby(name);
            }
            var analyst = SuiteEndpoints.ANALYST;
            if (isMissing(connection, "select from pg_roles where rolname = ?", analyst)) {
                statement.execute("create role %s login password '%s'".formatted(analyst, analyst));
                statement.execute("alter role %s set default_transaction_read_only = on".formatted(analyst));
                statement.execute("alter role %s set search_path = analytics, public".formatted(analyst));
            }
            statement.execute("grant connect on database insights to " + analyst);
        } catch (SQLException e) {
            throw new LocalRunException("The databases could not be created: %s.".formatted(e.getMessage()), e);
        }
    }

    /** A relay that starts again reads the log from the last snapshot of running transactions; it may ask for one. */
    private void letReadFromNearby(String service) throws SQLException {
        try (var connection = connectAsSuperuser(service);
                var statement = connection.createStatement()) {
            statement.execute("grant execute on function pg_log_standby_snapshot() to " + service);
        }
    }

    private static boolean isMissing(Connection connection, String query, String name) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            return !statement.executeQuery().next();
        }
    }
}
