package dev.sequences.language.condition;

import static dev.sequences.language.condition.Finding.quoted;

import dev.sequences.language.condition.Condition.Leaf;
import dev.sequences.language.condition.Finding.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether an operator can use its operand. */
public final class OperandCheck {

    /** Values in the list of {@code any-of} and {@code none-of}. */
    public static final int MAX_VALUES = 200;

    /** Characters of one value. */
    public static final int MAX_VALUE_LENGTH = 1_000;

    private OperandCheck() {}

    /** What is wrong with the operand of a comparison; empty when it can be used. {@code path} is that of the operand. */
    public static List<Finding> of(Leaf leaf, String path) {
        Operator operator = leaf.operator();
        Object value = leaf.value();
        List<Finding> findings = new ArrayList<>();
        if (operator.shape() == Operator.Shape.NONE) {
            if (value != null) {
                add(
                        findings,
                        "value-superfluous",
                        path,
                        "'" + operator.wireName() + "' compares with nothing, but there is a value.",
                        "Remove 'value'.");
            }
        } else if (value == null) {
            add(
                    findings,
                    "value-missing",
                    path,
                    "'" + operator.wireName() + "' has nothing to compare with.",
                    "Set 'value'.");
        } else if (operator.shape() == Operator.Shape.LIST) {
            list(operator, value, path, findings);
        } else {
            single(operator, value, path, findings);
        }
        return List.copyOf(findings);
    }

    private static void list(Operator operator, Object value, String path, List<Finding> findings) {
        if (!(value instanceof List<?> list) || list.isEmpty() || list.size() > MAX_VALUES) {
            add(
                    findings,
                    "value-not-a-list",
                    path,
                    "'" + operator.wireName() + "' needs a list of values.",
                    "Send a list of 1 to " + MAX_VALUES + " values.");
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            single(operator, list.get(i), path + "[" + i + "]", findings);
        }
    }

    private static void single(Operator operator, @Nullable Object value, String path, List<Finding> findings) {
        if (value instanceof String text && text.isBlank()) {
            add(
                    findings,
                    "value-missing",
                    path,
                    "'" + operator.wireName() + "' has nothing to compare with but blanks.",
                    "Set a value, or use has-data or no-data.");
            return;
        }
        String remedy = value == null ? "Send text, a number, true or false." : remedy(operator, value);
        if (remedy != null) {
            add(
                    findings,
                    "value-unfit",
                    path,
                    quoted(String.valueOf(value)) + " cannot be compared by '" + operator.wireName() + "'.",
                    remedy);
            return;
        }
        int length = String.valueOf(value).length();
        if (length > MAX_VALUE_LENGTH) {
            add(
                    findings,
                    "value-too-long",
                    path,
                    "The value has " + length + " characters; the limit is " + MAX_VALUE_LENGTH + ".",
                    "Shorten it to " + MAX_VALUE_LENGTH + " characters.");
        }
    }

    /** What to do about a value that the operator cannot use; null when it can. */
    private static @Nullable String remedy(Operator operator, Object value) {
        return switch (operator.shape()) {
            case TEXT -> value instanceof String ? null : "Send text in quotes.";
            case DATE ->
                FieldValue.pointInTime(value) != null
                        ? null
                        : "Send a date such as 2026-03-04, or a date-time such as 2026-03-04T08:00:00Z.";
            case NUMBER_OR_DATE ->
                FieldValue.number(value) != null || FieldValue.pointInTime(value) != null
                        ? null
                        : "Send a number such as 5, or a date such as 2026-03-04.";
            case DAYS ->
                Operand.days(value) > 0 ? null : "Send a whole number of days from 1 to " + Operand.MAX_DAYS + ".";
            default -> FieldValue.isScalar(value) ? null : "Send text, a number, true or false.";
        };
    }

    private static void add(List<Finding> findings, String code, String path, String message, String remedy) {
        findings.add(new Finding(Kind.MEANING, code, path, message, remedy));
    }
}
