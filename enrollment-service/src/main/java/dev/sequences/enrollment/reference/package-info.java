/** What decisions need to know of others: live sequences, records. Fed by intake, never asked from outside. */
@NullMarked
package dev.sequences.enrollment.reference;

import org.jspecify.annotations.NullMarked;
