/** From our events to the published ones. */
@NullMarked
package dev.sequences.worklist.publication;

import org.jspecify.annotations.NullMarked;
