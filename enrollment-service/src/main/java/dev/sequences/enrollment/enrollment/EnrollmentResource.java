package dev.sequences.enrollment.enrollment;

import static dev.sequences.enrollment.enrollment.Enrollments.ENROLLMENT;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.decider.Refusal;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.http.Fields;
import dev.sequences.chassis.http.RequestContext;
import dev.sequences.chassis.security.Caller;
import dev.sequences.chassis.security.Roles;
import dev.sequences.chassis.unit.Loaded;
import dev.sequences.chassis.unit.Outcome;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.EnrollmentRequests.BulkEnrollment;
import dev.sequences.enrollment.enrollment.EnrollmentRequests.BulkResult;
import dev.sequences.enrollment.enrollment.EnrollmentRequests.BulkResults;
import dev.sequences.enrollment.enrollment.EnrollmentRequests.BulkRetry;
import dev.sequences.enrollment.enrollment.EnrollmentRequests.Disconnect;
import dev.sequences.enrollment.enrollment.EnrollmentRequests.NewEnrollment;
import dev.sequences.enrollment.enrollment.model.Assignee;
import dev.sequences.enrollment.enrollment.model.EndReason;
import dev.sequences.enrollment.enrollment.model.Enrollment;
import dev.sequences.enrollment.enrollment.model.EnrollmentCommand.EndEnrollment;
import dev.sequences.enrollment.enrollment.model.EnrollmentDecider;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent;
import dev.sequences.enrollment.reference.Records;
import dev.sequences.enrollment.reference.Records.KnownRecord;
import dev.sequences.enrollment.reference.Sequences;
import dev.sequences.enrollment.reference.Sequences.SequenceState;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Enrolls records, ends enrollments and retries failed steps (domain rules 4.1, 4.7). Sellers may enroll their own and their teams'
 * records, and end or retry every enrollment visible to them.
 */
@Path("/enrollments")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER, Roles.SALESPERSON})
public class EnrollmentResource {

    private static final int MAX_BULK_SIZE = 500;
    private static final int MAX_TEXT_LENGTH = 2_000;

    private final Commands commands;
    private final Caller caller;
    private final RequestContext context;
    private final Sequences sequences;
    private final Records records;
    private final Enroller enroller;
    private final UserRetries retries;
    private final Participants participants;

    EnrollmentResource(
            Commands commands,
            Caller caller,
            RequestContext context,
            Sequences sequences,
            Records records,
            Enroller enroller,
            UserRetries retries,
            Participants participants) {
        this.commands = commands;
        this.caller = caller;
        this.context = context;
        this.sequences = sequences;
        this.records = records;
        this.enroller = enroller;
        this.retries = retries;
        this.participants = participants;
    }

    /** Response of a command. {@code GET /enrollments/{id}} returns the complete enrollment. */
    public record EnrollmentAnswer(
            String id,
            @Nullable String sequenceId,
            int version,
            @Nullable String recordType,
            @Nullable String recordId,
            String status,
            @Nullable String endReason,
            @Nullable String errorCode) {}

    @POST
    public Response enroll(@Nullable NewEnrollment body) {
        NewEnrollment command = body == null ? new NewEnrollment(null, null, null, null, null) : body;
        String sequenceId = Fields.required("sequenceId", command.sequenceId(), 200);
        String recordType = Fields.required("recordType", command.recordType(), 200);
        String recordId = Fields.required("recordId", command.recordId(), 200);
        String id = UuidCreator.getTimeOrderedEpoch().toString();
        Visibility visibility = Visibility.of(caller);
        String by = caller.user();
        Cause cause = context.cause();
        return commands.run(command, unit -> {
            SequenceState sequence = sequence(unit, sequenceId);
            String key = Records.key(recordType, recordId);
            KnownRecord record = records.lock(unit, List.of(key)).get(key);
            Refusal refusal = refusal(record, recordType, recordId, visibility);
            if (refusal != null || record == null) {
                throw Problem.of(refusal == null ? recordUnknown(recordType, recordId) : refusal);
            }
            Enroller.Request request =
                    request(id, sequence, record, "manual", by, command.assignee(), command.startAtStep());
            return switch (enroller.enroll(unit, request, cause)) {
                case Enroller.Result.Enrolled enrolled ->
                    Answer.created("/enrollments/" + id, answer(id, enrolled.state()), enrolled.version());
                case Enroller.Result.Open open -> {
                    Loaded<Enrollment> existing = unit.load(ENROLLMENT, open.id());
                    yield Answer.ok(answer(open.id(), existing.state()), existing.version());
                }
                case Enroller.Result.Refused refused -> throw Problem.of(refused.reasons());
            };
        });
    }

    /** Returns created, exists or refused per record, and enrolls all valid records in one transaction. */
    @POST
    @Path("/bulk")
    public Response enrollMany(@Nullable BulkEnrollment body) {
        BulkEnrollment command = body == null ? new BulkEnrollment(null, null, null) : body;
        String sequenceId = Fields.required("sequenceId", command.sequenceId(), 200);
        String recordType = Fields.required("recordType", command.recordType(), 200);
        List<String> ids = command.recordIds() == null ? List.of() : command.recordIds();
        if (ids.isEmpty() || ids.size() > MAX_BULK_SIZE) {
            throw Problem.rule(
                    "bulk-size",
                    "recordIds",
                    "The request contains " + ids.size() + " records.",
                    "Send 1 to 500 records per request, or use a segment.");
        }
        if (ids.stream().anyMatch(Objects::isNull)) {
            throw Problem.unreadable("field-missing", "recordIds", "A record id is null.", "Omit the id.");
        }
        Visibility visibility = Visibility.of(caller);
        String by = caller.user();
        Cause cause = context.cause();
        return commands.run(command, unit -> {
            SequenceState sequence = sequence(unit, sequenceId);
            Map<String, KnownRecord> known = records.lock(
                    unit,
                    ids.stream()
                            .filter(UserRetries::isStorable)
                            .map(id -> Records.key(recordType, id))
                            .toList());
            List<BulkResult> results = new ArrayList<>();
            Map<String, Enroller.Request> requests = new LinkedHashMap<>();
            for (String recordId : new LinkedHashSet<>(ids)) {
                KnownRecord record = known.get(Records.key(recordType, recordId));
                Refusal refusal = refusal(record, recordType, recordId, visibility);
                if (refusal != null || record == null) {
                    Refusal reason = refusal == null ? recordUnknown(recordType, recordId) : refusal;
                    results.add(new BulkResult(recordId, "refused", null, reason.code(), reason.message()));
                } else {
                    requests.put(
                            recordId,
                            request(
                                    UuidCreator.getTimeOrderedEpoch().toString(),
                                    sequence,
                                    record,
                                    "bulk",
                                    by,
                                    null,
                                    null));
                }
            }
            enroller.prepare(unit, requests.values());
            requests.forEach((recordId, request) -> results.add(
                    switch (enroller.enroll(unit, request, cause)) {
                        case Enroller.Result.Enrolled enrolled ->
                            new BulkResult(recordId, "created", enrolled.id(), null, null);
                        case Enroller.Result.Open open -> new BulkResult(recordId, "exists", open.id(), null, null);
                        case Enroller.Result.Refused refused ->
                            new BulkResult(
                                    recordId,
                                    "refused",
                                    null,
                                    refused.reasons().getFirst().code(),
                                    refused.reasons().getFirst().message());
                    }));
            return Answer.ok(new BulkResults(results));
        });
    }

    /** Ends the enrollment. An ended enrollment stays unchanged. */
    @POST
    @Path("/{id}/disconnect")
    public Response disconnect(@PathParam("id") String id, @Nullable Disconnect body) {
        Disconnect command = body == null ? new Disconnect(null, null) : body;
        Fields.optional("disposition", command.disposition(), 100);
        Fields.optional("note", command.note(), MAX_TEXT_LENGTH);
        Visibility visibility = Visibility.of(caller);
        Cause cause = context.cause();
        Long expected = context.expectedVersion();
        return commands.run(command, List.of(id), unit -> {
            Loaded<Enrollment> before = unit.load(ENROLLMENT, id);
            if (EnrollmentDecider.progressOf(before.state()) == null
                    || !(visibility.all()
                            || visibility.coversAny(participants
                                    .of(unit.connection(), List.of(id))
                                    .getOrDefault(id, Set.of())))) {
                throw Problem.unknown("enrollment", id);
            }
            Outcome.Done<Enrollment, EnrollmentEvent> done = unit.execute(
                            ENROLLMENT,
                            id,
                            new EndEnrollment(
                                    EndReason.USER_DISCONNECTED, command.disposition(), command.note(), unit.now()),
                            cause,
                            expected)
                    .orProblem();
            return Answer.ok(answer(id, done.state()), done.version());
        });
    }

    /** Retries the failed step. The response shows whether it failed again; that is not a refusal. */
    @POST
    @Path("/{id}/retry")
    public Response retry(@PathParam("id") String id) {
        UserRetries.Requester requester =
                new UserRetries.Requester(caller.user(), Visibility.of(caller), context.cause());
        Long expected = context.expectedVersion();
        return commands.run(null, List.of(id), unit -> {
            Outcome.Done<Enrollment, EnrollmentEvent> done = retries.retry(unit, requester, id, expected);
            return Answer.ok(answer(id, done.state()), done.version());
        });
    }

    /** Returns retried or refused per enrollment. */
    @POST
    @Path("/bulk/retry")
    public Response retryMany(@Nullable BulkRetry body) {
        List<String> ids = body == null || body.ids() == null ? List.of() : body.ids();
        if (ids.isEmpty() || ids.size() > MAX_BULK_SIZE) {
            throw Problem.rule(
                    "bulk-size",
                    "ids",
                    "The request contains " + ids.size() + " enrollments.",
                    "Send 1 to 500 enrollments per request.");
        }
        if (ids.stream().anyMatch(Objects::isNull)) {
            throw Problem.unreadable("field-missing", "ids", "An id is null.", "Omit the id.");
        }
        UserRetries.Requester requester =
                new UserRetries.Requester(caller.user(), Visibility.of(caller), context.cause());
        return commands.run(
                body,
                ids.stream().filter(UserRetries::isStorable).toList(),
                unit -> Answer.ok(new BulkResults(retries.retryAll(unit, requester, new LinkedHashSet<>(ids)))));
    }

    private SequenceState sequence(Unit unit, String sequenceId) {
        return sequences
                .lock(unit, sequenceId)
                .orElseThrow(() -> Problem.rule(
                        "sequence-unknown",
                        "sequenceId",
                        "The sequence '" + Fields.shortened(sequenceId) + "' does not exist.",
                        "Check the id. A new sequence becomes available after a few seconds."));
    }

    private static @Nullable Refusal refusal(
            @Nullable KnownRecord record, String recordType, String recordId, Visibility visibility) {
        if (record == null || !visibility.covers(record.owner())) {
            return recordUnknown(recordType, recordId);
        }
        if (!record.active()) {
            return Enroller.recordClosed();
        }
        return null;
    }

    private static Refusal recordUnknown(String recordType, String recordId) {
        return Refusal.rule(
                "record-unknown",
                "recordId",
                "The " + Fields.shortened(recordType) + " '" + Fields.shortened(recordId)
                        + "' does not exist or is not visible to you.",
                "Check the id. A new record becomes available after a few seconds.");
    }

    private static Enroller.Request request(
            String id,
            SequenceState sequence,
            KnownRecord record,
            String source,
            String by,
            @Nullable String assignee,
            @Nullable String startAt) {
        return new Enroller.Request(
                id,
                sequence,
                record.recordType(),
                record.recordId(),
                source,
                null,
                assignee == null ? record.owner() : Assignee.user(assignee),
                assignee != null,
                by,
                startAt);
    }

    private static EnrollmentAnswer answer(String id, Enrollment state) {
        Enrollment.Progress progress = EnrollmentDecider.progressOf(state);
        EndReason reason = state instanceof Enrollment.Ended ended ? ended.reason() : null;
        String error = errorCode(state);
        return new EnrollmentAnswer(
                id,
                progress == null ? null : progress.subject().sequenceId(),
                progress == null ? 0 : progress.subject().version(),
                progress == null ? null : progress.subject().recordType(),
                progress == null ? null : progress.subject().recordId(),
                error != null ? "error" : reason == null ? "connected" : reason.status(),
                reason == null ? null : reason.label(),
                error);
    }

    private static @Nullable String errorCode(Enrollment state) {
        return switch (state) {
            case Enrollment.Failed failed -> failed.code();
            case Enrollment.Ended ended
            when ended.advance() != null && ended.advance().failure() != null ->
                ended.advance().failure().code();
            default -> null;
        };
    }
}
