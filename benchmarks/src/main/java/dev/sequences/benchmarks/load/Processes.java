package dev.sequences.benchmarks.load;

import dev.sequences.local.Component;
import dev.sequences.local.LocalSuite;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the kernel's counters of the suite's processes and of this one. */
public final class Processes {

    private static final double TICKS_PER_SECOND = 100;
    private static final int PARENT = 1;
    private static final int USER_TICKS = 11;
    private static final int LAST_OF_TICKS = 15;
    /** In the line of the whole machine; waiting for a disk comes next and is idle too. */
    private static final int IDLE = 4;

    private static final int SOFT_INTERRUPTS = 7;

    private final LocalSuite suite;

    public Processes(LocalSuite suite) {
        this.suite = suite;
    }

    /** Processor time since a moment; see {@link #since}. */
    public final class Usage {
        private final long began = System.nanoTime();
        private final Map<Component, Double> suiteBefore = cpuSeconds();
        private final double ownBefore = ownCpuSeconds();
        private final double busyBefore = busySeconds();

        /** Describes the share of the machine that each process used since then. */
        public String shares() {
            var machine =
                    (System.nanoTime() - began) / 1e9 * Runtime.getRuntime().availableProcessors();
            var after = cpuSeconds();
            var own = ownCpuSeconds() - ownBefore;
            var suiteUsed = suite.components().stream()
                    .mapToDouble(component -> used(after, component))
                    .sum();
            // Other processes on the machine distort every figure; the reader has to know.
            var others = Math.max(0, busySeconds() - busyBefore - suiteUsed - own);
            var services = Component.services().stream()
                    .filter(service -> used(after, service) / machine >= 0.01)
                    .map(service -> service.id() + percent(used(after, service) / machine))
                    .collect(Collectors.joining(", "));
            return "cpu: %s, postgres%s, kafka%s, load generator%s, others%s"
                    .formatted(
                            services.isEmpty() ? "services 0 %" : services,
                            percent(used(after, Component.POSTGRES) / machine),
                            percent(used(after, Component.KAFKA) / machine),
                            percent(own / machine),
                            percent(others / machine));
        }

        private double used(Map<Component, Double> after, Component component) {
            return Math.max(0, after.getOrDefault(component, 0.0) - suiteBefore.getOrDefault(component, 0.0));
        }
    }

    public Usage since() {
        return new Usage();
    }

    /** Returns the resident memory of the service's process, including shared pages (RSS). */
    public double residentMegabytes(Component component) {
        var pid = suite.pid(component);
        return pid.isEmpty()
                ? Double.NaN
                : read(Path.of("/proc", Long.toString(pid.getAsLong()), "status"))
                        .lines()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                        .findFirst()
                        .orElse(Double.NaN);
    }

    private Map<Component, Double> cpuSeconds() {
        var seconds = new EnumMap<Component, Double>(Component.class);
        for (var component : suite.components()) {
            suite.pid(component)
                    .ifPresent(pid -> seconds.put(
                            component, component == Component.POSTGRES ? cpuOf(pid) + cpuOfChildren(pid) : cpuOf(pid)));
        }
        return seconds;
    }

    /** Returns the time of all processors and processes together. */
    private static double busySeconds() {
        var fields = read(Path.of("/proc/stat"))
                .lines()
                .findFirst()
                .orElse("")
                .trim()
                .split("\\s+", -1);
        if (fields.length <= SOFT_INTERRUPTS) {
            return 0;
        }
        var ticks = 0L;
        for (var field = 1; field <= SOFT_INTERRUPTS; field++) {
            ticks += field == IDLE || field == IDLE + 1 ? 0 : Long.parseLong(fields[field]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    private static double ownCpuSeconds() {
        return cpuOf(ProcessHandle.current().pid());
    }

    /** Returns the time of the process and of its ended children. */
    private static double cpuOf(long pid) {
        var fields = fields(Long.toString(pid));
        var ticks = 0L;
        for (var field = USER_TICKS; fields.length > LAST_OF_TICKS && field < LAST_OF_TICKS; field++) {
            ticks += Long.parseLong(fields[field]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    private static double cpuOfChildren(long pid) {
        var names = Path.of("/proc").toFile().list((directory, name) -> Character.isDigit(name.charAt(0)));
        return Stream.of(names == null ? new String[0] : names)
                .filter(name -> {
                    var fields = fields(name);
                    return fields.length > PARENT && fields[PARENT].equals(Long.toString(pid));
                })
                .mapToDouble(name -> cpuOf(Long.parseLong(name)))
                .sum();
    }

    /** The fields of the status line after the program's name; none when the process has ended. */
    private static String[] fields(String pid) {
        var line = read(Path.of("/proc", pid, "stat"));
        return line.isEmpty()
                ? new String[0]
                : line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, " %.0f %%", share * 100);
    }
}
