/** Read sides, each with its rows and its HTTP resource. */
@NullMarked
package dev.sequences.worklist.views;

import org.jspecify.annotations.NullMarked;
