/** Owners and closings of CRM records. */
@NullMarked
package dev.sequences.enrollment.intake.records;

import org.jspecify.annotations.NullMarked;
