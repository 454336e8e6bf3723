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
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.EnrollmentRequests.BulkEnrollment;
import dev.sequences.enrollment.enrollment.EnrollmentRequests.BulkResult;
import dev.sequences.enrollment.enrollment.EnrollmentRequests.BulkResults;
import dev.sequences.enrollment.enrollment.EnrollmentRequests.NewEnrollment;
import dev.sequences.enrollment.enrollment.model.Assignee;
import dev.sequences.enrollment.enrollment.model.Enrollment;
import dev.sequences.enrollment.reference.Records;
import dev.sequences.enrollment.reference.Records.KnownRecord;
import dev.sequences.enrollment.reference.Sequences;
import dev.sequences.enrollment.reference.Sequences.SequenceState;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Enrolls records (domain rule 4.1). Sellers may enroll their own and their teams' records, in sequences that they may see. */
@Path("/enrollments")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER, Roles.SALESPERSON})
public class EnrollResource {

    private static final int MAX_ID_LENGTH = 200;

    private final Commands commands;
    private final Caller caller;
    private final RequestContext context;
    private final Sequences sequences;
    private final Records records;
    private final Enroller enroller;

    EnrollResource(
            Commands commands,
            Caller caller,
            RequestContext context,
            Sequences sequences,
            Records records,
            Enroller enroller) {
        this.commands = commands;
        this.caller = caller;
        this.context = context;
        this.sequences = sequences;
        this.records = records;
        this.enroller = enroller;
    }

    @POST
    public Response enroll(@Nullable NewEnrollment body) {
        NewEnrollment command = body == null ? new NewEnrollment(null, null, null, null, null) : body;
        String sequenceId = Fields.required("sequenceId", command.sequenceId(), MAX_ID_LENGTH);
        String recordType = Fields.required("recordType", command.recordType(), MAX_ID_LENGTH);
        String recordId = Fields.required("recordId", command.recordId(), MAX_ID_LENGTH);
        String id = UuidCreator.getTimeOrderedEpoch().toString();
        Visibility visibility = Visibility.of(caller);
        String by = caller.user();
        Cause cause = context.cause();
        return commands.run(command, unit -> {
            SequenceState sequence = sequence(unit, sequenceId, visibility);
            String key = Records.key(recordType, recordId);
            KnownRecord record = records.lock(unit, List.of(key)).get(key);
            Refusal refusal = refusal(record, recordType, recordId, visibility);
            if (refusal != null || record == null) {
                throw Problem.of(refusal == null ? recordUnknown(recordType, recordId) : refusal);
            }
            Enroller.Request request =
                    request(id, sequence, record, "manual", by, command.assignee(), command.startAtStep());
            return switch (enroller.enroll(unit, request, cause.withFact(record.fact()))) {
                case Enroller.Result.Enrolled enrolled ->
                    Answer.created("/enrollments/" + id, EnrollmentAnswer.of(id, enrolled.state()), enrolled.version());
                case Enroller.Result.Open open -> {
                    Loaded<Enrollment> existing = unit.load(ENROLLMENT, open.id());
                    yield Answer.ok(EnrollmentAnswer.of(open.id(), existing.state()), existing.version());
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
        String sequenceId = Fields.required("sequenceId", command.sequenceId(), MAX_ID_LENGTH);
        String recordType = Fields.required("recordType", command.recordType(), MAX_ID_LENGTH);
        Set<String> ids = BulkIds.of(
                "recordIds", "records", command.recordIds(), "Send 1 to 500 records per request, or use a segment.");
        Visibility visibility = Visibility.of(caller);
        String by = caller.user();
        Cause cause = context.cause();
        return commands.run(command, unit -> {
            SequenceState sequence = sequence(unit, sequenceId, visibility);
            Map<String, KnownRecord> known = records.lock(
                    unit,
                    ids.stream()
                            .filter(BulkIds::isStorable)
                            .map(id -> Records.key(recordType, id))
                            .toList());
            List<BulkResult> results = new ArrayList<>();
            Map<String, Enroller.Request> requests = new LinkedHashMap<>();
            for (String recordId : ids) {
                KnownRecord record = known.get(Records.key(recordType, recordId));
                Refusal refusal = refusal(record, recordType, recordId, visibility);
                if (refusal != null || record == null) {
                    Refusal reason = refusal == null ? recordUnknown(recordType, recordId) : refusal;
                    results.add(BulkResult.refused(recordId, reason));
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
                    switch (enroller.enroll(unit, request, basedOn(cause, known, request))) {
                        case Enroller.Result.Enrolled enrolled ->
                            new BulkResult(recordId, "created", enrolled.id(), null, null);
                        case Enroller.Result.Open open -> new BulkResult(recordId, "exists", open.id(), null, null);
                        case Enroller.Result.Refused refused ->
                            BulkResult.refused(recordId, refused.reasons().getFirst());
                    }));
            return Answer.ok(new BulkResults(results));
        });
    }

    private static Cause basedOn(Cause cause, Map<String, KnownRecord> known, Enroller.Request request) {
        KnownRecord record = known.get(Records.key(request.recordType(), request.recordId()));
        return record == null ? cause : cause.withFact(record.fact());
    }

    /** A sequence that the caller may not see gets the response of one that does not exist. */
    private SequenceState sequence(Unit unit, String sequenceId, Visibility visibility) {
        return sequences
                .lock(unit, sequenceId)
                .filter(visibility::covers)
                .orElseThrow(() -> Problem.of(Refusal.unknown(
                        "sequence-unknown",
                        "There is no sequence '" + Fields.shortened(sequenceId) + "'.",
                        "Check the id. A new sequence becomes available after a few seconds.")));
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
}
