/** Reads published definitions into graphs. */
@NullMarked
package dev.sequences.enrollment.definition;

import org.jspecify.annotations.NullMarked;
