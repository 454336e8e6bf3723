/** Definitions as published and as stored, read into graphs that an enrollment can execute. */
@NullMarked
package dev.sequences.enrollment.definition;

import org.jspecify.annotations.NullMarked;
