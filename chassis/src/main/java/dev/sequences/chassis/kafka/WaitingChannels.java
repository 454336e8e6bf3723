package dev.sequences.chassis.kafka;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.providers.extension.MediatorManager;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Starts the messaging channels as soon as the address of a broker can be resolved, and the service without them: a consumer cannot be
 * created before, and its failure would end the service. A broker that refuses connections needs no wait, since consumers connect again.
 */
@Alternative
@Priority(1)
@ApplicationScoped
public class WaitingChannels extends MediatorManager {

    private static final Logger LOG = Logger.getLogger(WaitingChannels.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    @Inject
    KafkaConnection kafka;

    private volatile @Nullable Thread waiting;

    @Override
    public void start() {
        if (kafka.isResolvable()) {
            super.start();
            return;
        }
        LOG.warnf(
                "no address of %s can be resolved; messages are processed as soon as one can",
                kafka.bootstrapServers());
        Thread thread = new Thread(this::startWhenResolvable, "waiting-channels");
        thread.setDaemon(true);
        waiting = thread;
        thread.start();
    }

    private void startWhenResolvable() {
        try {
            while (!kafka.isResolvable()) {
                Thread.sleep(INTERVAL);
            }
        } catch (InterruptedException stopping) {
            return;
        }
        LOG.infof("%s can be resolved", kafka.bootstrapServers());
        super.start();
    }

    void stop(@Observes @Priority(5) ShutdownEvent event) {
        Thread thread = waiting;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
