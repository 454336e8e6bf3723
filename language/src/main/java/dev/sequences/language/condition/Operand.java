package dev.sequences.language.condition;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a condition compares a field with, parsed and normalized once. Equality is that of the drawn values. */
public final class Operand {

    /** Longest span of {@code in-last-days} and {@code in-next-days}. */
    public static final int MAX_DAYS = 3_650;

    /** Fields that hold ids: their text compares exactly. */
    private static final Set<String> IDS = Set.of("recordId", "ownerId");

    private static final int NO_DAYS = -1;

    private final @Nullable Object drawn;
    private final List<Constant> constants;
    private final int days;

    private Operand(@Nullable Object drawn, List<Constant> constants, int days) {
        this.drawn = drawn;
        this.constants = constants;
        this.days = days;
    }

    static Operand of(String field, Operator operator, @Nullable Object drawn) {
        boolean exact = IDS.contains(field);
        List<?> values = drawn instanceof List<?> list ? list : drawn == null ? List.of() : List.of(drawn);
        List<Constant> constants = new ArrayList<>();
        for (Object value : values) {
            if (value != null && FieldValue.isScalar(value)) {
                constants.add(Constant.of(value, exact));
            }
        }
        return new Operand(
                drawn instanceof List<?> list ? Collections.unmodifiableList(new ArrayList<>(list)) : drawn,
                List.copyOf(constants),
                operator.shape() == Operator.Shape.DAYS && drawn != null ? days(drawn) : NO_DAYS);
    }

    /** The JSON value as drawn; null when there is none. */
    public @Nullable Object drawn() {
        return drawn;
    }

    List<Constant> constants() {
        return constants;
    }

    /** The single value; null when there is none that can be compared. */
    @Nullable
    Constant single() {
        return constants.isEmpty() ? null : constants.getFirst();
    }

    /** Whole days from 1 to {@link #MAX_DAYS}; negative for other values. */
    int days() {
        return days;
    }

    String inWords() {
        return constants.stream().map(Constant::shown).collect(Collectors.joining(", "));
    }

    /** Whole days from 1 to {@link #MAX_DAYS}; negative for everything else. */
    static int days(Object value) {
        BigDecimal number = FieldValue.number(value);
        if (number == null
                || number.signum() <= 0
                || number.compareTo(BigDecimal.valueOf(MAX_DAYS)) > 0
                || number.stripTrailingZeros().scale() > 0) {
            return NO_DAYS;
        }
        return number.intValue();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Operand operand && Objects.equals(drawn, operand.drawn);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(drawn);
    }

    @Override
    public String toString() {
        return String.valueOf(drawn);
    }

    /**
     * One value with the readings it allows.
     *
     * @param text as it is compared: folded, or exact for ids
     * @param number null when it is not one
     * @param point null when it is neither a date nor a date-time
     */
    record Constant(
            Object raw,
            String text,
            boolean exact,
            @Nullable BigDecimal number,
            @Nullable PointInTime point) {

        static Constant of(Object raw, boolean exact) {
            String text = FieldValue.text(raw);
            return new Constant(
                    raw,
                    exact ? text : FoldedText.fold(text),
                    exact,
                    FieldValue.number(raw),
                    FieldValue.pointInTime(raw));
        }

        String shown() {
            return FieldValue.text(raw);
        }
    }
}
