package dev.sequences.contracts.generation;

import dev.sequences.contracts.catalogue.EventType;
import dev.sequences.contracts.catalogue.EventTypes;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Rewrites stored files if a system property is set, before the first test reads one. {@code contracts.accept} writes
 * schemas and AsyncAPI documents; {@code contracts.release} copies the current schemas to the released ones.
 */
public final class Renewal implements BeforeAllCallback {

    static final String ACCEPT = "contracts.accept";
    private static final String RELEASE = "contracts.release";

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot()
                .getStore(ExtensionContext.Namespace.create(Renewal.class))
                .computeIfAbsent(Renewal.class, once -> {
                    renew();
                    return true;
                });
    }

    private static void renew() {
        if (Boolean.getBoolean(ACCEPT)) {
            EventTypes.ALL.forEach(
                    type -> Published.write(schema(Published.SCHEMAS, type), Published.pretty(EventSchema.of(type))));
            for (Service service : Service.values()) {
                Published.write(Published.ASYNC_API.resolve(service.fileName()), AsyncApiDocument.of(service));
            }
        }
        if (Boolean.getBoolean(RELEASE)) {
            EventTypes.ALL.forEach(type ->
                    Published.write(schema(Published.RELEASED, type), Published.read(schema(Published.SCHEMAS, type))));
        }
    }

    private static Path schema(Path folder, EventType type) {
        return folder.resolve(type.name() + ".schema.json");
    }
}
