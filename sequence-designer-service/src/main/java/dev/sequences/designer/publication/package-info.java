/** Mapping of private domain events to public contract events. */
@NullMarked
package dev.sequences.designer.publication;

import org.jspecify.annotations.NullMarked;
