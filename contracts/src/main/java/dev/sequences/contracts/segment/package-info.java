/** Facts about segments and their members, on topic {@code sequences.segments}. */
@NullMarked
package dev.sequences.contracts.segment;

import org.jspecify.annotations.NullMarked;
