package dev.sequences.local;

import java.util.LinkedHashMap;
import java.util.Map;

/** The ports of one suite. Two suites on one machine need two offsets. */
public record Ports(
        int designer,
        int enrollment,
        int worklist,
        int segment,
        int insights,
        int postgres,
        int kafka,
        int kafkaController) {

    /** The documented default ports. */
    public static final Ports STANDARD = new Ports(8081, 8082, 8083, 8084, 8085, 15432, 19092, 19093);

    public static Ports withOffset(int offset) {
        var shifted = new Ports(
                STANDARD.designer + offset,
                STANDARD.enrollment + offset,
                STANDARD.worklist + offset,
                STANDARD.segment + offset,
                STANDARD.insights + offset,
                STANDARD.postgres + offset,
                STANDARD.kafka + offset,
                STANDARD.kafkaController + offset);
        shifted.all().forEach((name, port) -> {
            if (port < 1024 || port > 65_535) {
                throw new LocalRunException("Port offset %d puts %s on port %d, which is outside 1024 to 65535."
                        .formatted(offset, name, port));
            }
        });
        return shifted;
    }

    /** Returns every port with the name of its component. */
    Map<String, Integer> all() {
        var ports = new LinkedHashMap<String, Integer>();
        for (var component : Component.values()) {
            ports.put(component.id(), component.port(this));
            if (component.isService()) {
                ports.put(component.id() + " management", component.managementPort(this));
            }
        }
        ports.put("kafka controller", kafkaController);
        return ports;
    }
}
