package dev.sequences.chassis.http;

import dev.sequences.chassis.flow.LogFields;
import dev.sequences.chassis.flow.Traces;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/** Adds correlation and trace id to the log lines of a request and the correlation id to its response, and records its span. */
public class CorrelationFilter {

    private static final String HEADER = "X-Correlation-Id";
    private static final String BEGIN = "sequences.begin";
    private static final String ROUTE = "sequences.route";

    private final RequestContext context;
    private final Traces traces;
    private final Map<Method, String> routes = new ConcurrentHashMap<>();

    CorrelationFilter(RequestContext context, Traces traces) {
        this.context = context;
        this.traces = traces;
    }

    @ServerRequestFilter
    void begin(ContainerRequestContext request, ResourceInfo resource) {
        MDC.put(LogFields.CORRELATION, context.correlationId());
        MDC.put(LogFields.TRACE, context.trace().traceId());
        if (traces.isEnabled()) {
            request.setProperty(BEGIN, Instant.now());
            request.setProperty(ROUTE, routes.computeIfAbsent(resource.getResourceMethod(), CorrelationFilter::route));
        }
    }

    @ServerResponseFilter
    void end(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle(HEADER, context.correlationId());
        MDC.remove(LogFields.CORRELATION);
        MDC.remove(LogFields.TRACE);
        MDC.remove(LogFields.ACTOR);
        if (request.getProperty(BEGIN) instanceof Instant begin) {
            String route = String.valueOf(request.getProperty(ROUTE));
            traces.record(
                    request.getMethod() + " " + route,
                    Traces.Kind.SERVER,
                    context.trace(),
                    begin,
                    Map.of(
                            "http.request.method",
                            request.getMethod(),
                            "http.route",
                            route,
                            "http.response.status_code",
                            Integer.toString(response.getStatus()),
                            "sequences.correlation_id",
                            context.correlationId()));
        }
    }

    /** The path template, as declared: a path with ids would give each request its own span name. */
    private static String route(Method method) {
        return path(method.getDeclaringClass().getAnnotation(Path.class)) + path(method.getAnnotation(Path.class));
    }

    private static String path(@Nullable Path path) {
        return path == null || path.value().isEmpty() || path.value().equals("/")
                ? ""
                : path.value().startsWith("/") ? path.value() : "/" + path.value();
    }
}
