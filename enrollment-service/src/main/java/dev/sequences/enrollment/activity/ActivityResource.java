package dev.sequences.enrollment.activity;

import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.http.Fields;
import dev.sequences.chassis.http.RequestContext;
import dev.sequences.chassis.security.Caller;
import dev.sequences.chassis.security.Roles;
import dev.sequences.enrollment.enrollment.Visibility;
import dev.sequences.enrollment.reference.Records;
import dev.sequences.enrollment.reference.Records.KnownRecord;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reports what happened with a customer. Used by mail senders, telephone systems and calendars. */
@Path("/activities")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER, Roles.SALESPERSON})
public class ActivityResource {

    private static final int MAX_LENGTH = 200;

    private final Commands commands;
    private final Caller caller;
    private final RequestContext context;
    private final ActivityLog log;
    private final Records records;

    ActivityResource(Commands commands, Caller caller, RequestContext context, ActivityLog log, Records records) {
        this.commands = commands;
        this.caller = caller;
        this.context = context;
        this.log = log;
        this.records = records;
    }

    /** {@code result}: of a call. {@code data}: the producer's own; ignored. */
    public record NewActivity(
            @Nullable String id,
            @Nullable String type,
            @Nullable String recordType,
            @Nullable String recordId,
            @Nullable String at,
            @Nullable String enrollmentId,
            @Nullable String stepId,
            @Nullable String result,
            @Nullable Map<String, Object> data) {}

    /** {@code status}: taken, or known when an activity with this id was recorded before. */
    public record ActivityAnswer(String id, String status) {}

    @POST
    public Response add(@Nullable NewActivity body) {
        if (body == null) {
            throw Problem.unreadable("body-missing", null, "The request body is empty.", "Send a JSON object.");
        }
        Activity activity = new Activity(
                Fields.required("id", body.id(), MAX_LENGTH),
                type(body.type()),
                Fields.required("recordType", body.recordType(), MAX_LENGTH),
                Fields.required("recordId", body.recordId(), MAX_LENGTH),
                moment(Fields.required("at", body.at(), MAX_LENGTH)),
                Fields.optional("enrollmentId", body.enrollmentId(), MAX_LENGTH),
                Fields.optional("stepId", body.stepId(), MAX_LENGTH),
                result(body));
        Visibility visibility = Visibility.of(caller);
        Cause cause = context.cause();
        return commands.run(body, unit -> {
            KnownRecord record = records.find(unit, activity.recordType(), activity.recordId())
                    .orElse(null);
            if (record == null || !visibility.covers(record.owner())) {
                throw Problem.rule(
                        "record-unknown",
                        "recordId",
                        "The record does not exist or is not visible to you.",
                        "Check the id. A new record becomes available after a few seconds.");
            }
            boolean added = log.add(unit, activity, cause);
            return Answer.ok(new ActivityAnswer(activity.id(), added ? "taken" : "known"));
        });
    }

    private static String type(@Nullable String type) {
        String given = Fields.required("type", type, MAX_LENGTH);
        if (!Activity.TYPES.contains(given)) {
            throw Problem.rule(
                    "activity-type-unknown",
                    "type",
                    "The activity type '" + type + "' does not exist.",
                    "Send one of: " + String.join(", ", Activity.TYPES) + ".");
        }
        return given;
    }

    private static @Nullable String result(NewActivity body) {
        String result = body.result();
        if (result == null) {
            return null;
        }
        if (!Activity.CALL_LOGGED.equals(body.type())) {
            throw Problem.rule(
                    "call-result-not-allowed",
                    "result",
                    "An activity of type " + body.type() + " has no result.",
                    "Omit result, or send the type call-logged.");
        }
        if (!Activity.isResult(result)) {
            throw Problem.rule(
                    "call-result-malformed",
                    "result",
                    "result is not a valid call result.",
                    "Send lower-case letters, digits and single hyphens, at most 50 characters, e.g. left-voicemail.");
        }
        return result;
    }

    private static Instant moment(String at) {
        Instant moment;
        try {
            moment = Instant.parse(at);
        } catch (DateTimeException e) {
            throw Problem.unreadable(
                    "wrong-type",
                    "at",
                    "'" + at + "' is not a timestamp in UTC.",
                    "Send ISO-8601, e.g. 2026-05-04T08:00:00Z.");
        }
        if (!Activity.isPlausible(moment)) {
            throw Problem.rule(
                    "activity-moment-out-of-range",
                    "at",
                    "'" + at + "' is outside the years " + Activity.YEARS + ".",
                    "Send the time at which the activity happened.");
        }
        return moment;
    }
}
