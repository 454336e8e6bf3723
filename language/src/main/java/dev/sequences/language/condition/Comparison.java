package dev.sequences.language.condition;

import dev.sequences.language.condition.Operand.Constant;
import java.math.BigDecimal;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Compares the value of a field with an operand. A negative operator is the exact opposite of its positive one. */
final class Comparison {

    private Comparison() {}

    static Outcome of(Operator operator, Operand operand, @Nullable Object found, EvaluationTime time) {
        return switch (operator) {
            case HAS_DATA -> FieldValue.isMissing(found) ? Outcome.MISSING : Outcome.HOLDS;
            case NO_DATA -> answer(FieldValue.isMissing(found));
            case NOT_EQUALS -> opposite(Operator.EQUALS, operand, found, time);
            case NOT_CONTAINS -> opposite(Operator.CONTAINS, operand, found, time);
            case NONE_OF -> opposite(Operator.ANY_OF, operand, found, time);
            default ->
                found == null || FieldValue.isMissing(found)
                        ? Outcome.MISSING
                        : !FieldValue.isScalar(found)
                                ? Outcome.NOT_COMPARABLE
                                : compared(operator, operand, found, time);
        };
    }

    private static Outcome opposite(Operator positive, Operand operand, @Nullable Object found, EvaluationTime time) {
        return answer(of(positive, operand, found, time) != Outcome.HOLDS);
    }

    private static Outcome compared(Operator operator, Operand operand, Object found, EvaluationTime time) {
        if (operator == Operator.ANY_OF) {
            return anyOf(operand, found, time.zone());
        }
        Constant wanted = operand.single();
        if (wanted == null) {
            return Outcome.NOT_COMPARABLE;
        }
        return switch (operator) {
            case EQUALS -> equal(wanted, found, time.zone());
            case CONTAINS -> answer(text(wanted, found).contains(wanted.text()));
            case BEGINS_WITH -> answer(text(wanted, found).startsWith(wanted.text()));
            case ENDS_WITH -> answer(text(wanted, found).endsWith(wanted.text()));
            case GT, GTE, LT, LTE -> ordered(operator, wanted, found, time.zone());
            case ON, ON_OR_BEFORE, ON_OR_AFTER -> dated(operator, wanted, found, time.zone());
            default -> within(operator, operand.days(), found, time);
        };
    }

    private static Outcome anyOf(Operand operand, Object found, ZoneId zone) {
        Outcome outcome = Outcome.DIFFERS;
        for (Constant wanted : operand.constants()) {
            outcome = equal(wanted, found, zone);
            if (outcome == Outcome.HOLDS) {
                return outcome;
            }
        }
        // A list with several values has no single reason.
        return operand.constants().size() == 1 ? outcome : Outcome.DIFFERS;
    }

    /** A JSON boolean or number on either side selects the comparison; two texts that both read as dates or date-times compare as such. */
    private static Outcome equal(Constant wanted, Object found, ZoneId zone) {
        if (wanted.exact()) {
            return answer(FieldValue.text(found).equals(wanted.text()));
        }
        if (wanted.raw() instanceof Boolean || found instanceof Boolean) {
            Boolean theirs = FieldValue.bool(wanted.raw());
            Boolean mine = FieldValue.bool(found);
            return theirs == null
                    ? Outcome.NOT_COMPARABLE
                    : mine == null ? Outcome.NOT_A_BOOLEAN : answer(mine.equals(theirs));
        }
        if (wanted.raw() instanceof Number || found instanceof Number) {
            BigDecimal theirs = wanted.number();
            BigDecimal mine = theirs == null ? null : FieldValue.number(found);
            return theirs == null
                    ? Outcome.NOT_COMPARABLE
                    : mine == null ? Outcome.NOT_A_NUMBER : answer(mine.compareTo(theirs) == 0);
        }
        PointInTime theirs = wanted.point();
        PointInTime mine = theirs == null ? null : FieldValue.pointInTime(found);
        return theirs != null && mine != null
                ? answer(mine.compareTo(theirs, zone) == 0)
                : answer(FoldedText.equals((String) found, wanted.text()));
    }

    private static String text(Constant wanted, Object found) {
        String text = FieldValue.text(found);
        return wanted.exact() ? text : FoldedText.fold(text);
    }

    private static Outcome ordered(Operator operator, Constant wanted, Object found, ZoneId zone) {
        if (wanted.number() != null) {
            BigDecimal mine = FieldValue.number(found);
            return mine == null ? Outcome.NOT_A_NUMBER : ordered(operator, mine.compareTo(wanted.number()));
        }
        if (wanted.point() == null) {
            return Outcome.NOT_COMPARABLE;
        }
        PointInTime mine = FieldValue.pointInTime(found);
        return mine == null ? Outcome.NOT_A_DATE : ordered(operator, mine.compareTo(wanted.point(), zone));
    }

    private static Outcome dated(Operator operator, Constant wanted, Object found, ZoneId zone) {
        if (wanted.point() == null) {
            return Outcome.NOT_COMPARABLE;
        }
        PointInTime mine = FieldValue.pointInTime(found);
        return mine == null
                ? Outcome.NOT_A_DATE
                : ordered(operator, mine.day(zone).compareTo(wanted.point().day(zone)));
    }

    private static Outcome ordered(Operator operator, int comparison) {
        return answer(
                switch (operator) {
                    case ON -> comparison == 0;
                    case GT -> comparison > 0;
                    case GTE, ON_OR_AFTER -> comparison >= 0;
                    case LT -> comparison < 0;
                    default -> comparison <= 0;
                });
    }

    private static Outcome within(Operator operator, int days, Object found, EvaluationTime time) {
        if (days < 0) {
            return Outcome.NOT_COMPARABLE;
        }
        PointInTime mine = FieldValue.pointInTime(found);
        if (mine == null) {
            return Outcome.NOT_A_DATE;
        }
        return answer(
                operator == Operator.IN_LAST_DAYS
                        ? mine.isWithin(time.today().minusDays(days), time.now(), time.zone())
                        : mine.isWithin(time.now(), time.today().plusDays(days), time.zone()));
    }

    private static Outcome answer(boolean holds) {
        return holds ? Outcome.HOLDS : Outcome.DIFFERS;
    }
}
