package dev.sequences.acceptance;

import dev.sequences.local.Ports;
import java.nio.file.Path;
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

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == RunningSuite.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(Suite.class))
                .computeIfAbsent(RunningSuite.class, type -> running(), RunningSuite.class);
    }

    private static RunningSuite running() {
        String attach = System.getProperty("sequences.acceptance.attach");
        Ports ports = Ports.withOffset(Integer.getInteger("sequences.acceptance.offset", attach == null ? 2000 : 0));
        return attach == null
                ? RunningSuite.start(ports, line -> System.out.println("acceptance: " + line))
                : RunningSuite.attach(Path.of(attach), ports);
    }
}
