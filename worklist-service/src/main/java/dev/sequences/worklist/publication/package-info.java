/** Maps own events to contract events. */
@NullMarked
package dev.sequences.worklist.publication;

import org.jspecify.annotations.NullMarked;
