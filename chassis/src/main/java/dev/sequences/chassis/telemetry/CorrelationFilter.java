package dev.sequences.chassis.telemetry;

import dev.sequences.chassis.security.Caller;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Puts the correlation id on every log line of a request and on its answer. */
public class CorrelationFilter {

    private static final String HEADER = "X-Correlation-Id";

    private final Caller caller;

    CorrelationFilter(Caller caller) {
        this.caller = caller;
    }

    @ServerRequestFilter
    void begin(ContainerRequestContext request) {
        MDC.put("correlationId", caller.correlationId());
    }

    @ServerResponseFilter
    void end(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle(HEADER, caller.correlationId());
        MDC.remove("correlationId");
    }
}
