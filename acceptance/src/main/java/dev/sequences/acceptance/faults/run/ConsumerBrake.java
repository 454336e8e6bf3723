package dev.sequences.acceptance.faults.run;

import dev.sequences.acceptance.faults.IntakeConsumer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.jspecify.annotations.Nullable;

/**
 * Stops single consumers without their knowledge by a quota of the broker: at one byte per second it answers each fetch of that client
 * with no records. The consumer stays in its group and keeps its partitions, as with a slow network; its service does everything
 * else as usual. Needs no hook in the services.
 */
final class ConsumerBrake {

    private static final double STOPPED = 1.0;
    private static final int TIMEOUT_MILLIS = 3_000;

    private final String kafka;

    ConsumerBrake(String kafka) {
        this.kafka = kafka;
    }

    /** Returns whether the broker has accepted the quota. */
    boolean stop(IntakeConsumer consumer) throws InterruptedException {
        return limit(consumer, STOPPED);
    }

    /** Returns whether the broker has removed the quota. The consumer receives records again after some seconds. */
    boolean release(IntakeConsumer consumer) throws InterruptedException {
        return limit(consumer, null);
    }

    private boolean limit(IntakeConsumer consumer, @Nullable Double bytesPerSecond) throws InterruptedException {
        try (Admin admin = Admin.create(Map.<String, Object>of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS))) {
            admin.alterClientQuotas(List.of(new ClientQuotaAlteration(
                            new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, consumer.clientId())),
                            List.of(new ClientQuotaAlteration.Op("consumer_byte_rate", bytesPerSecond)))))
                    .all()
                    .get();
            return true;
        } catch (ExecutionException brokerAway) {
            return false;
        }
    }
}
