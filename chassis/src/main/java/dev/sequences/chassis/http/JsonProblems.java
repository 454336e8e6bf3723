package dev.sequences.chassis.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.json.NotExact;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Explains why a body could not be read as JSON of the expected type. */
final class JsonProblems {

    /** Jackson has no exception types for these two; JsonProblemsTest fails if a new version words them differently. */
    private static final String DUPLICATE_FIELD = "Duplicate field ";

    private static final String TRAILING_CONTENT = "Trailing token";

    private static final String WELL_FORMED = "Send well-formed JSON in UTF-8.";

    private JsonProblems() {}

    static Problem of(JacksonException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown -> unknownField(unknown);
            case InvalidFormatException format ->
                Problem.unreadable(
                        "wrong-type",
                        path(format),
                        "The value has the wrong type; expected " + expected(format.getTargetType()) + ".",
                        "Send a value of the expected type.");
            case JsonMappingException mapping -> unmappable(mapping);
            case NotExact value -> Problem.rule(value.code(), value.path(), value.getOriginalMessage(), value.remedy());
            case StreamConstraintsException constraint ->
                Problem.tooLarge("The JSON is nested too deeply or contains too long a text.", "Send a smaller body.");
            case JsonParseException parse -> unparsable(parse);
            default -> Problem.unreadable("not-json", null, "The body is not valid JSON.", WELL_FORMED);
        };
    }

    /** For bytes that are not text in any encoding of JSON. */
    static Problem notUtf8() {
        return Problem.unreadable("not-json", null, "The body is not UTF-8 text.", WELL_FORMED);
    }

    private static Problem unknownField(UnrecognizedPropertyException e) {
        String known = e.getKnownPropertyIds() == null
                ? ""
                : e.getKnownPropertyIds().stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
        return Problem.unreadable(
                "unknown-field",
                path(e),
                "Unknown field '" + Fields.shortened(e.getPropertyName()) + "'.",
                "Remove it. Known fields: " + known + ".");
    }

    private static Problem unmappable(JsonMappingException e) {
        if (e.getCause() instanceof Problem problem) {
            return problem;
        }
        // A syntax error inside a field is wrapped.
        if (e.getCause() instanceof JacksonException syntax && !(syntax instanceof JsonMappingException)) {
            return of(syntax);
        }
        if (String.valueOf(e.getOriginalMessage()).startsWith(TRAILING_CONTENT)) {
            return Problem.unreadable(
                    "not-json", null, "Unexpected content after the JSON value.", "Send exactly one JSON value.");
        }
        return Problem.unreadable(
                "wrong-type",
                path(e),
                "The JSON does not have the expected structure.",
                "Compare the request with the OpenAPI document at /q/openapi.");
    }

    private static Problem unparsable(JsonParseException e) {
        String message = String.valueOf(e.getOriginalMessage());
        if (message.startsWith(DUPLICATE_FIELD)) {
            return Problem.unreadable(
                    "field-twice",
                    null,
                    "Duplicate field " + Fields.shortened(message.substring(DUPLICATE_FIELD.length())) + ".",
                    "Send each field of an object only once.");
        }
        String where = e.getLocation() == null
                ? ""
                : ": syntax error at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
        return Problem.unreadable("not-json", null, "The body is not valid JSON" + where + ".", WELL_FORMED);
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(Fields.shortened(step.getFieldName()));
            }
        }
        return path.toString();
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "another type";
        }
        if (type.isEnum()) {
            return "one of " + List.of(type.getEnumConstants());
        }
        return switch (type.getSimpleName()) {
            case "Instant" -> "a timestamp such as 2026-03-04T09:30:00Z";
            case "Duration" -> "an ISO-8601 duration such as P3D or PT4H";
            case "int", "long", "Integer", "Long" -> "an integer";
            case "boolean", "Boolean" -> "true or false";
            default -> "another type";
        };
    }
}
