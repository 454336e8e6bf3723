/** Maps domain events to contract events. */
@NullMarked
package dev.sequences.enrollment.publication;

import org.jspecify.annotations.NullMarked;
