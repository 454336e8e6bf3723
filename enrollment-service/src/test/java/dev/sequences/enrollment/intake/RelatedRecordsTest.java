package dev.sequences.enrollment.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequences.enrollment.ServiceUnderTest;
import dev.sequences.enrollment.intake.records.RecordIntake;
import dev.sequences.testkit.infra.Await;
import dev.sequences.testkit.infra.ServiceResource;
import dev.sequences.testkit.infra.TestTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Enrollments that depend on related records which change often and in bulk. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "false"))
class RelatedRecordsTest {

    private static final String ANNA = TestTokens.token("anna", "salesperson");
    private static final String CALL = "{\"key\": \"call\", \"type\": \"phone-call\", \"name\": \"Call\"}";
    private static final String LEAVES_LOST_ACCOUNTS =
            "\"exitCriteria\": [{\"on\": \"field-condition\", \"when\": {\"related\": \"account\","
                    + " \"all\": [{\"field\": \"tier\", \"op\": \"equals\", \"value\": \"lost\"}]}}]";

    @Inject
    ServiceUnderTest service;

    @Inject
    RecordIntake records;

    @Inject
    DataSource dataSource;

    private final String sequence = UUID.randomUUID().toString();
    private final String lead = "L-" + UUID.randomUUID();
    private final String account = "A-" + UUID.randomUUID();

    @AfterEach
    void resetClock() {
        service.update("update chassis.suite_clock set shift = interval '0'");
    }

    private String status(String enrollment) {
        return service.rows("select status from enrollment where enrollment_id = ?", enrollment)
                .getFirst();
    }

    /** A lead of this account whose enrollment ends when the account is lost. */
    private String leaving(String name, String ofAccount) {
        service.record("account", ofAccount, 0, Map.of("tier", "gold"));
        service.record("lead", name, 0, Map.of("accountId", ofAccount));
        return service.enrolled(ANNA, sequence, name);
    }

    private List<String> jobs() {
        return service.rows("select kind, status from chassis.job where kind like 'check-related%'");
    }

    @Test
    void runsOneJobForAllChanges() {
        service.activate(sequence, "call", LEAVES_LOST_ACCOUNTS, CALL);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            ids.add(leaving(lead + i, account + i));
        }
        for (int round = 1; round <= 3; round++) {
            for (int i = 0; i < 30; i++) {
                service.record("account", account + i, round, Map.of("tier", round == 3 ? "lost" : "gold"));
            }
        }
        await().atMost(Await.TIMEOUT)
                .until(() -> ids.stream().allMatch(id -> status(id).equals("disconnected")));
        await().atMost(Await.TIMEOUT)
                .untilAsserted(() -> assertThat(jobs()).hasSize(1).allSatisfy(job -> assertThat(job)
                        .endsWith("succeeded")));
    }

    @Test
    void skipsAFailingEnrollmentAndContinues() {
        service.activate(sequence, "call", LEAVES_LOST_ACCOUNTS, CALL);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(leaving(lead + i, account));
        }
        String bad = ids.stream().sorted().toList().get(1);
        service.update("alter table enrollment add constraint bad check (enrollment_id <> '" + bad
                + "' or ended_at is null) not valid");
        try {
            service.record("account", account, 1, Map.of("tier", "lost"));
            await().atMost(Await.TIMEOUT).until(() -> ids.stream()
                    .allMatch(id -> status(id).equals(id.equals(bad) ? "connected" : "disconnected")));
            await().atMost(Await.TIMEOUT)
                    .until(
                            () -> service.rows(
                                    "select status, errors -> 0 ->> 'item' from chassis.job where kind like"
                                            + " 'check-related%' and errors::text like ?",
                                    "%" + bad + "%"),
                            List.of("partly " + bad)::equals);
        } finally {
            service.update("alter table enrollment drop constraint bad");
        }
    }

    private String askingForTheIndustry(Map<String, Object> fields) {
        service.activate(sequence, "trade", "", """
            {"key": "trade", "type": "field-condition", "yes": "yes", "no": "no", "fieldCondition":
              {"when": {"related": "account", "all": [{"field": "industry", "op": "equals", "value": "steel"}]},
               "onMissing": "error"}},
            {"key": "yes", "type": "task", "name": "Yes"}, {"key": "no", "type": "task", "name": "No"}\
            """);
        service.record("lead", lead, 0, fields);
        return service.enrolled(ANNA, sequence, lead);
    }

    @Test
    void continuesWhenTheAccountArrivesAfterTheContact() {
        String id = askingForTheIndustry(Map.of("accountId", account));
        assertThat(status(id)).isEqualTo("error");
        service.record("account", account, 0, Map.of("name", "Contoso"));
        service.record("account", account, 1, Map.of("industry", "steel"));
        await().atMost(Await.TIMEOUT).until(() -> status(id), "connected"::equals);
        assertThat(service.events(id))
                .containsExactly(
                        "record-enrolled", "step-failed", "step-retried", "condition-evaluated", "step-opened");
    }

    @Test
    void continuesWithTheRecordsCurrentAccount() {
        String id = askingForTheIndustry(Map.of());
        service.record("lead", lead, 1, Map.of("accountId", account));
        assertThat(service.events(id)).containsExactly("record-enrolled", "step-failed");
        service.record("account", account, 0, Map.of("industry", "steel"));
        await().atMost(Await.TIMEOUT).until(() -> status(id), "connected"::equals);
        service.post(ANNA, "/enrollments/" + id + "/disconnect", null);
        assertThat(service.rows("select to_key from exit_reference where enrollment_id = ?", id))
                .isEmpty();
    }

    /** Another replica stored the change without seeing this uncommitted failure. */
    @Test
    void continuesAfterAChangeConcurrentWithTheFailure() {
        String id = askingForTheIndustry(Map.of("accountId", account));
        service.update("insert into record (key, record_type, record_id, owner_type, owner_id, active, fields) values"
                + " ('account:" + account + "', 'account', '" + account
                + "', 'user', 'anna', true, '{\"fields\": {\"industry\": \"steel\"}}')");
        service.update("update chassis.suite_clock set shift = shift + interval '1 minute'");
        await().atMost(Await.TIMEOUT).until(() -> status(id), "connected"::equals);
    }

    private void awaitLockWait() {
        await().atMost(Await.TIMEOUT).until(() -> !service.rows(
                        "select 1 from pg_locks where not granted and locktype in ('tuple', 'transactionid')")
                .isEmpty());
    }

    /** Another replica processes a change of the record while this one ends its enrollment. */
    @Test
    void deletesReferencesThatAnotherReplicaAddsToAnEndingEnrollment() throws Exception {
        service.activate(sequence, "call", LEAVES_LOST_ACCOUNTS, CALL);
        String id = leaving(lead, account);
        CompletableFuture<ServiceUnderTest.Reply> end;
        try (Connection other = dataSource.getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("select 1 from enrollment where enrollment_id = '" + id + "' for share");
            statement.execute("insert into exit_reference values ('account:another', '" + id + "')");
            end = CompletableFuture.supplyAsync(() -> service.post(ANNA, "/enrollments/" + id + "/disconnect", null));
            awaitLockWait();
            other.commit();
        }
        assertThat(end.join().status()).isEqualTo(200);
        assertThat(service.rows("select to_key from exit_reference where enrollment_id = ?", id))
                .isEmpty();
    }

    /** The opposite order. */
    @Test
    void addsNoReferencesToAnEnrollmentThatAnotherReplicaEnds() throws Exception {
        service.activate(sequence, "call", LEAVES_LOST_ACCOUNTS, CALL);
        String id = leaving(lead, account);
        CompletableFuture<Void> change;
        try (Connection other = dataSource.getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("delete from exit_reference where enrollment_id = '" + id + "'");
            statement.execute("update enrollment set ended_at = now() where enrollment_id = '" + id + "'");
            change = CompletableFuture.runAsync(() -> service.record("lead", lead, 1, Map.of("accountId", "another")));
            await().atMost(Await.TIMEOUT)
                    .until(() -> change.isDone()
                            || !service.rows("select 1 from pg_locks where not granted")
                                    .isEmpty());
            other.commit();
        }
        change.join();
        assertThat(service.rows("select to_key from exit_reference where enrollment_id = ?", id))
                .isEmpty();
    }
}
