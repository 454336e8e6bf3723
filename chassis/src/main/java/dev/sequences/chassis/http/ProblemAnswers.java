package dev.sequences.chassis.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.chassis.unit.WriterUnavailable;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.CharConversionException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Turns everything that is not a success into a problem document. Codes are counted; causes are logged, never shown. */
public class ProblemAnswers {

    private static final Logger LOG = Logger.getLogger(ProblemAnswers.class);
    /** How the parser begins to tell of a field that is there before. */
    private static final String TWICE = "Duplicate field ";

    /** How it begins to tell of what stands behind the value. */
    private static final String BEHIND = "Trailing token";

    /** A zero byte in a text, and a moment that no calendar of the database has. */
    private static final Set<String> NOT_STORABLE = Set.of("22021", "22P05", "22008");

    static final String MEDIA_TYPE = "application/problem+json";

    private final MeterRegistry metrics;

    ProblemAnswers(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /** RFC 9457 with our {@code code} and {@code errors}. */
    record Document(
            String type, String title, int status, @Nullable String detail, String code, List<Problem.Finding> errors) {

        static Document of(Problem problem) {
            return new Document(
                    "urn:sequences:problem:" + problem.code(),
                    problem.title(),
                    problem.status(),
                    problem.getMessage(),
                    problem.code(),
                    problem.findings());
        }
    }

    private Response answer(Problem problem) {
        metrics.counter("sequences.http.problems", "code", problem.code()).increment();
        Response.ResponseBuilder response =
                Response.status(problem.status()).type(MEDIA_TYPE).entity(Document.of(problem));
        if (problem.status() == 503) {
            response.header("Retry-After", "1");
        }
        if (problem.status() == 401) {
            response.header("WWW-Authenticate", "Bearer");
        }
        return response.build();
    }

    @ServerExceptionMapper
    Response problem(Problem problem) {
        return answer(problem);
    }

    @ServerExceptionMapper(priority = 1)
    Response unauthorized(UnauthorizedException e) {
        return answer(tokenProblem());
    }

    @ServerExceptionMapper(priority = 1)
    Response unauthenticated(AuthenticationFailedException e) {
        return answer(tokenProblem());
    }

    private static Problem tokenProblem() {
        return one(
                401,
                "token-missing-or-invalid",
                "Who are you?",
                null,
                "There is no valid bearer token.",
                "Send 'Authorization: Bearer <token>' with a token that is signed, unexpired and of the configured"
                        + " issuer.");
    }

    @ServerExceptionMapper(priority = 1)
    Response forbidden(ForbiddenException e) {
        return answer(one(
                403,
                "role-missing",
                "Not allowed",
                null,
                "Your roles do not allow this.",
                "Ask somebody with the role, or have it granted to you."));
    }

    @ServerExceptionMapper(priority = 1)
    Response unrecognized(UnrecognizedPropertyException e) {
        String known = e.getKnownPropertyIds() == null
                ? ""
                : e.getKnownPropertyIds().stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
        return answer(Problem.unreadable(
                "unknown-field",
                path(e),
                "There is no field '" + shortened(e.getPropertyName()) + "' here.",
                "Leave it out; known fields are: " + known + "."));
    }

    @ServerExceptionMapper(priority = 1)
    Response invalidFormat(InvalidFormatException e) {
        return answer(Problem.unreadable(
                "wrong-type",
                path(e),
                "The value does not fit: " + wanted(e.getTargetType()) + " is wanted.",
                "Send a value of that form."));
    }

    /** Named, since the framework has an empty answer of its own for exactly this type. */
    @ServerExceptionMapper(priority = 1)
    Response mismatched(MismatchedInputException e) {
        return unmappable(e);
    }

    @ServerExceptionMapper(priority = 2)
    Response unmappable(JsonMappingException e) {
        if (e.getCause() instanceof Problem problem) {
            return answer(problem);
        }
        // Inside of a field; what is wrong is still the text and not its type.
        if (e.getCause() instanceof JacksonException text && !(text instanceof JsonMappingException)) {
            return unparsable(text);
        }
        if (String.valueOf(e.getOriginalMessage()).startsWith(BEHIND)) {
            return answer(Problem.unreadable(
                    "not-json",
                    null,
                    "Something stands behind the JSON of the body.",
                    "Send one JSON value and nothing behind it."));
        }
        return answer(Problem.unreadable(
                "wrong-type",
                path(e),
                "The JSON does not have the form that is wanted here.",
                "Compare the request with the OpenAPI document at /q/openapi."));
    }

    @ServerExceptionMapper(priority = 3)
    Response unparsable(JacksonException e) {
        if (e instanceof StreamConstraintsException) {
            return answer(one(
                    413,
                    "too-large",
                    "Too large",
                    null,
                    "The JSON is nested too deeply or holds too long a text.",
                    "Make it smaller."));
        }
        if (e instanceof JsonParseException
                && String.valueOf(e.getOriginalMessage()).startsWith(TWICE)) {
            String field = e.getOriginalMessage().substring(TWICE.length());
            return answer(Problem.unreadable(
                    "field-twice",
                    null,
                    "The field " + shortened(field) + " stands twice in the same object.",
                    "Leave only the one that is meant."));
        }
        String where = e instanceof JsonParseException && e.getLocation() != null
                ? " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr()
                : "";
        return answer(Problem.unreadable(
                "not-json", null, "The body is not JSON" + where + ".", "Send well-formed JSON in UTF-8."));
    }

    /** Bytes that are text in no encoding of JSON. */
    @ServerExceptionMapper(priority = 3)
    Response notText(CharConversionException e) {
        return answer(Problem.unreadable(
                "not-json", null, "The body is not text in UTF-8.", "Send well-formed JSON in UTF-8."));
    }

    @ServerExceptionMapper(priority = 4)
    Response http(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        for (Throwable t = e.getCause(); t != null; t = t.getCause()) {
            switch (t) {
                case Problem problem -> {
                    return answer(problem);
                }
                case UnrecognizedPropertyException x -> {
                    return unrecognized(x);
                }
                case InvalidFormatException x -> {
                    return invalidFormat(x);
                }
                case JsonMappingException x -> {
                    return unmappable(x);
                }
                case JacksonException x -> {
                    return unparsable(x);
                }
                case CharConversionException x -> {
                    return notText(x);
                }
                // How the framework tells of a parameter that it cannot read.
                case IllegalArgumentException x
                when status == 404 -> {
                    return answer(Problem.unreadable(
                            "parameter-unreadable",
                            null,
                            "A parameter of the request does not have the form that is wanted.",
                            "Look at /q/openapi for the forms of the parameters."));
                }
                default -> {}
            }
        }
        return answer(
                switch (status) {
                    case 400 ->
                        Problem.unreadable(
                                "unreadable", null, "The request cannot be read.", "Compare it with /q/openapi.");
                    case 401 -> tokenProblem();
                    case 404 ->
                        one(
                                404,
                                "path-unknown",
                                "Not found",
                                null,
                                "There is nothing at this path, or a parameter has the wrong form.",
                                "Look at /q/openapi for the paths.");
                    case 405 ->
                        one(
                                405,
                                "method-not-allowed",
                                "Not this way",
                                null,
                                "This path does not take this method.",
                                "Look at /q/openapi for the methods.");
                    case 406 ->
                        one(
                                406,
                                "not-acceptable",
                                "Not this form",
                                null,
                                "The answer is not available in the form asked for.",
                                "Accept application/json.");
                    case 413 ->
                        one(
                                413,
                                "too-large",
                                "Too large",
                                null,
                                "The request is larger than this path takes.",
                                "Send less at a time.");
                    case 415 ->
                        one(
                                415,
                                "media-type-unsupported",
                                "Not this form",
                                "Content-Type",
                                "This path does not take this content type.",
                                "Look at /q/openapi for the types it takes.");
                    default ->
                        status < 500
                                ? one(
                                        status,
                                        "refused",
                                        "Refused",
                                        null,
                                        "The request was refused.",
                                        "Compare it with /q/openapi.")
                                : unexpected(e);
                });
    }

    @ServerExceptionMapper(priority = 1)
    Response writerUnavailable(WriterUnavailable e) {
        return answer(one(
                503,
                "try-later",
                "Service unavailable",
                null,
                String.valueOf(e.getMessage()),
                "Repeat the request with the same Idempotency-Key, or read the state first."));
    }

    @ServerExceptionMapper(priority = 5)
    Response storage(StorageFailure e) {
        if (isNotStorable(e)) {
            return answer(notStorable());
        }
        return answer(
                e.isTransient()
                        ? one(
                                503,
                                "try-later",
                                "Not available right now",
                                null,
                                "The database is not available.",
                                "Repeat the request in a moment.")
                        : unexpected(e));
    }

    @ServerExceptionMapper(priority = 6)
    Response any(Throwable e) {
        if (StorageFailure.isTransient(e)) {
            LOG.warnf("the database is not available: %s", e.getMessage());
            return answer(one(
                    503,
                    "try-later",
                    "Not available right now",
                    null,
                    "The database is not available.",
                    "Repeat the request in a moment."));
        }
        return answer(isNotStorable(e) ? notStorable() : unexpected(e));
    }

    private static boolean isNotStorable(Throwable e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql
                    && sql.getSQLState() != null
                    && NOT_STORABLE.contains(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static Problem notStorable() {
        return Problem.unreadable(
                "value-not-storable",
                null,
                "A value has a zero character, or is a moment out of all calendars.",
                "Send text without U+0000 and instants between the years 0 and 9999.");
    }

    private static Problem unexpected(Throwable e) {
        String incident = UUID.randomUUID().toString();
        LOG.errorf(e, "incident %s", incident);
        return one(
                500,
                "unexpected",
                "Something went wrong",
                null,
                "This should not have happened; it is logged as incident " + incident + ".",
                "Repeat the request; if it fails again, report the incident.");
    }

    private static Problem one(
            int status, String code, String title, @Nullable String path, String message, String remedy) {
        return new Problem(status, code, title, message, List.of(new Problem.Finding(code, path, message, remedy)));
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(shortened(step.getFieldName()));
            }
        }
        return path.toString();
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }

    private static String wanted(@Nullable Class<?> type) {
        if (type == null) {
            return "another form";
        }
        if (type.isEnum()) {
            return "one of " + List.of(type.getEnumConstants());
        }
        return switch (type.getSimpleName()) {
            case "Instant" -> "an instant such as 2026-03-04T09:30:00Z";
            case "Duration" -> "an ISO-8601 duration such as P3D or PT4H";
            case "int", "long", "Integer", "Long" -> "a whole number";
            case "boolean", "Boolean" -> "true or false";
            default -> "another type";
        };
    }
}
