package dev.sequences.worklist.workitem;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Lets a seller's client leave out the body where every field of it may be left out: what is sent without a type is taken
 * as JSON, instead of being refused for its missing type.
 */
public class LeftOutBody {

    @ServerRequestFilter(preMatching = true)
    public void takeAsJson(ContainerRequestContext request) {
        if (request.getMethod().equals(HttpMethod.POST) && request.getHeaderString(HttpHeaders.CONTENT_TYPE) == null) {
            request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        }
    }
}
