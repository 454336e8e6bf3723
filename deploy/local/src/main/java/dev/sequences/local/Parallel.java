package dev.sequences.local;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs independent steps in parallel. All have finished when the call returns, even when one fails. */
final class Parallel {

    private Parallel() {}

    @FunctionalInterface
    interface Step {
        void run() throws InterruptedException;
    }

    static void run(List<Step> steps) throws InterruptedException {
        try (var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().daemon().name("suite-", 0).factory())) {
            var running = new ArrayList<Future<?>>();
            for (var step : steps) {
                running.add(threads.submit(() -> {
                    step.run();
                    return null;
                }));
            }
            collect(running, threads);
        }
    }

    private static void collect(List<Future<?>> running, ExecutorService threads) throws InterruptedException {
        LocalRunException failure = null;
        for (var future : running) {
            try {
                future.get();
            } catch (InterruptedException e) {
                threads.shutdownNow();
                throw e;
            } catch (ExecutionException e) {
                var cause = e.getCause() instanceof LocalRunException known
                        ? known
                        : new LocalRunException(String.valueOf(e.getCause()), e);
                if (failure == null) {
                    failure = cause;
                } else {
                    failure.addSuppressed(cause);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
