/** Evaluates records, stores their memberships, and serves them over HTTP. */
@NullMarked
package dev.sequences.segment.membership;

import org.jspecify.annotations.NullMarked;
