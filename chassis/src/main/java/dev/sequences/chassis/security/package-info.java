/** Authentication of callers and the four roles. */
@NullMarked
package dev.sequences.chassis.security;

import org.jspecify.annotations.NullMarked;
