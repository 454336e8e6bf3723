package dev.sequences.chassis.http;

import dev.sequences.chassis.flow.LogFields;
import dev.sequences.chassis.flow.Traces;
import dev.sequences.chassis.security.Caller;
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

/** Puts correlation and trace id on every log line of a request, the correlation id on its answer, and the request in its trace. */
public class CorrelationFilter {

    private static final String HEADER = "X-Correlation-Id";
    private static final String BEGIN = "sequences.begin";
    private static final String ROUTE = "sequences.route";

    private final Caller caller;
    private final Traces traces;
    private final Map<Method, String> routes = new ConcurrentHashMap<>();

    CorrelationFilter(Caller caller, Traces traces) {
        this.caller = caller;
        this.traces = traces;
    }

    @ServerRequestFilter
    void begin(ContainerRequestContext request, ResourceInfo resource) {
        MDC.put(LogFields.CORRELATION, caller.correlationId());
        MDC.put(LogFields.TRACE, caller.trace().traceId());
        if (traces.on()) {
            request.setProperty(BEGIN, Instant.now());
            request.setProperty(ROUTE, routes.computeIfAbsent(resource.getResourceMethod(), CorrelationFilter::route));
        }
    }

    @ServerResponseFilter
    void end(ContainerRequestContext request, ContainerResponseContext response) {
        response.getHeaders().putSingle(HEADER, caller.correlationId());
        MDC.remove(LogFields.CORRELATION);
        MDC.remove(LogFields.TRACE);
        MDC.remove(LogFields.ACTOR);
        if (request.getProperty(BEGIN) instanceof Instant begin) {
            String route = String.valueOf(request.getProperty(ROUTE));
            traces.ended(
                    request.getMethod() + " " + route,
                    Traces.Kind.SERVER,
                    caller.trace(),
                    begin,
                    Map.of(
                            "http.request.method",
                            request.getMethod(),
                            "http.route",
                            route,
                            "http.response.status_code",
                            Integer.toString(response.getStatus()),
                            "sequences.correlation_id",
                            caller.correlationId()));
        }
    }

    /** The path as it is declared: ids in it would make a name of its own for each request. */
    private static String route(Method method) {
        return path(method.getDeclaringClass().getAnnotation(Path.class)) + path(method.getAnnotation(Path.class));
    }

    private static String path(@Nullable Path path) {
        return path == null || path.value().isEmpty() || path.value().equals("/")
                ? ""
                : path.value().startsWith("/") ? path.value() : "/" + path.value();
    }
}
