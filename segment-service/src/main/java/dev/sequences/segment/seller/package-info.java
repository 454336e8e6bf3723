/** Sellers: when they work. */
@NullMarked
package dev.sequences.segment.seller;

import org.jspecify.annotations.NullMarked;
