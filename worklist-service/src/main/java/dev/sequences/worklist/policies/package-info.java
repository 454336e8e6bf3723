/** Reactions to the service's own events. */
@NullMarked
package dev.sequences.worklist.policies;

import org.jspecify.annotations.NullMarked;
