/** The service's database at start: requirements and migrations. */
@NullMarked
package dev.sequences.chassis.database;

import org.jspecify.annotations.NullMarked;
