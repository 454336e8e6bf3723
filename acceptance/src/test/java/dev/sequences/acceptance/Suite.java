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
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The suite under test: all processes, once per JVM, on other ports than a local run and with temporary
 * data. With {@code -Dsequences.acceptance.attach=<data directory>} it is the suite running there
 * (ports by {@code -Dsequences.acceptance.offset}, 0 for {@code ./sequences up}), which is left running.
 */
public final class Suite implements ParameterResolver {

    /** Generous: performance is covered by the benchmarks. */
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Running.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(Suite.class))
                .computeIfAbsent(Running.class, type -> Running.started(), Running.class);
    }

    /** A suite that is ready. */
    public static final class Running implements AutoCloseable {

        private final LocalSuite local;
        private final boolean ours;

        private Running(LocalSuite local, boolean ours) {
            this.local = local;
            this.ours = ours;
        }

        static Running started() {
            String attach = System.getProperty("sequences.acceptance.attach");
            Ports ports =
                    Ports.withOffset(Integer.getInteger("sequences.acceptance.offset", attach == null ? 2000 : 0));
            if (attach != null) {
                return new Running(
                        LocalSuite.of(SuiteSettings.packaged(ProjectHome.find(), Path.of(attach), ports)), false);
            }
            try {
                Path data = Files.createTempDirectory("sequences-acceptance");
                LocalSuite suite = LocalSuite.of(SuiteSettings.packaged(ProjectHome.find(), data, ports));
                Running running = new Running(suite, true);
                // A test run that is interrupted must not leave seven processes behind.
                Runtime.getRuntime().addShutdownHook(new Thread(running::close));
                running.start();
                return running;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        /** A partly started suite would block the next story. */
        private void start() throws InterruptedException {
            try {
                local.start(line -> System.out.println("acceptance: " + line));
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

        @Override
        public void close() {
            if (ours) {
                try {
                    local.reset(line -> {});
                    delete(local.settings().data());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
