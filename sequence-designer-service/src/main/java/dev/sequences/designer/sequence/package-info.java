/** The sequence aggregate and its commands over HTTP. */
@NullMarked
package dev.sequences.designer.sequence;

import org.jspecify.annotations.NullMarked;
