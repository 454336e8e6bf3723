package dev.sequences.chassis.flow;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Log output. */
@ConfigMapping(prefix = "sequences.log")
public interface LogSettings {

    /** Format of log lines: {@code json}, {@code text}, or {@code auto}, which is text on a terminal and JSON elsewhere. */
    @WithDefault("auto")
    String format();
}
