package dev.sequences.chassis.flow;

import dev.sequences.chassis.settings.ServiceSettings;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.Console;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.handlers.ConsoleHandler;

/**
 * Machines read logs as JSON, people as text: {@code sequences.log.format} is {@code json}, {@code text} or {@code auto}, which
 * means text on a terminal and JSON elsewhere. Takes over as the first thing that starts; the few lines before it are text.
 */
@ApplicationScoped
class LogFormat {

    private final boolean json;
    private final String service;

    LogFormat(LogSettings settings, ServiceSettings identity) {
        this.json = switch (settings.format()) {
            case "json" -> true;
            case "text" -> false;
            case "auto" -> !onTerminal();
            default ->
                throw new IllegalArgumentException(
                        "sequences.log.format is '" + settings.format() + "'. Set json, text or auto.");
        };
        this.service = identity.service();
    }

    void start(@Observes @Priority(1) StartupEvent event) {
        if (json) {
            for (Handler handler : Logger.getLogger("").getHandlers()) {
                take(handler);
            }
        }
    }

    private void take(Handler handler) {
        if (handler instanceof ConsoleHandler) {
            handler.setFormatter(new JsonLines(service));
        } else if (handler instanceof ExtHandler outer) {
            for (Handler inner : outer.getHandlers()) {
                take(inner);
            }
        }
    }

    @SuppressWarnings("SystemConsoleNull") // It is null on JDK 21.
    private static boolean onTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // Some JDKs give a console for files and pipes as well, and tell by this method, which 21 does not have.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
