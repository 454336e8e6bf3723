/** Sequences as code: one document with what they depend on, written from what there is and read into it again. */
@NullMarked
package dev.sequences.designer.library;

import org.jspecify.annotations.NullMarked;
