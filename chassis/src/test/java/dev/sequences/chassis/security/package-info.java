/** Authentication of callers. */
@NullMarked
package dev.sequences.chassis.security;

import org.jspecify.annotations.NullMarked;
