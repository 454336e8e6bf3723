package dev.sequences.designer.drawing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.designer.sequence.model.PlainText;
import dev.sequences.designer.sequence.model.reading.ErrorCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the format errors of a request, so that the caller gets all of them at once. */
final class FormatErrors {

    private static final int MAX_SHOWN = 100;
    private static final int MAX_SHOWN_LENGTH = 60;
    private static final int MAX_DEPTH = 20;

    private final List<Problem.Finding> findings = new ArrayList<>();
    private int count;

    void add(String code, String path, String message, String remedy) {
        count++;
        if (findings.size() < MAX_SHOWN) {
            findings.add(new Problem.Finding(code, path, message, remedy));
        }
    }

    /** For readers that know the full path. */
    ErrorCollector collector() {
        return this::add;
    }

    /** For readers of a part of the request, located at {@code path}. */
    ErrorCollector collectorAt(String path) {
        return (code, field, message, remedy) -> add(
                code,
                path + "." + field,
                // Replaces the relative field name by the full path.
                message.replace("'" + field + "'", "'" + path + "." + field + "'"),
                remedy);
    }

    void missing(String path) {
        add("field-missing", path, "'" + path + "' is missing.", "Add the field.");
    }

    void wrongType(String path, String wanted, @Nullable JsonNode given) {
        String kind = given == null ? "nothing" : given.getNodeType().name().toLowerCase(Locale.ROOT);
        String where = path.isEmpty() ? "The body" : "'" + path + "'";
        add("wrong-type", path, where + " must be " + wanted + ", not " + kind + ".", "Send " + wanted + ".");
    }

    void unknownField(String path, String field, String saying) {
        String name = field.length() <= MAX_SHOWN_LENGTH ? field : field.substring(0, MAX_SHOWN_LENGTH) + "...";
        add(
                "unknown-field",
                path.isEmpty() ? name : path + "." + name,
                saying + " '" + name + "'.",
                "Remove it or correct its spelling.");
    }

    void refuseOthers(JsonNode object, String path, Set<String> known) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                unknownField(path, name, "Unknown field");
            }
        });
    }

    /** Returns the text of a field; null if it is missing, null or invalid. */
    @Nullable
    String text(@Nullable JsonNode value, String path) {
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            wrongType(path, "text", value);
            return null;
        }
        checkPlain(value, path);
        return value.textValue();
    }

    /** Returns a value that is stored unchanged; checks text, number range and nesting. */
    void checkPlain(JsonNode value, String path) {
        checkPlain(value, path, 0);
    }

    private void checkPlain(JsonNode value, String path, int depth) {
        if (depth > MAX_DEPTH) {
            add(
                    "nested-too-deep",
                    path,
                    "The value has more than " + MAX_DEPTH + " levels of nesting.",
                    "Reduce the nesting.");
        } else if (value.isTextual() && !PlainText.isValid(value.textValue())) {
            add(
                    "character-not-allowed",
                    path,
                    "The text contains control characters or invalid Unicode.",
                    "Remove characters that are not printable.");
        } else if (value.isFloatingPointNumber() && !Double.isFinite(value.doubleValue())) {
            add("number-out-of-range", path, "The number is out of range.", "Use a number that fits into 64 bits.");
        } else if (value.isObject()) {
            value.properties().forEach(field -> {
                if (field.getValue().isNull() || !PlainText.isValid(field.getKey())) {
                    add(
                            "wrong-type",
                            path,
                            "A nested field is null or has an invalid name.",
                            "Remove the field or correct its name.");
                } else {
                    checkPlain(field.getValue(), path, depth + 1);
                }
            });
        } else {
            value.forEach(element -> checkPlain(element, path, depth + 1));
        }
    }

    /** Throws a problem if there are any errors. */
    void raise() {
        if (findings.isEmpty()) {
            return;
        }
        Problem.Finding first = findings.getFirst();
        String detail = count == 1 ? first.message() : first.message() + " " + (count - 1) + " more findings follow.";
        throw Problem.unreadable(first.code(), detail, findings);
    }

    static String quoted(String text) {
        return "'" + (text.length() <= MAX_SHOWN_LENGTH ? text : text.substring(0, MAX_SHOWN_LENGTH) + "...") + "'";
    }
}
