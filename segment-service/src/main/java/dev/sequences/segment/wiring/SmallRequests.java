package dev.sequences.segment.wiring;

import dev.sequences.chassis.http.Problem;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** The server takes large bodies because of imports, which are streamed. Whatever is read into memory stays small. */
public class SmallRequests {

    private final long largest;

    SmallRequests(@ConfigProperty(name = "sequences.segment.largest-request") long largest) {
        this.largest = largest;
    }

    @ServerRequestFilter
    public void check(ContainerRequestContext request) {
        String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        boolean streamed = request.getUriInfo().getPath().endsWith("/records/import");
        if (!streamed && length != null && Long.parseLong(length) > largest) {
            String detail = "The request is larger than this path takes.";
            throw new Problem(
                    413,
                    "too-large",
                    "Too large",
                    detail,
                    List.of(new Problem.Finding(
                            "too-large", null, detail, "Send at most " + largest + " bytes, or use the import.")));
        }
    }
}
