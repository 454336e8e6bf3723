/** Rows that go to the database as arrays, one statement for all rows of a unit. */
@org.jspecify.annotations.NullMarked
package dev.sequences.chassis.rows;
