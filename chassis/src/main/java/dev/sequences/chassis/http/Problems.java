package dev.sequences.chassis.http;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.answer.Problem.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The problems that every service reports in the same words: one place for their status, stable code, title and text. */
final class Problems {

    private Problems() {}

    static Problem unauthorized() {
        return problem(
                401,
                "token-missing-or-invalid",
                "Unauthorized",
                "The request has no valid bearer token.",
                "Send 'Authorization: Bearer <token>' with a signed, unexpired token of the configured issuer.");
    }

    static Problem forbidden() {
        return problem(
                403,
                "role-missing",
                "Forbidden",
                "Your roles do not permit this request.",
                "Ask an administrator for the required role.");
    }

    static Problem unreadable() {
        return badRequest("unreadable", "The request is malformed.");
    }

    static Problem unreadableParameter() {
        return badRequest("parameter-unreadable", "A path or query parameter is malformed.");
    }

    private static Problem badRequest(String code, String message) {
        return Problem.unreadable(code, null, message, "Compare the request with the OpenAPI document at /q/openapi.");
    }

    static Problem unknownPath() {
        return problem(
                404,
                "path-unknown",
                "Not found",
                "This path does not exist, or one of its parameters is malformed.",
                "See /q/openapi for the paths.");
    }

    static Problem methodNotAllowed() {
        return problem(
                405,
                "method-not-allowed",
                "Method not allowed",
                "This path does not support this method.",
                "See /q/openapi for the methods.");
    }

    static Problem notAcceptable() {
        return problem(
                406,
                "not-acceptable",
                "Not acceptable",
                "The response is not available in the requested media type.",
                "Send 'Accept: application/json'.");
    }

    static Problem tooLarge() {
        return Problem.tooLarge("The request body exceeds the limit of this path.", "Send less per request.");
    }

    static Problem tooLarge(long maxBytes) {
        return Problem.tooLarge(
                "The request body exceeds the limit of this path.", "Send at most " + maxBytes + " bytes per request.");
    }

    static Problem unsupportedMediaType() {
        return problem(
                415,
                "media-type-unsupported",
                "Unsupported media type",
                "Content-Type",
                "This path does not support this content type.",
                "See /q/openapi for the supported types.");
    }

    static Problem valueNotStorable() {
        return Problem.unreadable(
                "value-not-storable",
                null,
                "A value contains U+0000 or a timestamp outside years 0-9999.",
                "Send text without U+0000 and timestamps between the years 0 and 9999.");
    }

    static Problem databaseUnavailable() {
        return unavailable("try-later", "The database is unavailable.", "Retry in a moment.");
    }

    static Problem writerUnavailable(String message) {
        return unavailable(
                "try-later", message, "Retry with the same Idempotency-Key, or read the current state first.");
    }

    static Problem tooManyRequests() {
        return unavailable("too-many-at-once", "Too many requests of this kind are in progress.", "Retry in a moment.");
    }

    static Problem requestInProgress() {
        return problem(
                429,
                "request-in-progress",
                "Too many requests",
                "Another request of this kind by the same user is in progress.",
                "Wait for its response, then retry.");
    }

    private static Problem unavailable(String code, String message, String remedy) {
        return problem(503, code, "Service unavailable", message, remedy);
    }

    static Problem unexpected(String incident) {
        return problem(
                500,
                "unexpected",
                "Internal server error",
                "An unexpected error occurred; it is logged as incident " + incident + ".",
                "Retry the request; if it fails again, report the incident.");
    }

    /** For a status that the framework reports without a cause of its own. 5xx is not covered: report {@link #unexpected}. */
    static Problem ofStatus(int status) {
        return switch (status) {
            case 400 -> unreadable();
            case 401 -> unauthorized();
            case 403 -> forbidden();
            case 404 -> unknownPath();
            case 405 -> methodNotAllowed();
            case 406 -> notAcceptable();
            case 413 -> tooLarge();
            case 415 -> unsupportedMediaType();
            default ->
                problem(
                        status,
                        "refused",
                        "Refused",
                        "The request was refused.",
                        "Compare the request with the OpenAPI document at /q/openapi.");
        };
    }

    private static Problem problem(int status, String code, String title, String message, String remedy) {
        return problem(status, code, title, null, message, remedy);
    }

    private static Problem problem(
            int status, String code, String title, @Nullable String path, String message, String remedy) {
        return new Problem(status, code, title, message, List.of(new Finding(code, path, message, remedy)));
    }
}
