/** Settings of the work list. */
@NullMarked
package dev.sequences.worklist.settings;

import org.jspecify.annotations.NullMarked;
