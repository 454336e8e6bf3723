package dev.sequences.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.local.LocalSuite;
import dev.sequences.local.Ports;
import dev.sequences.local.ProjectHome;
import dev.sequences.local.SuiteEndpoints;
import dev.sequences.local.SuiteSettings;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A suite that is ready, and its clients. */
public final class RunningSuite implements AutoCloseable {

    /** Generous: performance is covered by the benchmarks. */
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final LocalSuite local;

    private final boolean isOwn;

    /** Stops an own suite when the JVM ends: an interrupted run must not leave seven processes behind. */
    private final Thread stopper = new Thread(this::stopAndDelete, "stop-suite");

    private RunningSuite(LocalSuite local, boolean isOwn) {
        this.local = local;
        this.isOwn = isOwn;
    }

    /**
     * Starts a suite with temporary data, which {@link #close} and the end of the JVM stop and delete. Occupied ports are refused.
     *
     * @param progress receives one line per component that becomes ready
     */
    public static RunningSuite start(Ports ports, Consumer<String> progress) {
        try {
            Path data = Files.createTempDirectory("sequences-acceptance");
            RunningSuite suite =
                    new RunningSuite(LocalSuite.of(SuiteSettings.packaged(ProjectHome.find(), data, ports)), true);
            Runtime.getRuntime().addShutdownHook(suite.stopper);
            suite.startAll(progress);
            return suite;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Returns the suite that runs on this data and these ports. {@link #close} leaves it running. */
    public static RunningSuite attach(Path data, Ports ports) {
        return new RunningSuite(LocalSuite.of(SuiteSettings.packaged(ProjectHome.find(), data, ports)), false);
    }

    /** A partly started suite would block the next one. */
    private void startAll(Consumer<String> progress) throws InterruptedException {
        try {
            local.start(progress);
        } catch (InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    public LocalSuite local() {
        return local;
    }

    public SuiteEndpoints at() {
        return local.endpoints();
    }

    public String postgres() {
        return "localhost:" + local.settings().ports().postgres();
    }

    /** Maria designs sequences and segments. */
    public String maria() {
        return local.tokens().token("maria", "sequence-manager");
    }

    /** Sam leads the sellers. */
    public String sam() {
        return local.tokens().token("sam", "sales-manager");
    }

    public String seller(String name) {
        return local.tokens().token(name, "salesperson");
    }

    public Api designer(String token) {
        return Api.of(at().designer(), token);
    }

    public Api enrollment(String token) {
        return Api.of(at().enrollment(), token);
    }

    public Api worklist(String token) {
        return Api.of(at().worklist(), token);
    }

    public Api segment(String token) {
        return Api.of(at().segment(), token);
    }

    public Api insights(String token) {
        return Api.of(at().insights(), token);
    }

    public void clock(TemporalAmount by) {
        local.advanceClock(by);
    }

    /** Every item of a list, page by page. */
    public static List<JsonNode> all(Api api, String path) {
        List<JsonNode> items = new ArrayList<>();
        String cursor = "";
        do {
            Reply page = api.get(path + (path.contains("?") ? "&" : "?") + "limit=200" + cursor);
            if (!page.ok()) {
                throw new IllegalStateException(path + ": " + page);
            }
            page.json().path("items").forEach(items::add);
            JsonNode next = page.json().path("next");
            cursor = next.isTextual() ? "&after=" + next.asText() : "";
        } while (!cursor.isEmpty());
        return items;
    }

    /** Services communicate by topics, so effects appear with a delay. */
    public static void eventually(String what, BooleanSupplier holds) {
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + TIMEOUT.toSeconds() + " s: " + what);
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> all = Files.walk(directory)) {
                all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    private void stopAndDelete() {
        try {
            local.reset(line -> {});
            delete(local.settings().data());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (!isOwn) {
            return;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(stopper);
        } catch (IllegalStateException ending) {
            // The hook is running.
            return;
        }
        stopAndDelete();
    }
}
