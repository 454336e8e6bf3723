package dev.sequences.enrollment.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.chassis.flow.FactVersion;
import dev.sequences.contracts.Topics;
import dev.sequences.contracts.crm.ActivityRecordedV1;
import dev.sequences.contracts.crm.RecordChangedV1;
import dev.sequences.contracts.segment.RecordLeftSegmentV1;
import dev.sequences.contracts.seller.SellerChangedV1;
import dev.sequences.contracts.workitem.WorkItemCompletedV1;
import dev.sequences.enrollment.Messages;
import dev.sequences.enrollment.ServiceUnderTest;
import dev.sequences.enrollment.enrollment.model.EnrollmentDecider;
import dev.sequences.testkit.infra.Await;
import dev.sequences.testkit.infra.ServiceResource;
import dev.sequences.testkit.spec.Delivery;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Decisions that one topic causes and another one informs, in both orders of the two topics. */
@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "false"))
class TopicOrderTest {

    /** Longer than the service waits before it stores a message. */
    private static final Duration OUTAGE = Duration.ofMillis(1_500);

    @Inject
    ServiceUnderTest service;

    @Inject
    DataSource dataSource;

    private final TopicSender topics = new TopicSender();
    private final String sequence = UUID.randomUUID().toString();
    private final String lead = "L-" + UUID.randomUUID();

    @BeforeEach
    void activate() {
        service.activate(sequence, "mail", "", """
            {"key": "mail", "type": "email", "name": "Introduction", "next": "call"},
            {"key": "call", "type": "phone-call", "name": "First call"}\
            """);
    }

    @AfterEach
    void close() {
        topics.close();
    }

    private Delivery record(long version, boolean active, String owner) {
        return Delivery.of(
                "lead:" + lead,
                version,
                new RecordChangedV1("lead", lead, "Ada", "user", owner, active, null, Map.of()));
    }

    private void sendRecord(long version, boolean active) {
        topics.send(record(version, active, "anna"));
    }

    private FactVersion recordVersion(long version) {
        return FactVersion.numbered(Topics.CRM_RECORDS, "lead:" + lead, "/test", version);
    }

    private void sendJoined(FactVersion... basis) {
        topics.send(Messages.joined(lead, sequence), basis);
    }

    private Delivery left(long position, boolean disconnect) {
        return Messages.ofLead(
                lead,
                position,
                new RecordLeftSegmentV1("lead", lead, "g1", sequence, "record-closed", disconnect, null));
    }

    private void awaitRecord(long version) throws Exception {
        Await.until("version " + version + " is known", () -> service.rows(
                        "select version from record where key = ?", "lead:" + lead)
                .equals(List.of("/test#" + version)));
    }

    private boolean isEnrolled() {
        return !service.rows("select 1 from enrollment where record_id = ?", lead)
                .isEmpty();
    }

    private void awaitEnrolled() throws Exception {
        Await.until("it is enrolled", this::isEnrolled);
        assertThat(events()).isEqualTo("record-enrolled step-opened");
    }

    private String events() {
        return String.join(" ", service.events(service.enrollment(lead, sequence)));
    }

    private long waiting() {
        return service.rows(
                        "select 1 from chassis.waiting_message where convert_from(record_key, 'UTF8') = ?",
                        "lead:" + lead)
                .size();
    }

    private void awaitWaiting(int messages) throws Exception {
        Await.until("it waits", () -> waiting() == messages);
        Thread.sleep(OUTAGE);
        assertThat(waiting()).isEqualTo(messages);
    }

    private String refused() {
        return String.join(
                ", ",
                service.rows(
                        "select code, record_version, coalesce(outcome, 'waits') from refused_member where record_key = ?",
                        "lead:" + lead));
    }

    @Test
    void enrollsAMemberWhoseRecordIsKnown() throws Exception {
        sendRecord(1, false);
        sendRecord(2, true);
        awaitRecord(2);
        sendJoined(recordVersion(2));
        awaitEnrolled();
        assertThat(waiting()).isZero();
    }

    @Test
    void enrollsAMemberThatArrivesBeforeItsReopenedRecord() throws Exception {
        sendRecord(1, false);
        awaitRecord(1);
        sendJoined(recordVersion(2));
        awaitWaiting(1);
        assertThat(isEnrolled()).isFalse();
        assertThat(refused()).isEmpty();

        sendRecord(2, true);
        awaitEnrolled();
        assertThat(waiting()).isZero();
        assertThat(refused()).isEmpty();
        assertThat(basisOf("enrollment.record-enrolled")).contains("\"version\": \"/test#2\"");
    }

    private String basisOf(String event) {
        return service.rows(
                        "select convert_from(meta_data, 'UTF8')::jsonb -> 'basis' from chassis.domain_event_entry"
                                + " where aggregate_identifier = ? and payload_type = ?",
                        service.enrollment(lead, sequence),
                        event)
                .getFirst();
    }

    @Test
    void enrollsAMemberThatArrivesBeforeItsNewRecord() throws Exception {
        sendJoined(recordVersion(1));
        awaitWaiting(1);
        sendRecord(1, true);
        awaitEnrolled();
    }

    @Test
    void enrollsAMemberWithoutVersionsAtOnce() throws Exception {
        sendJoined();
        awaitEnrolled();
    }

    @Test
    void refusesAMemberWhoseRecordWasClosedLaterUntilItIsOpenAgain() throws Exception {
        sendRecord(1, true);
        sendRecord(2, false);
        awaitRecord(2);
        sendJoined(recordVersion(1));
        Await.until("it is refused", () -> refused().equals("record-closed /test#2 waits"));
        assertThat(isEnrolled()).isFalse();

        sendRecord(3, true);
        awaitEnrolled();
        assertThat(refused()).isEqualTo("record-closed /test#2 reopened");
    }

    @Test
    void doesNotEnrollAMemberOfAClosedRecordThatLeft() throws Exception {
        sendRecord(1, true);
        sendRecord(2, false);
        awaitRecord(2);
        sendJoined(recordVersion(1));
        topics.send(left(1, false), recordVersion(2));
        Await.until("it left", () -> refused().equals("record-closed /test#2 left"));

        sendRecord(3, true);
        awaitRecord(3);
        assertThat(isEnrolled()).isFalse();
    }

    @Test
    void refusesAMemberWhoseRecordWasDeletedLater() throws Exception {
        sendRecord(1, true);
        awaitRecord(1);
        topics.send(Delivery.tombstone(Topics.CRM_RECORDS, "lead:" + lead));
        Await.until("it is deleted", () -> service.rows("select 1 from record where key = ?", "lead:" + lead)
                .isEmpty());
        sendJoined(recordVersion(1));
        Await.until("it is refused", () -> refused().equals("record-deleted null waits"));
        assertThat(isEnrolled()).isFalse();
    }

    private static final String LOCK_OF_MISSING_RECORD =
            "select pg_advisory_xact_lock(7301, hashtext('lead:' || '%s') & 63)";

    private void awaitDeletedRecord() throws Exception {
        sendRecord(1, true);
        awaitRecord(1);
        topics.send(Delivery.tombstone(Topics.CRM_RECORDS, "lead:" + lead));
        Await.until("it is deleted", () -> service.rows("select 1 from record where key = ?", "lead:" + lead)
                .isEmpty());
    }

    private void awaitLockWait() throws Exception {
        Await.until("it waits for the other replica", () -> !service.rows(
                        "select 1 from pg_locks where not granted and locktype = 'advisory'")
                .isEmpty());
    }

    /** Another replica creates the deleted record again, and has not committed when this one finds it missing. */
    @Test
    void enrollsAMemberWhoseRecordAnotherReplicaCreatesAgain() throws Exception {
        awaitDeletedRecord();
        try (Connection other = dataSource.getConnection();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute(
                    "insert into record (key, record_type, record_id, owner_type, owner_id, active, fields, version)"
                            + " values ('lead:" + lead + "', 'lead', '" + lead
                            + "', 'user', 'anna', true, '{\"fields\": {}}', '/test#2')");
            statement.execute(LOCK_OF_MISSING_RECORD.formatted(lead));
            sendJoined(recordVersion(1));
            awaitLockWait();
            other.commit();
        }
        awaitEnrolled();
        assertThat(refused()).isEmpty();
    }

    /** Another replica finds the record missing, and has not committed when this one creates it. */
    @Test
    void enrollsAMemberThatAnotherReplicaRefusesWhileItsRecordIsCreatedAgain() throws Exception {
        awaitDeletedRecord();
        sendJoined(recordVersion(1));
        Await.until("it is refused", () -> refused().equals("record-deleted null waits"));
        String copy = "refused_" + sequence.replace("-", "");
        try (Connection other = dataSource.getConnection();
                Statement statement = other.createStatement()) {
            statement.execute(
                    "create table " + copy + " as select * from refused_member where record_key = 'lead:" + lead + "'");
            statement.execute("delete from refused_member where record_key = 'lead:" + lead + "'");
            other.setAutoCommit(false);
            statement.execute(LOCK_OF_MISSING_RECORD.formatted(lead));
            statement.execute("insert into refused_member select * from " + copy);
            sendRecord(2, true);
            awaitLockWait();
            other.commit();
            other.setAutoCommit(true);
            statement.execute("drop table " + copy);
        }
        awaitEnrolled();
        assertThat(refused()).isEqualTo("record-deleted null reopened");
    }

    @Test
    void endsAnEnrollmentBecauseTheRecordWasClosedAndNotBecauseItThereforeLeft() throws Exception {
        sendRecord(1, true);
        awaitRecord(1);
        sendJoined(recordVersion(1));
        awaitEnrolled();
        topics.send(left(1, true), recordVersion(2));
        awaitWaiting(1);
        assertThat(events()).isEqualTo("record-enrolled step-opened");

        sendRecord(2, false);
        Await.until("nothing waits", () -> waiting() == 0);
        assertThat(service.rows("select end_reason from enrollment where record_id = ?", lead))
                .containsExactly("record-closed");
    }

    private void sendCompleted(FactVersion... basis) {
        String step = EnrollmentDecider.stepId(service.enrollment(lead, sequence), "mail");
        topics.send(
                Delivery.of(
                        "w-" + step,
                        1,
                        new WorkItemCompletedV1(
                                "w-" + step,
                                service.enrollment(lead, sequence),
                                sequence,
                                step,
                                "mail",
                                "lead",
                                lead,
                                null,
                                null,
                                "anna",
                                Instant.now())),
                basis);
    }

    private String assigneeOfTheCall() {
        return String.join(
                " ",
                service.rows("select assignee_id from enrollment where record_id = ? and step_key = 'call'", lead));
    }

    private void enroll() throws Exception {
        sendRecord(1, true);
        awaitRecord(1);
        sendJoined(recordVersion(1));
        awaitEnrolled();
    }

    @Test
    void assignsTheNextStepToTheNewOwnerWhoseRecordIsKnown() throws Exception {
        enroll();
        topics.send(record(2, true, "ben"));
        awaitRecord(2);
        sendCompleted(recordVersion(2));
        Await.until("the call is open", () -> !assigneeOfTheCall().isEmpty());
        assertThat(assigneeOfTheCall()).isEqualTo("ben");
    }

    @Test
    void assignsTheNextStepToTheNewOwnerWhoseRecordArrivesLater() throws Exception {
        enroll();
        sendCompleted(recordVersion(2));
        Thread.sleep(OUTAGE);
        assertThat(events()).isEqualTo("record-enrolled step-opened");
        topics.send(record(2, true, "ben"));
        Await.until("the call is open", () -> !assigneeOfTheCall().isEmpty());
        assertThat(assigneeOfTheCall()).isEqualTo("ben");
    }

    @Test
    void completesAStepWithoutVersionsAtOnce() throws Exception {
        enroll();
        sendCompleted();
        Await.until("the call is open", () -> !assigneeOfTheCall().isEmpty());
        assertThat(assigneeOfTheCall()).isEqualTo("anna");
    }

    @Test
    void countsAnActivityAfterTheRecordThatItsSenderKnew() throws Exception {
        String answered = UUID.randomUUID().toString();
        service.activate(answered, "met", "", """
            {"key": "met", "type": "event-wait", "eventWait": {"event": "meeting-booked", "within": "P1D"},
             "yes": "call", "no": "call"},
            {"key": "call", "type": "phone-call", "name": "First call"}\
            """);
        sendRecord(1, true);
        awaitRecord(1);
        topics.send(Messages.joined(lead, answered), recordVersion(1));
        Await.until("it is enrolled", this::isEnrolled);
        topics.send(
                Messages.ofLead(
                        lead,
                        -1,
                        new ActivityRecordedV1(
                                UUID.randomUUID().toString(),
                                "meeting-booked",
                                "lead",
                                lead,
                                Instant.now(),
                                null,
                                null)),
                recordVersion(2));
        awaitWaiting(1);
        assertThat(assigneeOfTheCall()).isEmpty();

        topics.send(record(2, true, "ben"));
        Await.until("the call is open", () -> !assigneeOfTheCall().isEmpty());
        assertThat(assigneeOfTheCall()).isEqualTo("ben");
    }

    @Test
    void enrollsAfterTheCalendarOfTheSeller() throws Exception {
        FactVersion calendar = FactVersion.numbered(Topics.SELLERS, "seller:" + lead, "/test", 3);
        sendRecord(1, true);
        sendJoined(recordVersion(1), calendar);
        awaitWaiting(1);
        topics.send(
                Delivery.of("seller:" + lead, 3, new SellerChangedV1(lead, null, null, null, null, null, null, null)));
        awaitEnrolled();
    }

    @Test
    void statesTheDefinitionThatAnEnrollmentUses() throws Exception {
        enroll();
        assertThat(basisOf("enrollment.record-enrolled"))
                .contains("sequences.definitions", sequence, "\"version\": \"/test#2\"");
    }

    @Test
    void keepsTheOrderOfJoiningAndLeaving() throws Exception {
        sendJoined(recordVersion(1));
        topics.send(left(1, true), recordVersion(1));
        awaitWaiting(2);
        sendRecord(1, true);
        Await.until("nothing waits", () -> waiting() == 0);
        assertThat(events()).endsWith("enrollment-ended");
    }
}
