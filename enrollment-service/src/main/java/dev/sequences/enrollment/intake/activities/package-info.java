/** Activities with customers, from any producer. */
@NullMarked
package dev.sequences.enrollment.intake.activities;

import org.jspecify.annotations.NullMarked;
