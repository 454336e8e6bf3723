package dev.sequences.segment.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.chassis.unit.IdempotencyPurge;
import dev.sequences.segment.ServiceUnderTest;
import dev.sequences.segment.ServiceUnderTest.Reply;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Retention of idempotency keys, on PostgreSQL with a movable clock. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "false"))
class IdempotencyRetentionTest {

    private static final Map<String, Object> MUMBAI = Map.of("field", "city", "op", "equals", "value", "Mumbai");

    @Inject
    IdempotencyPurge purge;

    @Inject
    ServiceUnderTest service;

    @Inject
    DataSource dataSource;

    @BeforeEach
    void empty() {
        service.empty();
    }

    @AfterEach
    void resetsTheClock() {
        service.update("update chassis.suite_clock set shift = interval '0'");
    }

    private void clock(String shift) {
        service.update("update chassis.suite_clock set shift = interval '" + shift + "'");
    }

    private Reply create(String key) {
        return service.send(
                "POST",
                "/segments",
                Map.of("name", "Mumbai", "recordType", "lead", "conditions", MUMBAI),
                "Idempotency-Key",
                key);
    }

    private void keys(int count, String age) {
        service.update("insert into chassis.idempotency_key (caller, key, request_hash, status, created_at)"
                + " select 'maria', '" + age + " ' || n, 'x', 204, chassis.suite_now() - interval '" + age
                + "' from generate_series(1, " + count + ") n");
    }

    @Test
    void returnsTheFirstResponseToARetryForAWeekOfTheSuiteClock() throws Exception {
        String key = UUID.randomUUID().toString();
        Reply first = create(key);
        assertThat(first.status()).isEqualTo(201);

        clock("6 days 23 hours");
        assertThat(purge.purge()).isZero();
        assertThat(create(key).json()).isEqualTo(first.json());

        clock("7 days 1 hour");
        // The thread of the service may have purged first.
        purge.purge();
        assertThat(service.count("select count(*) from chassis.idempotency_key"))
                .isZero();
        // The key has expired, so this is a new request.
        Reply again = create(key);
        assertThat(again.json()).isNotEqualTo(first.json());
    }

    @Test
    void purgesManyExpiredKeysAndKeepsRecentOnes() throws Exception {
        keys(2_500, "8 days");
        keys(40, "6 days");
        purge.purge();
        assertThat(service.rows("select split_part(key, ' ', 1), count(*) from chassis.idempotency_key group by 1"))
                .containsExactly("6 40");
    }

    @Test
    void purgesOnOneReplicaAtATime() throws Exception {
        try (Connection other = dataSource.getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(hashtext('idempotency-purge'))");
            keys(5, "8 days");
            assertThat(purge.purge()).isZero();
            assertThat(service.count("select count(*) from chassis.idempotency_key"))
                    .isEqualTo(5);
            other.commit();
        }
        purge.purge();
        assertThat(service.count("select count(*) from chassis.idempotency_key"))
                .isZero();
    }

    @Test
    void findsExpiredKeysByTheIndexOnAge() {
        keys(20_000, "1 day");
        service.update("analyze chassis.idempotency_key");
        assertThat(String.join(
                        "\n",
                        service.rows("explain select caller, key from chassis.idempotency_key where created_at <"
                                + " (select chassis.suite_now() - make_interval(secs => 604800)) order by created_at"
                                + " limit 1000 for update skip locked")))
                .contains("idempotency_key_age");
    }
}
