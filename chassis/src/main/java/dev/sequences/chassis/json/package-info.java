/** One way to write JSON. */
@NullMarked
package dev.sequences.chassis.json;

import org.jspecify.annotations.NullMarked;
