package dev.sequences.chassis.answer;

import dev.sequences.chassis.decider.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer that is not a success: becomes {@code application/problem+json} (RFC 9457), never a stack trace. */
public class Problem extends RuntimeException {

    /** One finding: a stable code, the field, what is wrong, what to do. */
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

    /** All refusals of one command; status and code are those of the first. */
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

    /** 404 for what does not exist and for what the caller may not see: the two look the same. */
    public static Problem unknown(String what, String id) {
        return of(Refusal.unknown(
                what + "-unknown",
                "There is no " + what + " '" + shortened(id) + "'.",
                "Check the id, or list what there is."));
    }

    /** 422 with one finding. */
    public static Problem rule(String code, @Nullable String path, String message, String remedy) {
        return of(Refusal.rule(code, path, message, remedy));
    }

    /** 400 with one finding. */
    public static Problem unreadable(String code, @Nullable String path, String message, String remedy) {
        return new Problem(
                400, code, "The request cannot be read", message, List.of(new Finding(code, path, message, remedy)));
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
            case FORBIDDEN -> "Not allowed";
            case CONFLICT -> "Does not fit the present state";
            case STALE -> "Somebody else changed it";
            case RULE -> "Refused by a rule";
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
