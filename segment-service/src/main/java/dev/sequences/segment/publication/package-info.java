/** From private events and rows to the published language. */
@NullMarked
package dev.sequences.segment.publication;

import org.jspecify.annotations.NullMarked;
