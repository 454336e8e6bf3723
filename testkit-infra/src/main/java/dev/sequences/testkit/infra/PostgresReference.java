package dev.sequences.testkit.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How test servers are created and configured: as in {@code deploy/postgres/server.yaml}, independent of the locale and time zone of the machine, but
 * without durability, with less memory, and with room for many services.
 */
record PostgresReference(Map<String, String> initdb, Map<String, String> settings) {

    private static final Map<String, String> FOR_TESTS = Map.of(
            "fsync", "off",
            "full_page_writes", "off",
            "max_wal_senders", "50",
            "max_replication_slots", "50",
            "max_connections", "300",
            "shared_buffers", "128MB");

    static PostgresReference read() {
        JsonNode file = ProjectFiles.yaml("deploy/postgres/server.yaml");
        Map<String, String> settings = texts(file.path("settings"));
        settings.putAll(FOR_TESTS);
        return new PostgresReference(texts(file.path("initdb")), settings);
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }
}
