package dev.sequences.chassis.answer;

import dev.sequences.chassis.decider.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A failed request, returned as {@code application/problem+json} (RFC 9457). */
public class Problem extends RuntimeException {

    /** One finding: a stable code, the field, the error and its remedy. */
    public record Finding(String code, @Nullable String path, String message, String remedy) {}

    private final int status;
    private final String code;
    private final String title;
    private final List<Finding> findings;

    public Problem(int status, String code, String title, String detail, List<Finding> findings) {
        super(detail);
        this.status = status;
        this.code = code;
        this.title = title;
        this.findings = List.copyOf(findings);
    }

    /** Returns the problem of all refusals of a command; the first determines status and code. */
    public static Problem of(List<Refusal> refusals) {
        Refusal first = refusals.getFirst();
        return new Problem(
                status(first.kind()),
                first.code(),
                title(first.kind()),
                first.message(),
                refusals.stream()
                        .map(r -> new Finding(r.code(), r.path(), r.message(), r.remedy()))
                        .toList());
    }

    public static Problem of(Refusal refusal) {
        return of(List.of(refusal));
    }

    /** 404, for objects that do not exist and objects that the caller may not see: both get the same response. */
    public static Problem unknown(String type, String id) {
        return of(Refusal.unknown(
                type + "-unknown", "There is no " + type + " '" + shortened(id) + "'.", "Check the id."));
    }

    /** 422 with one finding. */
    public static Problem rule(String code, @Nullable String path, String message, String remedy) {
        return of(Refusal.rule(code, path, message, remedy));
    }

    /** 400 with one finding. */
    public static Problem unreadable(String code, @Nullable String path, String message, String remedy) {
        return unreadable(code, message, List.of(new Finding(code, path, message, remedy)));
    }

    /** 400 with several findings. */
    public static Problem unreadable(String code, String detail, List<Finding> findings) {
        return new Problem(400, code, "Bad request", detail, findings);
    }

    /** 412 with several findings. */
    public static Problem stale(String code, String detail, List<Finding> findings) {
        return new Problem(status(Refusal.Kind.STALE), code, title(Refusal.Kind.STALE), detail, findings);
    }

    /** 422 with several findings. */
    public static Problem rule(String code, String detail, List<Finding> findings) {
        return new Problem(status(Refusal.Kind.RULE), code, title(Refusal.Kind.RULE), detail, findings);
    }

    /** 413, for a body that exceeds a limit of its path. */
    public static Problem tooLarge(String message, String remedy) {
        return new Problem(
                413,
                "too-large",
                "Content too large",
                message,
                List.of(new Finding("too-large", null, message, remedy)));
    }

    private static String shortened(String id) {
        return id.length() <= 100 ? id : id.substring(0, 100) + "...";
    }

    private static int status(Refusal.Kind kind) {
        return switch (kind) {
            case UNKNOWN -> 404;
            case FORBIDDEN -> 403;
            case CONFLICT -> 409;
            case STALE -> 412;
            case RULE -> 422;
        };
    }

    private static String title(Refusal.Kind kind) {
        return switch (kind) {
            case UNKNOWN -> "Not found";
            case FORBIDDEN -> "Forbidden";
            case CONFLICT -> "Conflict";
            case STALE -> "Precondition failed";
            case RULE -> "Unprocessable content";
        };
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String title() {
        return title;
    }

    public List<Finding> findings() {
        return findings;
    }
}
