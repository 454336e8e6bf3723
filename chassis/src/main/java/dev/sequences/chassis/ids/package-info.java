/** Ids that are derived from other ids. */
@NullMarked
package dev.sequences.chassis.ids;

import org.jspecify.annotations.NullMarked;
