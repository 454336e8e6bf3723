/** The access matrix: every endpoint, role and relation to an object. */
@NullMarked
package dev.sequences.acceptance.access;

import org.jspecify.annotations.NullMarked;
