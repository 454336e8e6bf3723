/** Reads topic {@code crm.records}. */
@NullMarked
package dev.sequences.segment.intake.records;

import org.jspecify.annotations.NullMarked;
