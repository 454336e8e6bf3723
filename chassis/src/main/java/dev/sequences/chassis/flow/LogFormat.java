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
 * Applies {@code sequences.log.format}: {@code json}, {@code text} or {@code auto}, which is text on a terminal and JSON elsewhere. It
 * starts before all other beans; the few lines logged earlier are text.
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
                setFormat(handler);
            }
        }
    }

    private void setFormat(Handler handler) {
        if (handler instanceof ConsoleHandler) {
            handler.setFormatter(new JsonLines(service));
        } else if (handler instanceof ExtHandler outer) {
            for (Handler inner : outer.getHandlers()) {
                setFormat(inner);
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
            // From JDK 22 on, there is a console for files and pipes as well; isTerminal, which 21 lacks, distinguishes
            // them.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
