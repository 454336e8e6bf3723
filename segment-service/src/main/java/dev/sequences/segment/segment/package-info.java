/** HTTP API of segments and their aggregate type. */
@NullMarked
package dev.sequences.segment.segment;

import org.jspecify.annotations.NullMarked;
