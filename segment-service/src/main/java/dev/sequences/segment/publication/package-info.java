/** Maps private events and rows to public contract events. */
@NullMarked
package dev.sequences.segment.publication;

import org.jspecify.annotations.NullMarked;
