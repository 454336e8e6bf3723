package dev.sequences.designer.sequence.model.condition;

import dev.sequences.designer.sequence.model.context.RecordDescription.FieldType;
import dev.sequences.language.condition.Operator;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Which operators suit which type of field. */
final class FieldOperators {

    private FieldOperators() {}

    static boolean isSupported(Operator operator, FieldType type) {
        return switch (operator) {
            case EQUALS, NOT_EQUALS, HAS_DATA, NO_DATA -> true;
            case CONTAINS, NOT_CONTAINS, BEGINS_WITH, ENDS_WITH -> type == FieldType.TEXT;
            case GT, GTE, LT, LTE -> type == FieldType.NUMBER || type == FieldType.DATE;
            case ON, ON_OR_BEFORE, ON_OR_AFTER, IN_LAST_DAYS, IN_NEXT_DAYS -> type == FieldType.DATE;
            case ANY_OF, NONE_OF -> type != FieldType.DATE && type != FieldType.BOOLEAN;
        };
    }

    /** Names of those that suit the type, for a remedy. */
    static String namesFor(FieldType type) {
        return Arrays.stream(Operator.values())
                .filter(operator -> isSupported(operator, type))
                .map(Operator::wireName)
                .collect(Collectors.joining(", "));
    }
}
