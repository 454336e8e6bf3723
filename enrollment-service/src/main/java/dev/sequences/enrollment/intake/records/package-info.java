/** CRM records: owners, fields and closing. */
@NullMarked
package dev.sequences.enrollment.intake.records;

import org.jspecify.annotations.NullMarked;
