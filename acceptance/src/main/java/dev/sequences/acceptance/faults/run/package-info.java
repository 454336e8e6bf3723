/** Seeded schedules of faults, played against a suite under load, which is checked afterwards. */
@NullMarked
package dev.sequences.acceptance.faults.run;

import org.jspecify.annotations.NullMarked;
