package dev.sequences.chassis.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.engine.DebeziumEngine;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Who gives the lease away has closed the engine before, also one that had only begun to start. */
class EngineClosingTest {

    private static final Future<?> RUNNING = new CompletableFuture<>();
    private static final Future<?> ENDED = CompletableFuture.completedFuture(null);

    @Test
    void asksAnEngineThatIsJustStartingAgain() throws Exception {
        Engine engine = new Engine(3);

        Relay.close(engine, RUNNING);

        assertThat(engine.closed).isTrue();
    }

    @Test
    void leavesAnEngineThatHasEndedAlone() throws Exception {
        Engine engine = new Engine(Integer.MAX_VALUE);

        Relay.close(engine, ENDED);

        assertThat(engine.asked).isEqualTo(1);
    }

    /** Refuses to be closed so many times, as the real one does while its tasks are starting. */
    private static final class Engine implements DebeziumEngine<Object> {

        private final int refusals;
        private int asked;
        private boolean closed;

        Engine(int refusals) {
            this.refusals = refusals;
        }

        @Override
        public void run() {}

        @Override
        public void close() {
            if (asked++ < refusals) {
                throw new IllegalStateException("starting");
            }
            closed = true;
        }
    }
}
