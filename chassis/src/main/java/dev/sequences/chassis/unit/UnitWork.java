package dev.sequences.chassis.unit;

/** Work inside one unit. May be run again from the start after a conflict: no effects but through the unit. */
@FunctionalInterface
public interface UnitWork<T> {

    T run(Unit unit) throws Exception;
}
