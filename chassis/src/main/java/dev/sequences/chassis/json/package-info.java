/** JSON mapping of stored, published and HTTP data. */
@NullMarked
package dev.sequences.chassis.json;

import org.jspecify.annotations.NullMarked;
