/** Sequences as code: exports and imports one document of sequences and their dependencies. */
@NullMarked
package dev.sequences.designer.library;

import org.jspecify.annotations.NullMarked;
