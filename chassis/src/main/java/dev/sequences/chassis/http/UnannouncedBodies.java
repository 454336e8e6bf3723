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
 * Counts a body whose length was not announced while it is read. The server would cut it off with a bare 413, so {@link BodyLimit}
 * takes its limit away for these and the caller is told here.
 */
public class UnannouncedBodies {

    private final BodyLimit limit;
    private final CurrentVertxRequest present;

    UnannouncedBodies(BodyLimit limit, CurrentVertxRequest present) {
        this.limit = limit;
        this.present = present;
    }

    @ServerRequestFilter
    void begin(ContainerRequestContext request) {
        RoutingContext context = present.getCurrent();
        if (BodyLimit.isUnannounced(context.request())) {
            request.setEntityStream(new Counted(request.getEntityStream(), limit.of(context), context));
        }
    }

    private static final class Counted extends FilterInputStream {

        private final long most;
        private final RoutingContext context;
        private long taken;

        Counted(InputStream body, long most, RoutingContext context) {
            super(body);
            this.most = most;
            this.context = context;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int some = super.read(into, from, length);
            count(some);
            return some;
        }

        private void count(int more) {
            taken += Math.max(0, more);
            if (taken > most) {
                BodyLimit.endConnectionAfterAnswer(context);
                throw BodyLimit.tooLarge(most);
            }
        }

        /** Reads to the end, as whoever is done early would, but not for ever. */
        @Override
        public void close() throws IOException {
            byte[] rest = new byte[8_192];
            try {
                while (taken <= most) {
                    if (read(rest, 0, rest.length) < 0) {
                        super.close();
                        return;
                    }
                }
            } catch (Problem tooLarge) {
                // There is an answer already; the connection ends behind it.
            }
        }
    }
}
