/** A/B tests while they run: what is counted, when there is a winner, and how people see and stop them. */
@NullMarked
package dev.sequences.enrollment.abtest;

import org.jspecify.annotations.NullMarked;
