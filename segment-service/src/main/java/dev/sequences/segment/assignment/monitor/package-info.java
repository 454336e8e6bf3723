/** Decisions about owners: their list, manual assignment, and reruns at once or by schedule. */
@NullMarked
package dev.sequences.segment.assignment.monitor;

import org.jspecify.annotations.NullMarked;
