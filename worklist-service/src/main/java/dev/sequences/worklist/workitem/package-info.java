/** HTTP commands of work items; the model is in {@code model}. */
@NullMarked
package dev.sequences.worklist.workitem;

import org.jspecify.annotations.NullMarked;
