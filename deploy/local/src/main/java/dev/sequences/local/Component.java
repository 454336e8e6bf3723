package dev.sequences.local;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/** The processes that make up a suite, in the order in which they are started. */
public enum Component {
    POSTGRES("postgres", "", Ports::postgres),
    KAFKA("kafka", "", Ports::kafka),
    DESIGNER("designer", "sequence-designer-service", Ports::designer),
    ENROLLMENT("enrollment", "enrollment-service", Ports::enrollment),
    WORKLIST("worklist", "worklist-service", Ports::worklist),
    SEGMENT("segment", "segment-service", Ports::segment),
    INSIGHTS("insights", "insights-service", Ports::insights);

    private static final int MANAGEMENT_OFFSET = 1_000;

    private final String id;
    private final String module;
    private final ToIntFunction<Ports> port;

    Component(String id, String module, ToIntFunction<Ports> port) {
        this.id = id;
        this.module = module;
        this.port = port;
    }

    /** Returns the name in commands and tests; for a service also of its database and its login. */
    public String id() {
        return id;
    }

    /** Folder of the service in the project. */
    String module() {
        return module;
    }

    public int port(Ports ports) {
        return port.applyAsInt(ports);
    }

    /** Returns the port of health and metrics of a service: that of its API plus 1000. */
    public int managementPort(Ports ports) {
        return port(ports) + MANAGEMENT_OFFSET;
    }

    public boolean isService() {
        return !module.isEmpty();
    }

    public static List<Component> services() {
        return Arrays.stream(values()).filter(Component::isService).toList();
    }

    public static Component named(String id) {
        return Arrays.stream(values())
                .filter(component -> component.id.equals(id) || component.isService() && component.module.equals(id))
                .findFirst()
                .orElseThrow(() -> new LocalRunException("There is no component \"%s\". Known components: %s."
                        .formatted(
                                id, Arrays.stream(values()).map(Component::id).toList())));
    }
}
