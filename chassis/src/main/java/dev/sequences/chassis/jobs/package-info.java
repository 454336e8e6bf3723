/** Long work that survives a crash and shows its progress. */
@NullMarked
package dev.sequences.chassis.jobs;

import org.jspecify.annotations.NullMarked;
