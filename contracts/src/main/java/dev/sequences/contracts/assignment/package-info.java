/** Facts about assignments. */
@NullMarked
package dev.sequences.contracts.assignment;

import org.jspecify.annotations.NullMarked;
