/** Users of a suite whose commands are recorded while components fail. */
@NullMarked
package dev.sequences.acceptance.faults.load;

import org.jspecify.annotations.NullMarked;
