package dev.sequences.designer.sequence.model.reading;

import static dev.sequences.designer.sequence.model.finding.Finding.quoted;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Typed access to the fields of a node or setting. Missing fields and fields of a wrong type are null or empty; the latter are also
 * reported.
 */
public final class Fields {

    private final Map<String, Object> values;
    private final String prefix;
    private final ErrorCollector errors;

    /** @param prefix prefix of every reported path, including the dot */
    public Fields(Map<String, Object> values, String prefix, ErrorCollector errors) {
        this.values = values;
        this.prefix = prefix;
        this.errors = errors;
    }

    public @Nullable String text(String field) {
        return typed(field, String.class, "text");
    }

    public boolean flag(String field) {
        return Boolean.TRUE.equals(typed(field, Boolean.class, "true or false"));
    }

    public @Nullable Integer integer(String field) {
        Object value = values.get(field);
        if (value == null || value instanceof Integer) {
            return (Integer) value;
        }
        wrongType(field, "a whole number", value);
        return null;
    }

    /** Returns the texts of a list unchanged. */
    public List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        Object value = values.get(field);
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                if (list.get(i) instanceof String text) {
                    texts.add(text);
                } else {
                    wrongType(field + "[" + i + "]", "text", list.get(i));
                }
            }
        } else if (value != null) {
            wrongType(field, "a list of texts", value);
        }
        return texts;
    }

    /** Returns one of the known values, or {@code otherwise} if the field is missing. */
    public String choice(String field, Collection<String> known, String otherwise) {
        return Optional.ofNullable(choice(field, known)).orElse(otherwise);
    }

    public @Nullable String choice(String field, Collection<String> known) {
        String value = text(field);
        return value == null || isKnown(field, value, known) ? value : null;
    }

    /** Returns several of the known values. */
    public List<String> choices(String field, Collection<String> known) {
        List<String> values = texts(field);
        values.removeIf(value -> !isKnown(field, value, known));
        return List.copyOf(values);
    }

    /** Returns the value unchanged; null if it is missing. */
    public @Nullable Object raw(String field) {
        return values.get(field);
    }

    /** Returns a nested object that may contain these fields only. */
    public Optional<Fields> object(String field, Collection<String> known) {
        Object value = values.get(field);
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> inner = new LinkedHashMap<>();
            map.forEach((name, one) -> {
                if (known.contains(name)) {
                    inner.put(String.valueOf(name), one);
                } else {
                    errors.report(
                            "unknown-field",
                            prefix + field + "." + shortened(String.valueOf(name)),
                            "Unknown field " + quoted(String.valueOf(name)) + " in '" + field + "'.",
                            "Remove it or correct its spelling.");
                }
            });
            return Optional.of(new Fields(inner, prefix + field + ".", errors));
        }
        if (value != null) {
            wrongType(field, "an object with " + String.join(", ", known), value);
        }
        return Optional.empty();
    }

    /** Forwards an error about a nested value. */
    public void reportError(String code, String field, String message, String remedy) {
        errors.report(code, prefix + field, message, remedy);
    }

    public void wrongType(String field, String wanted, @Nullable Object given) {
        errors.report(
                "wrong-type",
                prefix + field,
                "'" + prefix + field + "' must be " + wanted + ", not " + kindOf(given) + ".",
                "Send " + wanted + ".");
    }

    private boolean isKnown(String field, String value, Collection<String> known) {
        if (known.contains(value)) {
            return true;
        }
        errors.report(
                "value-unknown",
                prefix + field,
                "'" + prefix + field + "' has the unknown value " + quoted(value) + ".",
                "Use one of: " + String.join(", ", known) + ".");
        return false;
    }

    private <T> @Nullable T typed(String field, Class<T> type, String wanted) {
        Object value = values.get(field);
        if (value == null || type.isInstance(value)) {
            return type.cast(value);
        }
        wrongType(field, wanted, value);
        return null;
    }

    private static String kindOf(@Nullable Object value) {
        return switch (value) {
            case null -> "nothing";
            case String text -> "string";
            case Number number -> "number";
            case Boolean flag -> "boolean";
            case List<?> list -> "array";
            default -> "object";
        };
    }

    private static String shortened(String name) {
        return name.length() <= 60 ? name : name.substring(0, 60) + "...";
    }
}
