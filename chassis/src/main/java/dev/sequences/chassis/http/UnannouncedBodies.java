package dev.sequences.chassis.http;

import dev.sequences.chassis.answer.Problem;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Limits a body of unknown length while it is read. The server would end it with a 413 without a body, so {@link BodyLimit}
 * disables the server's limit for these requests and this filter reports the problem.
 */
public class UnannouncedBodies {

    private final BodyLimit limit;
    private final CurrentVertxRequest currentRequest;

    UnannouncedBodies(BodyLimit limit, CurrentVertxRequest currentRequest) {
        this.limit = limit;
        this.currentRequest = currentRequest;
    }

    @ServerRequestFilter
    void begin(ContainerRequestContext request) {
        RoutingContext context = currentRequest.getCurrent();
        if (BodyLimit.hasUnknownLength(context.request())) {
            request.setEntityStream(new CountingStream(request.getEntityStream(), limit.of(context), context));
        }
    }

    private static final class CountingStream extends FilterInputStream {

        private final long maxBytes;
        private final RoutingContext context;
        private long bytes;

        CountingStream(InputStream body, long maxBytes, RoutingContext context) {
            super(body);
            this.maxBytes = maxBytes;
            this.context = context;
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int count = super.read(into, from, length);
            count(count);
            return count;
        }

        private void count(int more) {
            bytes += Math.max(0, more);
            if (bytes > maxBytes) {
                BodyLimit.closeConnectionAfterResponse(context);
                throw Problems.tooLarge(maxBytes);
            }
        }

        /** Reads the rest, as the framework expects, up to the limit. */
        @Override
        public void close() throws IOException {
            byte[] rest = new byte[8_192];
            try {
                while (bytes <= maxBytes) {
                    if (read(rest, 0, rest.length) < 0) {
                        super.close();
                        return;
                    }
                }
            } catch (Problem tooLarge) {
                // The response is already determined; the connection closes after it.
            }
        }
    }
}
