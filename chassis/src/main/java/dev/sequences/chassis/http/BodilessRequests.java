package dev.sequences.chassis.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Treats a POST without body and content type as JSON without content. Path matching would otherwise respond 415 where the body is optional.
 */
@ApplicationScoped
class BodilessRequests {

    private static final int BEFORE_MATCHING = 100;

    void register(@Observes Filters filters) {
        filters.register(
                context -> {
                    HttpServerRequest request = context.request();
                    if (HttpMethod.POST.equals(request.method())
                            && !hasBody(request)
                            && request.getHeader(HttpHeaders.CONTENT_TYPE) == null) {
                        request.headers().set(HttpHeaders.CONTENT_TYPE, "application/json");
                    }
                    context.next();
                },
                BEFORE_MATCHING);
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return (length != null && !length.equals("0")) || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }
}
