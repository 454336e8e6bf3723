package dev.sequences.chassis.health;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.jspecify.annotations.Nullable;

/** Liveness is down only for what a restart mends and waiting does not: threads that wait for each other. */
@Liveness
@ApplicationScoped
class ThreadsCheck implements HealthCheck {

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    @Override
    public HealthCheckResponse call() {
        long @Nullable [] deadlocked = threads.findDeadlockedThreads();
        String names = deadlocked == null
                ? ""
                : Arrays.stream(threads.getThreadInfo(deadlocked))
                        .filter(thread -> thread != null)
                        .map(ThreadInfo::getThreadName)
                        .collect(Collectors.joining(" "));
        return HealthCheckResponse.named("threads")
                .status(deadlocked == null)
                .withData("deadlocked", names)
                .build();
    }
}
