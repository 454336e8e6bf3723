package dev.sequences.chassis.unit;

/** Work inside one unit. A conflict runs it again from the start, so it must have no effects outside the unit. */
@FunctionalInterface
public interface UnitWork<T> {

    T run(Unit unit) throws Exception;
}
