/** Segments over HTTP, and their registration as an aggregate. */
@NullMarked
package dev.sequences.segment.segment;

import org.jspecify.annotations.NullMarked;
