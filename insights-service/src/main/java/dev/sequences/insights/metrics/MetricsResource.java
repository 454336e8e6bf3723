package dev.sequences.insights.metrics;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Definitions of all figures, as data, so that user interfaces and documentation show the same texts. */
@Path("/insights/metrics")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER})
public class MetricsResource {

    private static final String REGISTRY = "/metrics/registry.json";

    private final Registry registry = new Registry(read());

    /** Definition of a figure. {@code source}: the view column or resource that returns it. */
    public record Metric(
            String id, String name, String formula, String grain, String unit, String owner, String source) {}

    /** All metrics. */
    public record Registry(List<Metric> items) {}

    private static List<Metric> read() {
        try (InputStream json = MetricsResource.class.getResourceAsStream(REGISTRY)) {
            return List.copyOf(Json.MAPPER.readValue(json, new TypeReference<List<Metric>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @GET
    public Registry list() {
        return registry;
    }
}
