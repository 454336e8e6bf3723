/** Declared and discovered fields of record types. */
@NullMarked
package dev.sequences.segment.recordtype;

import org.jspecify.annotations.NullMarked;
