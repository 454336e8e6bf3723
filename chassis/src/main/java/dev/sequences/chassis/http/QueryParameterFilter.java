package dev.sequences.chassis.http;

import dev.sequences.chassis.answer.Problem;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Refuses query parameters that the resource method does not declare, and repeated ones that it reads once. Ignoring a misspelt filter would
 * return unfiltered data to a caller who asked for less. Runs after authentication and authorization.
 */
public class QueryParameterFilter {

    private final Map<Method, Map<String, Boolean>> declared = new ConcurrentHashMap<>();

    @ServerRequestFilter
    void check(ContainerRequestContext request, @Nullable ResourceInfo resource) {
        MultivaluedMap<String, String> sent = request.getUriInfo().getQueryParameters();
        Method method = resource == null ? null : resource.getResourceMethod();
        if (sent.isEmpty() || method == null) {
            return;
        }
        Map<String, Boolean> known = declared.computeIfAbsent(method, QueryParameterFilter::declaredBy);
        for (String name : new TreeSet<>(sent.keySet())) {
            Boolean isRepeatable = known.get(name);
            if (isRepeatable == null) {
                throw unknown(name, known.keySet());
            }
            if (!isRepeatable && Objects.requireNonNull(sent.get(name)).size() > 1) {
                throw repeated(name);
            }
        }
    }

    /** Returns the declared names, and whether each may be repeated. */
    private static Map<String, Boolean> declaredBy(Method method) {
        Map<String, Boolean> names = new TreeMap<>();
        for (Parameter parameter : method.getParameters()) {
            QueryParam declaration = parameter.getAnnotation(QueryParam.class);
            if (declaration != null) {
                names.put(declaration.value(), Collection.class.isAssignableFrom(parameter.getType()));
            }
        }
        return names;
    }

    private static Problem repeated(String name) {
        return Problem.unreadable(
                "parameter-repeated", name, "The parameter '" + name + "' is given more than once.", "Send it once.");
    }

    private static Problem unknown(String name, Set<String> known) {
        String shortened = Fields.shortened(name);
        return Problem.unreadable(
                "parameter-unknown",
                shortened,
                "There is no parameter '" + shortened + "'.",
                known.isEmpty()
                        ? "Remove it: this path has no query parameters."
                        : "Use one of: " + String.join(", ", known) + ".");
    }
}
