/** SQL statements whose rows are read by column name, and rows that are written as arrays, one statement for all rows of a unit. */
@NullMarked
package dev.sequences.chassis.rows;

import org.jspecify.annotations.NullMarked;
