/** Records from the CRM topic. */
@NullMarked
package dev.sequences.segment.intake.records;

import org.jspecify.annotations.NullMarked;
