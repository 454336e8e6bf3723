/** Data of other services that decisions need: live sequences, records, sellers. Written by intake. */
@NullMarked
package dev.sequences.enrollment.reference;

import org.jspecify.annotations.NullMarked;
