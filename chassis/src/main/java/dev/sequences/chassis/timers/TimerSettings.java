package dev.sequences.chassis.timers;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Firing of due timers. */
@ConfigMapping(prefix = "sequences.timers")
public interface TimerSettings {

    /**
     * Maximum number of threads that fire timers concurrently, including the pump. Each uses one database connection; 1 disables the
     * additional threads.
     */
    @WithDefault("8")
    int maxThreads();
}
