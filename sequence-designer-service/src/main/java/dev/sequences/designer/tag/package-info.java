/** The labels of sequences: over HTTP, and as a kind of aggregate. */
@NullMarked
package dev.sequences.designer.tag;

import org.jspecify.annotations.NullMarked;
