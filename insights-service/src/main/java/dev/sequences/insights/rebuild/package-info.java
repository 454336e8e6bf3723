/** Dropping a projection and building it again from the archive; checksums that prove the result. */
@NullMarked
package dev.sequences.insights.rebuild;

import org.jspecify.annotations.NullMarked;
