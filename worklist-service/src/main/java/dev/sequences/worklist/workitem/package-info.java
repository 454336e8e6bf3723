/** Work items as commands over HTTP; their model is in {@code model}. */
@NullMarked
package dev.sequences.worklist.workitem;

import org.jspecify.annotations.NullMarked;
