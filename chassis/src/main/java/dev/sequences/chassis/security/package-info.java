/** Who calls, and what the four roles are. */
@NullMarked
package dev.sequences.chassis.security;

import org.jspecify.annotations.NullMarked;
