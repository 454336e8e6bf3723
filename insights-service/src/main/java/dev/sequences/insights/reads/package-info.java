/** Consistent database reads for HTTP requests. */
@NullMarked
package dev.sequences.insights.reads;

import org.jspecify.annotations.NullMarked;
