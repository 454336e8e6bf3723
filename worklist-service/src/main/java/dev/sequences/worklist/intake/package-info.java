/** Handlers of messages from other services. */
@NullMarked
package dev.sequences.worklist.intake;

import org.jspecify.annotations.NullMarked;
