/** Rebuilding projections from the archive, and checksums that prove the result. */
@NullMarked
package dev.sequences.insights.rebuild;

import org.jspecify.annotations.NullMarked;
